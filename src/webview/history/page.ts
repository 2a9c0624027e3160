import { graphWidth } from '../../core/graph/layout';
import {
  readHistoryPanelState,
  type HistoryAction,
  type HistoryItem,
  type HistoryViewMessage,
} from '../../protocol/history';
import { element } from '../dom';
import type { VsCodeApi } from '../host';
import { connectHost, type Host, type HistoryNews } from './host';
import { VersionList } from './list';
import { createRow } from './row';
import { createToolbar, pairOf, type Toolbar } from './toolbar';

/** The page: the graph of a prompt's versions, and what can be done with those selected. */
export class HistoryPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host;
  readonly #toolbar: Toolbar;
  readonly #list: VersionList;
  readonly #heading = element('h1', { class: 'spoken' }, 'History');
  readonly #note = element('p', { class: 'note', role: 'status' });
  readonly #empty = element('p', { class: 'empty' });
  readonly #more = element('button', { type: 'button', class: 'more' }, 'Show Older Versions');
  #view: HistoryViewMessage | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#toolbar = createToolbar(action => {
      this.#ask(action);
    });
    this.#list = new VersionList({
      onSelect: items => {
        this.#toolbar.show(items);
        this.#remember(items);
      },
      onEnter: items => {
        this.#compare(items);
      },
      onOpen: item => {
        this.#ask({ kind: 'open', id: item.id });
      },
    });
    this.#more.addEventListener('click', () => {
      this.#ask({ kind: 'showMore', limit: this.#view?.limit ?? 0 });
    });
    this.#more.hidden = true;
    this.#empty.hidden = true;
    const content = element(
      'div',
      { class: 'content' },
      this.#empty,
      this.#list.element,
      this.#more,
    );
    root.replaceChildren(this.#heading, this.#toolbar.element, this.#note, content);
    this.#toolbar.show([]);
    this.#host = connectHost(vscode, news => {
      this.#receive(news);
    });
  }

  #receive(news: HistoryNews): void {
    switch (news.type) {
      case 'view':
        this.#show(news);
        return;
      case 'summaries':
        for (const summary of news.summaries) this.#list.summarize(summary);
        return;
      case 'failure':
        this.#list.show([]);
        this.#say(news.message, true);
    }
  }

  #show(view: HistoryViewMessage): void {
    const saved = readHistoryPanelState(this.#vscode.getState());
    const selected = saved?.prompt === view.prompt ? saved.selected : [];
    this.#view = view;
    this.#heading.textContent = `History of ${view.prompt}`;
    this.#list.element.setAttribute('aria-label', `Versions of ${view.prompt}, newest first`);
    this.#say('', false);
    this.#more.hidden = !view.hasMore;
    this.#empty.hidden = view.items.length > 0;
    this.#empty.textContent = 'This prompt has no version yet. Write it, then commit it.';
    const lanes = graphWidth(view.rows);
    const rows = view.items.flatMap((item, index) => {
      const row = view.rows[index];
      return row === undefined ? [] : [{ item, view: createRow(item, row, lanes) }];
    });
    this.#list.show(rows, selected);
  }

  /** Two or more: the oldest with the newest; one: with what it follows. */
  #compare(items: readonly HistoryItem[]): void {
    const pair = pairOf(items);
    if (pair !== undefined) this.#ask({ kind: 'compare', ...pair, in: 'panel' });
  }

  #remember(items: readonly HistoryItem[]): void {
    if (this.#view === undefined) return;
    const { prompt, limit } = this.#view;
    this.#vscode.setState({ prompt, limit, selected: items.map(({ id }) => id) });
  }

  #ask(action: HistoryAction): void {
    this.#host.ask(action).then(
      note => {
        this.#say(note, false);
      },
      (error: unknown) => {
        this.#say(error instanceof Error ? error.message : String(error), true);
      },
    );
  }

  #say(text: string, isError: boolean): void {
    this.#note.textContent = text;
    this.#note.classList.toggle('error', isError);
  }
}
