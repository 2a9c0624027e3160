import type { Rows, RowValue } from '../../core/base/rows';
import { COPY_FORMATS, queryChannel, type CopyFormat } from '../../protocol/query';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { textButton } from '../controls';
import { element } from '../dom';

/** Long enough to be read, then out of the way. */
const NOTE_FOR_MS = 4000;

const CAPTIONS: Readonly<Record<CopyFormat, string>> = {
  csv: 'Copy CSV',
  markdown: 'Copy Markdown',
  json: 'Copy JSON',
};

/** The page: a query above, its answer below. */
export class QueryPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof queryChannel>;
  readonly #query = element('textarea', {
    'aria-label': 'SQL query',
    spellcheck: 'false',
    rows: 8,
    wrap: 'off',
  });
  readonly #run = textButton('Run', 'Run Query (Ctrl+Enter)', () => {
    this.#follow(this.#host.ask('run', this.#query.value));
  });
  readonly #stop = textButton('Stop', 'Stop Query', () => {
    this.#follow(this.#host.ask('stop', null));
  });
  readonly #copies = COPY_FORMATS.map(as =>
    textButton(CAPTIONS[as], CAPTIONS[as], () => {
      this.#follow(this.#host.ask('copy', as));
    }),
  );
  readonly #status = element('p', { class: 'status', role: 'status' });
  readonly #answer = element('section', {
    class: 'answer',
    'aria-label': 'Answer',
    tabindex: 0,
  });
  #noteTimer: number | undefined;
  #summary = '';

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    const bar = element(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Query' },
      element('div', { class: 'group' }, this.#run, this.#stop),
      this.#status,
      element('div', { class: 'group' }, ...this.#copies),
    );
    root.replaceChildren(this.#query, bar, this.#answer);
    this.#query.addEventListener('input', () => {
      vscode.setState({ sql: this.#query.value });
    });
    this.#query.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#run.click();
    });
    this.#setRunning(false);
    this.#setRows(false);
    this.#host = this.#listen();
    this.#follow(this.#host.ask('ready', null));
  }

  #listen(): Host<typeof queryChannel> {
    return connect(this.#vscode, queryChannel, {
      query: sql => {
        this.#query.value = sql;
        this.#vscode.setState({ sql });
        this.#query.focus();
      },
      running: () => {
        this.#setRunning(true);
        this.#say('Running…');
      },
      stopped: () => {
        this.#setRunning(false);
        this.#say('Stopped');
      },
      failed: message => {
        this.#setRunning(false);
        this.#setRows(false);
        this.#say('');
        this.#answer.replaceChildren(element('p', { class: 'failed', role: 'alert' }, message));
      },
      rows: rows => {
        this.#setRunning(false);
        this.#setRows(true);
        this.#say(summaryOf(rows));
        this.#answer.replaceChildren(tableOf(rows));
      },
    });
  }

  /** Says what a request has to say, for a moment. */
  #follow(asked: Promise<string | null>): void {
    asked.then(
      text => {
        if (text !== null && text !== '') this.#note(text);
      },
      (error: unknown) => {
        this.#note(asError(error).message);
      },
    );
  }

  #setRunning(isRunning: boolean): void {
    this.#run.disabled = isRunning;
    this.#stop.disabled = !isRunning;
  }

  #setRows(hasRows: boolean): void {
    for (const copy of this.#copies) copy.disabled = !hasRows;
  }

  #say(summary: string): void {
    this.#summary = summary;
    this.#status.textContent = summary;
  }

  #note(text: string): void {
    this.#status.textContent = text;
    window.clearTimeout(this.#noteTimer);
    this.#noteTimer = window.setTimeout(() => {
      this.#status.textContent = this.#summary;
    }, NOTE_FOR_MS);
  }
}

function summaryOf({ rows, isCut }: Rows & { readonly isCut: boolean }): string {
  const count = rows.length === 1 ? '1 row' : `${rows.length} rows`;
  return isCut ? `The first ${count}` : count;
}

function tableOf({ columns, rows }: Rows): HTMLElement {
  if (columns.length === 0) return element('p', { class: 'empty' }, 'No columns.');
  const head = columns.map(column => element('th', { scope: 'col' }, column));
  const body = rows.map(row => element('tr', {}, ...row.map(cellOf)));
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  );
}

function cellOf(value: RowValue): HTMLElement {
  if (value === null) return element('td', { class: 'null' }, 'NULL');
  return element('td', { class: typeof value === 'number' ? 'number' : undefined }, String(value));
}
