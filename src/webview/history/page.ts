import { html, type TemplateResult } from 'lit-html';
import type { Listeners } from '../../protocol/channel';
import {
  historyChannel,
  readHistoryPanelState,
  type HistoryPanelState,
  type HistoryView,
} from '../../protocol/history';
import { connect, type Host, type VsCodeApi } from '../connect';
import { Notes } from '../notes';
import { title } from '../parts/layout';
import { empty, note, NOTHING_SAID, type Said } from '../parts/messages';
import { View } from '../view';
import { details } from './details';
import { findBar, lookedFor, nextPlace, NOT_LOOKING, type FindState } from './find';
import { VersionList } from './list';
import { historyToolbar, pairOf } from './toolbar';
import { Versions } from './versions';

/** Scrolling asks once it rests for a moment, not for everything that flies by. */
const LOOK_AFTER_MS = 40;

interface HistoryState {
  readonly prompt: string;
  readonly isEmpty: boolean;
  readonly find: FindState;
  readonly said: Said;
}

const FIRST: HistoryState = { prompt: '', isEmpty: false, find: NOT_LOOKING, said: NOTHING_SAID };

/** The page: the graph of a prompt's versions, and what can be done with those selected. */
export class HistoryPage {
  readonly #root: HTMLElement;
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof historyChannel>;
  readonly #versions = new Versions();
  readonly #list: VersionList;
  readonly #view: View<HistoryState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });
  #lookTimer: number | undefined;
  /** Typing goes to the first place by itself; a history that grew does not move anybody. */
  #isTyped = false;
  /** What the page looked like before it was hidden or failed, until its history is shown again. */
  #saved: HistoryPanelState | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#root = root;
    this.#vscode = vscode;
    this.#saved = readHistoryPanelState(vscode.getState());
    this.#list = this.#createList();
    this.#view = new View(root, FIRST, state => this.#page(state));
    root.addEventListener('keydown', event => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#openFind(undefined, true);
    });
    this.#host = connect(vscode, historyChannel, this.#listeners());
    this.#view.draw();
    void this.#notes.follow(this.#host.ask('ready', this.#saved?.top ?? 0));
  }

  #page({ prompt, isEmpty, find, said }: HistoryState): TemplateResult {
    const selected = this.#list.selected();
    const bar = historyToolbar(selected, {
      onCompare: pair => void this.#notes.follow(this.#host.ask('compare', pair)),
      onOpen: id => void this.#notes.follow(this.#host.ask('open', id)),
      onCopyReference: id => void this.#notes.follow(this.#host.ask('copyReference', id)),
      onFind: () => {
        this.#openFind(undefined, true);
      },
    });
    const none = 'This prompt has no version yet. Write it, then commit it.';
    return html`${title(prompt === '' ? 'History' : `History of ${prompt}`)}
      ${bar}${findBar(find, this.#list.active, this.#findEvents)}${note(said)}
      ${isEmpty ? empty(none) : ''}${this.#list.element}
      ${details(selected?.count === 1 ? selected.newest : undefined)}`;
  }

  #listeners(): Listeners<typeof historyChannel> {
    return {
      view: measured('view', view => {
        this.#show(view);
      }),
      rows: measured('rows', rows => {
        this.#versions.takeRows(rows);
        this.#list.redraw();
        this.#view.draw();
      }),
      summaries: measured('summaries', summaries => {
        for (const summary of summaries) this.#versions.takeSummary(summary);
        this.#list.redraw();
        this.#view.draw();
      }),
      reveal: id => {
        this.#reveal(id);
      },
      failure: message => {
        this.#fail(message);
      },
    };
  }

  #createList(): VersionList {
    return new VersionList(this.#versions, {
      onChange: () => {
        this.#view.draw();
        this.#remember();
      },
      onLook: (from, to) => {
        window.clearTimeout(this.#lookTimer);
        this.#lookTimer = window.setTimeout(() => {
          const also = this.#list.active;
          void this.#notes.follow(this.#host.ask('look', { from, to, also }));
        }, LOOK_AFTER_MS);
      },
      onEnter: () => {
        const pair = pairOf(this.#list.selected());
        if (pair === undefined) return;
        void this.#notes.follow(this.#host.ask('compare', { ...pair, in: 'panel' }));
      },
      onOpen: () => {
        const version = this.#versions.at(this.#list.active);
        if (version !== undefined) void this.#notes.follow(this.#host.ask('open', version.id));
      },
      onType: text => {
        this.#openFind(text, true);
      },
    });
  }

  readonly #findEvents = {
    onWrite: (written: string): void => {
      this.#isTyped = true;
      void this.#lookFor({ written });
    },
    onStep: (by: 1 | -1): void => {
      const place = nextPlace(this.#view.state.find.places, this.#list.active, by);
      if (place !== undefined) this.#list.goTo(place);
    },
    onClose: (): void => {
      if (!this.#view.state.find.isOpen) return;
      void this.#lookFor({ isOpen: false, places: [] });
      this.#list.focus();
    },
  };

  /** Opens with a text that is already there, and takes the keyboard where a person asked for it. */
  #openFind(text: string | undefined, isAsked: boolean): void {
    const { written } = this.#view.state.find;
    this.#isTyped = isAsked;
    void this.#lookFor({ isOpen: true, written: text ?? written });
    const input = this.#root.querySelector<HTMLInputElement>('.find input');
    if (!isAsked || input === null) return;
    input.focus();
    if (text === undefined) input.select();
  }

  async #lookFor(change: Partial<FindState>): Promise<void> {
    this.#view.change({ find: { ...this.#view.state.find, ...change } });
    this.#remember();
    const text = lookedFor(this.#view.state.find);
    const places = await this.#notes.follow(this.#host.ask('find', text));
    if (places === undefined || text !== lookedFor(this.#view.state.find)) return;
    const { active } = this.#list;
    const first = places.find(place => place >= active) ?? places[0];
    this.#view.change({ find: { ...this.#view.state.find, places } });
    if (this.#isTyped && first !== undefined) this.#list.goTo(first);
    this.#isTyped = false;
  }

  /** Shows nothing, and is where it was when the history can be read again. */
  #fail(message: string): void {
    const saved = this.#saved ?? this.#look();
    this.#saved = undefined;
    this.#show({ prompt: '', ids: [], labels: [], lanes: 0 });
    this.#saved = saved;
    this.#view.change({ isEmpty: false });
    this.#notes.say(message, true);
  }

  #show(told: HistoryView): void {
    const { runs, top } = this.#list;
    const saved = this.#saved;
    const activeId = this.#versions.at(this.#list.active)?.id;
    const topId = top === 0 ? undefined : this.#versions.at(top)?.id;
    this.#versions.show(told);
    this.#notes.say('');
    this.#view.change({ prompt: told.prompt, isEmpty: told.ids.length === 0 });
    // The first time, what was there before the page was hidden; then what is there now.
    if (saved !== undefined) this.#list.show(saved.selected, undefined, saved.top);
    else this.#list.show(runs, activeId, this.#versions.placeOf(topId ?? '') ?? 0);
    this.#saved = undefined;
    if (saved !== undefined && saved.find !== '') this.#openFind(saved.find, false);
    else if (lookedFor(this.#view.state.find) !== '') {
      this.#isTyped = false;
      void this.#lookFor({});
    }
  }

  #reveal(id: string): void {
    const place = this.#versions.placeOf(id);
    if (place === undefined) return;
    this.#list.goTo(place);
    this.#list.focus();
  }

  #remember(): void {
    if (this.#versions.prompt !== '') this.#vscode.setState(this.#look());
  }

  #look(): HistoryPanelState {
    const { top, runs } = this.#list;
    return {
      prompt: this.#versions.prompt,
      top,
      selected: runs,
      find: lookedFor(this.#view.state.find),
    };
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
