import * as vscode from 'vscode';
import type { Handlers } from '../../protocol/channel';
import {
  historyChannel,
  readHistoryPanelState,
  type HistoryLook,
  type HistoryRows,
  type HistoryView,
} from '../../protocol/history';
import type { HistorySummary } from '../../protocol/historyItem';
import { inBackground, logError } from '../shell/log';
import { actionsOn } from './historyActions';
import { Panels, type Page, type Panel } from '../shell/panelFrame';

/** The history of a prompt as it is when it is read. */
export interface PromptHistory extends HistoryView {
  /** Versions in full, between two places of the list. */
  readonly rows: (from: number, to: number) => Pick<HistoryRows, 'items' | 'rows'>;
  /** What a version, or the working document, changed. */
  readonly summarize: (id: string) => Promise<HistorySummary>;
  /** The places of the versions that say a text. */
  readonly find: (text: string) => readonly number[];
}

/** Whose history is another one now. */
export interface HistoryChange {
  readonly prompts: readonly string[];
  /** Every prompt's: another registry, or another configuration. */
  readonly isAll: boolean;
}

/** What a history panel needs of the rest of the extension. */
export interface HistoryHost {
  /**
   * The history of a prompt, by any of its names; `ids` is the same list as long as nothing of it
   * differs. Rejects with a `LedgerError` when there is no such prompt.
   */
  readonly read: (prompt: string) => Promise<PromptHistory>;
  readonly onDidChange: vscode.Event<HistoryChange>;
}

const VIEW_TYPE = 'promptLedger.history';
/** Short enough to feel live while somebody types, long enough to look once per word. */
const SHOW_AFTER_MS = 150;
/** Rows that are sent before and after those that are seen. */
const AROUND = 30;
/** More than any screen shows: a page that asks for more gets the first of them. */
const AT_MOST = 500;
/** Summaries are found out for so long before the page and the rest of the extension get their turn. */
const TURN_MS = 20;

type Channel = typeof historyChannel;

/** Whose history, and the version that a person came for. */
export interface HistoryState {
  readonly prompt: string;
  readonly version?: string | undefined;
}

/** The history panels: at most one per prompt, whatever it is called. */
export function historyPanels(
  extensionUri: vscode.Uri,
  host: HistoryHost,
): Panels<HistoryState, Channel> {
  return new Panels<HistoryState, Channel>(extensionUri, {
    viewType: VIEW_TYPE,
    channel: historyChannel,
    script: 'history.js',
    styles: ['history.css'],
    icon: 'history',
    repaintAfterMs: SHOW_AFTER_MS,
    // Its name is seen also while the page is hidden.
    repaintsHidden: true,
    keyOf: ({ prompt }) => prompt,
    readState: saved => {
      const state = readHistoryPanelState(saved);
      return state && { prompt: state.prompt };
    },
    open: (panel, state) => new HistoryPage(panel, host, state),
  });
}

/** One open history panel. */
class HistoryPage implements Page<HistoryState, Channel> {
  readonly handlers: Handlers<Channel> = {
    ready: from => {
      this.#history = undefined;
      this.#look = { from, to: from + AROUND, also: from };
      return this.#panel.repaint();
    },
    look: ({ from, to, also }) => {
      this.#look = { from, to: Math.min(to, from + AT_MOST), also };
      inBackground('History', this.#sendRows());
      return null;
    },
    find: text => (text === '' ? [] : (this.#history?.find(text) ?? [])),
    ...actionsOn(() => this.#prompt),
  };
  readonly #panel: Panel<Channel>;
  readonly #host: HistoryHost;
  readonly #listening: vscode.Disposable;
  #prompt: string;
  #history: PromptHistory | undefined;
  #look: HistoryLook = { from: 0, to: AROUND, also: 0 };
  /** The version that a person came for. */
  #wanted: string | undefined;
  #looking = 0;

  constructor(panel: Panel<Channel>, host: HistoryHost, { prompt, version }: HistoryState) {
    this.#panel = panel;
    this.#host = host;
    this.#prompt = prompt;
    this.#wanted = version;
    this.#listening = host.onDidChange(({ prompts, isAll }) => {
      if (isAll || prompts.includes(this.#prompt)) panel.repaintSoon();
    });
  }

  dispose(): void {
    this.#looking += 1;
    this.#listening.dispose();
  }

  state(): HistoryState {
    return { prompt: this.#prompt };
  }

  title(): string {
    return `History ${this.#prompt.slice(this.#prompt.lastIndexOf('/') + 1)}`;
  }

  /** Brings a version into view. */
  become({ version }: HistoryState): void {
    this.#wanted = version;
    if (this.#panel.isReady()) this.#tellWanted();
  }

  async repaint(isLast: () => boolean): Promise<void> {
    const panel = this.#panel;
    try {
      const history = await this.#host.read(this.#prompt);
      if (!isLast()) return;
      this.#follow(history.prompt);
      if (!panel.isReady()) return;
      const { prompt, ids, labels, lanes } = history;
      const isSame = ids === this.#history?.ids && prompt === this.#history.prompt;
      this.#history = history;
      if (!isSame) panel.tell('view', { prompt, ids, labels, lanes });
      this.#tellWanted();
      await this.#sendRows();
    } catch (error) {
      if (!isLast()) return;
      logError('History', error);
      this.#history = undefined;
      if (panel.isReady())
        panel.tell('failure', error instanceof Error ? error.message : String(error));
    }
  }

  /** The prompt may be called otherwise now. */
  #follow(prompt: string): void {
    if (prompt === this.#prompt) return;
    this.#prompt = prompt;
    this.#panel.showTitle();
    this.#panel.closeOthers();
  }

  #tellWanted(): void {
    if (this.#wanted === undefined || this.#history === undefined) return;
    this.#panel.tell('reveal', this.#wanted);
    this.#wanted = undefined;
  }

  /** What the page looks at: the versions at once, then what each of them changed. */
  async #sendRows(): Promise<void> {
    const looking = ++this.#looking;
    const history = this.#history;
    if (history === undefined) return;
    const { from, to, also } = this.#look;
    const [first, end] = [Math.max(0, from - AROUND), to + AROUND];
    this.#panel.tell('rows', { from: first, ...history.rows(first, end) });
    const isElsewhere = also < first || also >= end;
    if (isElsewhere) this.#panel.tell('rows', { from: also, ...history.rows(also, also + 1) });
    let summaries: HistorySummary[] = [];
    let turn = Date.now();
    const selected = isElsewhere ? history.ids.slice(also, also + 1) : [];
    for (const id of [...selected, ...history.ids.slice(from, to)]) {
      summaries.push(await history.summarize(id));
      if (looking !== this.#looking) return;
      if (Date.now() - turn < TURN_MS) continue;
      this.#panel.tell('summaries', summaries);
      summaries = [];
      await new Promise(resolve => setTimeout(resolve, 0));
      turn = Date.now();
    }
    if (looking === this.#looking) this.#panel.tell('summaries', summaries);
  }
}
