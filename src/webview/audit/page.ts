import { auditChannel, type AuditRow, type AuditView } from '../../protocol/audit';
import { connect, type Host, type VsCodeApi } from '../connect';
import { element } from '../dom';
import { Note } from '../note';
import { createFilters, type Filters } from './filters';

const COLUMNS = ['When', 'Event', 'Prompt', 'Environment', 'Version', 'Who', 'What was said'];

/** Everything that happened in the registry, as a table with filters. */
export class AuditPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof auditChannel>;
  readonly #note = new Note();
  readonly #filters: Filters;
  readonly #count = element('p', { class: 'count', role: 'status' });
  readonly #body = element('tbody');
  #shown = '';

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#filters = createFilters({
      onQuery: query => {
        this.#note.follow(this.#host.ask('query', query));
      },
      onExport: format => {
        this.#note.follow(this.#host.ask('export', format));
      },
    });
    const head = COLUMNS.map(name => element('th', { scope: 'col' }, name));
    const table = element(
      'table',
      { 'aria-label': 'Events, newest first' },
      element('thead', {}, element('tr', {}, ...head)),
      this.#body,
    );
    this.#host = connect(vscode, auditChannel, {
      view: view => {
        this.#show(view);
      },
    });
    const content = element('div', { class: 'content', tabindex: 0 }, table);
    root.replaceChildren(this.#filters.element, this.#note.element, this.#count, content);
    this.#note.follow(this.#host.ask('ready', null));
  }

  #show(view: AuditView): void {
    this.#vscode.setState(view.query);
    this.#filters.show(view);
    this.#count.textContent = countOf(view);
    this.#count.classList.toggle('error', view.problem !== '');
    const shown = JSON.stringify(view.rows);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#body.replaceChildren(...view.rows.map(row => this.#row(row)));
  }

  #row(row: AuditRow): HTMLElement {
    const { when, at, kind, prompt, environment, version, who, text } = row;
    const cells = [
      element('td', {}, element('time', { title: at }, when)),
      element('td', {}, element('span', { class: `event ${kind}` }, kind)),
      element('td', {}, this.#link(row, prompt)),
      element('td', {}, environment),
      element('td', {}, version),
      element('td', {}, who),
      element('td', { class: 'said', title: text }, text),
    ];
    return element('tr', {}, ...cells);
  }

  #link({ id }: AuditRow, prompt: string): HTMLElement {
    const link = element('button', { type: 'button', class: 'link', title: 'Open' }, prompt);
    link.addEventListener('click', () => {
      this.#note.follow(this.#host.ask('open', id));
    });
    return link;
  }
}

function countOf({ rows, found, problem }: AuditView): string {
  if (problem !== '') return problem;
  if (found === 0) return 'Nothing that happened passes these filters.';
  const events = found === 1 ? '1 event' : `${found} events`;
  return rows.length < found ? `${events}; the newest ${rows.length} are shown` : events;
}
