import { countOf } from '../../core/base/countOf';
import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import {
  auditChannel,
  EVERYTHING,
  type AuditQuery,
  type AuditRow,
  type AuditView,
} from '../../protocol/audit';
import { connect, type Host, type VsCodeApi } from '../connect';
import { Notes } from '../notes';
import { button } from '../parts/button';
import { table, title } from '../parts/layout';
import { empty, failure, note, NOTHING_SAID, type Said } from '../parts/messages';
import { View } from '../view';
import { filters, isEverything } from './filters';

const COLUMNS = ['When', 'Event', 'Prompt', 'Environment', 'Version', 'Who', 'What was said'];
/** Long enough to ask once per word and not per letter. */
const ASK_AFTER_MS = 250;
/** What is written while a view is under way is newer than what that view was asked for. */
const WRITTEN: readonly (keyof AuditQuery)[] = ['text', 'from', 'to'];

interface AuditState {
  readonly told: AuditView | undefined;
  readonly query: AuditQuery;
  readonly said: Said;
}

/** Everything that happened in the registry, as a table with filters. */
export class AuditPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof auditChannel>;
  readonly #view: View<AuditState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });
  #timer: number | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    const first = { told: undefined, query: EVERYTHING, said: NOTHING_SAID };
    this.#view = new View<AuditState>(root, first, state => this.#page(state));
    this.#host = connect(vscode, auditChannel, {
      view: told => {
        this.#vscode.setState(told.query);
        this.#view.change({ told, query: this.#newest(told.query) });
      },
    });
    this.#view.draw();
    void this.#notes.follow(this.#host.ask('ready', null));
  }

  #newest(told: AuditQuery): AuditQuery {
    const focused = document.activeElement?.getAttribute('name');
    const name = WRITTEN.find(each => each === focused);
    return name === undefined ? told : { ...told, [name]: this.#view.state.query[name] };
  }

  #page({ told, query, said }: AuditState): TemplateResult {
    const bar = filters(query, told?.choices, {
      onChange: (change, isWritten) => {
        this.#ask(change, isWritten);
      },
      onExport: format => void this.#notes.follow(this.#host.ask('export', format)),
    });
    return html`${title('Audit')}${bar}${note(said)}${told === undefined ? nothing : this.#events(told)}`;
  }

  #ask(change: Partial<AuditQuery>, isWritten: boolean): void {
    this.#view.change({ query: { ...this.#view.state.query, ...change } });
    window.clearTimeout(this.#timer);
    const ask = () => void this.#notes.follow(this.#host.ask('query', this.#view.state.query));
    if (isWritten) this.#timer = window.setTimeout(ask, ASK_AFTER_MS);
    else ask();
  }

  #events({ rows, found, problem, query }: AuditView): TemplateResult {
    if (problem !== '') return failure(problem);
    if (found === 0) return this.#nothing(query);
    const all = countOf(found, 'event');
    const count = rows.length < found ? `${all}; the newest ${rows.length} are shown` : all;
    return html`<p class="count" role="status">${count}</p>
      <div class="content" tabindex="0">${table(
        'Events, newest first',
        COLUMNS,
        guard([rows], () => rows.map(row => this.#row(row))),
      )}</div>`;
  }

  #nothing(query: AuditQuery): TemplateResult {
    if (isEverything(query)) return empty('Nothing happened yet. Commit a version to begin.');
    const clear = button({ label: 'Clear All Filters' }, () => {
      this.#ask(EVERYTHING, false);
    });
    return empty('Nothing that happened passes these filters.', clear);
  }

  #row({ id, when, at, kind, prompt, environment, version, who, text }: AuditRow): TemplateResult {
    const open = button({ label: prompt, title: 'Open', look: 'link' }, () => {
      void this.#notes.follow(this.#host.ask('open', id));
    });
    return html`<tr>
      <td><time title=${at}>${when}</time></td>
      <td><span class="event ${kind}">${kind}</span></td>
      <td>${open}</td>
      <td>${environment}</td>
      <td>${version}</td>
      <td>${who}</td>
      <td class="said" title=${text}>${text}</td>
    </tr>`;
  }
}
