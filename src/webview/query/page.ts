import { countOf } from '../../core/base/countOf';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { live } from 'lit-html/directives/live.js';
import type { RowValue } from '../../core/base/rows';
import { COPY_FORMATS, queryChannel, type CopyFormat, type QueryRows } from '../../protocol/query';
import { connect, type Host, type VsCodeApi } from '../connect';
import { Notes } from '../notes';
import { button } from '../parts/button';
import { group, table, title, toolbar } from '../parts/layout';
import { empty, failure, note, NOTHING_SAID, progress, type Said } from '../parts/messages';
import { View } from '../view';

const CAPTIONS: Readonly<Record<CopyFormat, string>> = {
  csv: 'CSV',
  markdown: 'Markdown',
  json: 'JSON',
};

/** What became of the query that was run last. */
type Outcome =
  | { readonly kind: 'none' | 'running' | 'stopped' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'rows'; readonly rows: QueryRows };

interface QueryState {
  readonly sql: string;
  readonly outcome: Outcome;
  /** What stays below while the next query runs. */
  readonly answer: Outcome;
  readonly said: Said;
}

const FIRST: QueryState = {
  sql: '',
  outcome: { kind: 'none' },
  answer: { kind: 'none' },
  said: NOTHING_SAID,
};

/** The page: a query above, its answer below. */
export class QueryPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof queryChannel>;
  readonly #view: View<QueryState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#view = new View(root, FIRST, state => this.#page(state));
    this.#host = connect(vscode, queryChannel, {
      query: sql => {
        this.#write(sql);
        root.querySelector('textarea')?.focus();
      },
      running: () => {
        this.#view.change({ outcome: { kind: 'running' } });
      },
      stopped: () => {
        this.#view.change({ outcome: { kind: 'stopped' } });
      },
      failed: message => {
        this.#answer({ kind: 'failed', message });
      },
      rows: rows => {
        this.#answer({ kind: 'rows', rows });
      },
    });
    this.#view.draw();
    void this.#notes.follow(this.#host.ask('ready', null));
  }

  #write(sql: string): void {
    this.#view.change({ sql });
    this.#vscode.setState({ sql });
  }

  #answer(answer: Outcome): void {
    this.#view.change({ outcome: answer, answer });
  }

  #page({ sql, outcome, answer, said }: QueryState): TemplateResult {
    const isRunning = outcome.kind === 'running';
    return html`${title('SQL Query')}<textarea
        aria-label="SQL query"
        spellcheck="false"
        rows="8"
        wrap="off"
        .value=${live(sql)}
        @input=${(event: Event) => {
          this.#write((event.target as HTMLTextAreaElement).value);
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          if (!isRunning) this.#run();
        }}
      ></textarea>
      ${this.#toolbar(outcome, isRunning)}${progress(isRunning)}${note(said)}
      <section class="content" aria-label="Answer" tabindex="0">
        ${guard([answer], () => showAnswer(answer))}
      </section>`;
  }

  #toolbar(outcome: Outcome, isRunning: boolean): TemplateResult {
    const run = { icon: 'play', label: 'Run Query', title: 'Run Query (Ctrl+Enter)' } as const;
    const stop = { icon: 'debug-stop', label: 'Stop Query', caption: 'Stop' } as const;
    const copies = COPY_FORMATS.map(format => {
      const caption = CAPTIONS[format];
      const label = `Copy ${caption}`;
      const isDisabled = outcome.kind !== 'rows';
      return button({ icon: 'copy', label, caption, isDisabled }, () => {
        void this.#notes.follow(this.#host.ask('copy', format));
      });
    });
    return toolbar(
      'Query',
      group(
        'Run',
        button({ ...run, caption: 'Run', look: 'primary', isDisabled: isRunning }, () => {
          this.#run();
        }),
        button({ ...stop, isDisabled: !isRunning }, () => {
          void this.#notes.follow(this.#host.ask('stop', null));
        }),
      ),
      html`<span class="status" role="status">${statusOf(outcome)}</span>`,
      group('Copy', copies),
    );
  }

  #run(): void {
    void this.#notes.follow(this.#host.ask('run', this.#view.state.sql));
  }
}

function statusOf(outcome: Outcome): string {
  if (outcome.kind === 'running') return 'Running…';
  if (outcome.kind === 'stopped') return 'Stopped';
  if (outcome.kind !== 'rows') return '';
  const { rows, isCut } = outcome.rows;
  const count = countOf(rows.length, 'row');
  return isCut ? `The first ${count}` : count;
}

function showAnswer(answer: Outcome): TemplateResult | typeof nothing {
  if (answer.kind === 'failed') return failure(answer.message);
  if (answer.kind !== 'rows') return empty('Run the query, and its answer stands here.');
  const { columns, rows } = answer.rows;
  if (columns.length === 0) return empty('The query was run. It has no columns to show.');
  return table(
    'Rows',
    columns,
    rows.map(row => html`<tr>${row.map(cellOf)}</tr>`),
  );
}

function cellOf(value: RowValue): TemplateResult {
  if (value === null) return html`<td class="null">NULL</td>`;
  return html`<td class=${typeof value === 'number' ? 'number' : nothing}>${String(value)}</td>`;
}
