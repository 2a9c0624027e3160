import type { Listeners } from '../../protocol/channel';
import {
  historyChannel,
  readHistoryPanelState,
  type HistoryPanelState,
  type HistoryView,
} from '../../protocol/history';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { element } from '../dom';
import { Details } from './details';
import { FindBar } from './find';
import { VersionList } from './list';
import { createToolbar, pairOf, type Toolbar } from './toolbar';
import { Versions } from './versions';

/** Scrolling asks once it rests for a moment, not for everything that flies by. */
const LOOK_AFTER_MS = 40;

/** The page: the graph of a prompt's versions, and what can be done with those selected. */
export class HistoryPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof historyChannel>;
  readonly #versions = new Versions();
  readonly #toolbar: Toolbar;
  readonly #list: VersionList;
  readonly #find: FindBar;
  readonly #details = new Details();
  readonly #heading = element('h1', { class: 'spoken' }, 'History');
  readonly #note = element('p', { class: 'note', role: 'status' });
  readonly #empty = element('p', { class: 'empty' });
  #lookTimer: number | undefined;
  /** What the page looked like before it was hidden or failed, until its history is shown again. */
  #saved: HistoryPanelState | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#saved = readHistoryPanelState(vscode.getState());
    this.#toolbar = createToolbar({
      onCompare: pair => {
        this.#follow(this.#host.ask('compare', pair));
      },
      onOpen: id => {
        this.#follow(this.#host.ask('open', id));
      },
      onCopyReference: id => {
        this.#follow(this.#host.ask('copyReference', id));
      },
      onFind: () => {
        this.#find.open(undefined, true);
      },
    });
    const content = element('div', { class: 'content' }, this.#empty);
    this.#list = this.#createList(content);
    this.#find = this.#createFind();
    this.#empty.hidden = true;
    root.replaceChildren(
      ...[this.#heading, this.#toolbar.element, this.#find.element, this.#note, content],
      this.#details.element,
    );
    root.addEventListener('keydown', event => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#find.open(undefined, true);
    });
    this.#toolbar.show(undefined);
    this.#host = connect(vscode, historyChannel, this.#listeners());
    this.#follow(this.#host.ask('ready', this.#saved?.top ?? 0));
  }

  #listeners(): Listeners<typeof historyChannel> {
    return {
      view: measured('view', view => {
        this.#show(view);
      }),
      rows: measured('rows', rows => {
        this.#list.redraw(this.#versions.takeRows(rows));
        this.#showSelected();
      }),
      summaries: measured('summaries', summaries => {
        for (const summary of summaries) {
          this.#versions.takeSummary(summary);
          this.#list.summarize(summary);
        }
        this.#showSelected();
      }),
      reveal: id => {
        this.#reveal(id);
      },
      failure: message => {
        this.#fail(message);
      },
    };
  }

  #createList(content: HTMLElement): VersionList {
    return new VersionList(content, this.#versions, {
      onChange: () => {
        this.#showSelected();
        this.#remember();
      },
      onLook: (from, to) => {
        window.clearTimeout(this.#lookTimer);
        this.#lookTimer = window.setTimeout(() => {
          this.#follow(this.#host.ask('look', { from, to, also: this.#list.active }));
        }, LOOK_AFTER_MS);
      },
      onEnter: () => {
        const pair = pairOf(this.#list.selected());
        if (pair !== undefined) this.#follow(this.#host.ask('compare', { ...pair, in: 'panel' }));
      },
      onOpen: () => {
        const version = this.#versions.at(this.#list.active);
        if (version !== undefined) this.#follow(this.#host.ask('open', version.id));
      },
      onType: text => {
        this.#find.open(text, true);
      },
    });
  }

  #createFind(): FindBar {
    return new FindBar({
      onFind: text => {
        void this.#lookFor(text);
        this.#remember();
      },
      onGo: place => {
        this.#list.goTo(place);
      },
      active: () => this.#list.active,
      onClose: () => {
        this.#list.focus();
      },
    });
  }

  async #lookFor(text: string): Promise<void> {
    try {
      this.#find.show(text, await this.#host.ask('find', text));
    } catch (error) {
      this.#say(asError(error).message, true);
    }
  }

  /** Shows nothing, and is where it was when the history can be read again. */
  #fail(message: string): void {
    const saved = this.#saved ?? this.#look();
    this.#saved = undefined;
    this.#show({ prompt: '', ids: [], labels: [], lanes: 0 });
    this.#saved = saved;
    this.#empty.hidden = true;
    this.#say(message, true);
  }

  #show(view: HistoryView): void {
    const { runs, top } = this.#list;
    const saved = this.#saved;
    const activeId = this.#versions.at(this.#list.active)?.id;
    const topId = top === 0 ? undefined : this.#versions.at(top)?.id;
    this.#versions.show(view);
    this.#heading.textContent = `History of ${view.prompt}`;
    this.#list.element.setAttribute('aria-label', `Versions of ${view.prompt}, newest first`);
    this.#say('', false);
    this.#empty.hidden = view.ids.length > 0;
    this.#empty.textContent = 'This prompt has no version yet. Write it, then commit it.';
    // The first time, what was there before the page was hidden; then what is there now.
    if (saved !== undefined) this.#list.show(saved.selected, undefined, saved.top);
    else this.#list.show(runs, activeId, this.#versions.placeOf(topId ?? '') ?? 0);
    this.#saved = undefined;
    if (saved !== undefined && saved.find !== '') this.#find.open(saved.find, false);
    else this.#find.again();
  }

  #reveal(id: string): void {
    const place = this.#versions.placeOf(id);
    if (place === undefined) return;
    this.#list.goTo(place);
    this.#list.focus();
  }

  #showSelected(): void {
    const selected = this.#list.selected();
    this.#toolbar.show(selected);
    this.#details.show(selected?.count === 1 ? selected.newest : undefined);
  }

  #remember(): void {
    if (this.#versions.prompt !== '') this.#vscode.setState(this.#look());
  }

  #look(): HistoryPanelState {
    const { top, runs } = this.#list;
    return { prompt: this.#versions.prompt, top, selected: runs, find: this.#find.text };
  }

  /** Says what came of a request, or why it was refused. */
  #follow(asked: Promise<string | null>): void {
    asked.then(
      note => {
        if (note !== null) this.#say(note, false);
      },
      (error: unknown) => {
        this.#say(asError(error).message, true);
      },
    );
  }

  #say(text: string, isError: boolean): void {
    this.#note.textContent = text;
    this.#note.classList.toggle('error', isError);
  }
}

/** What the first of its kind costs, for whoever wants to know. */
function measured<T>(name: string, listen: (value: T) => void): (value: T) => void {
  return value => {
    const start = performance.now();
    listen(value);
    const entry = `history ${name}`;
    if (performance.getEntriesByName(entry).length === 0) performance.measure(entry, { start });
  };
}
