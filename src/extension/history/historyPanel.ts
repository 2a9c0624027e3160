import * as vscode from 'vscode';
import {
  readHistoryToHost,
  type HistoryReply,
  type HistoryRequest,
  type HistoryRowsMessage,
  type HistoryToHost,
  type HistoryToPanel,
  type HistoryViewMessage,
} from '../../protocol/history';
import type { HistorySummary } from '../../protocol/historyItem';
import { inBackground, logError } from '../shell/log';
import { act } from './historyActions';
import { createNonce, webviewHtml, webviewRoots } from '../shell/webviewHtml';

/** The history of a prompt as it is when it is read. */
export interface PromptHistory extends Omit<HistoryViewMessage, 'type'> {
  /** Versions in full, between two places of the list. */
  readonly rows: (from: number, to: number) => Pick<HistoryRowsMessage, 'items' | 'rows'>;
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

/** Short enough to feel live while somebody types, long enough to look once per word. */
const SHOW_AFTER_MS = 150;
/** Rows that are sent before and after those that are seen. */
const AROUND = 30;
/** More than any screen shows: a page that asks for more gets the first of them. */
const AT_MOST = 500;
/** Summaries are found out for so long before the page and the rest of the extension get their turn. */
const TURN_MS = 20;

interface HistorySetup {
  readonly extensionUri: vscode.Uri;
  readonly host: HistoryHost;
  readonly prompt: string;
  /** The prompt is called otherwise now. */
  readonly onRename: (from: string, to: string) => void;
}

/** One open history panel. */
export class HistoryPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #setup: HistorySetup;
  readonly #owned: readonly vscode.Disposable[];
  #prompt: string;
  #history: PromptHistory | undefined;
  #isReady = false;
  #look = { from: 0, to: AROUND, also: 0 };
  /** The version that a person came for. */
  #wanted: string | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Only the last of several lookups under way is shown. */
  #showing = 0;
  #looking = 0;

  constructor(panel: vscode.WebviewPanel, setup: HistorySetup) {
    this.#panel = panel;
    this.#setup = setup;
    this.#prompt = setup.prompt;
    this.#owned = [
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const read = readHistoryToHost(message);
        if (read !== undefined) this.#receive(read);
        else logError('History', new Error('The panel sent a message of no known shape.'));
      }),
      setup.host.onDidChange(({ prompts, isAll }) => {
        if (isAll || prompts.includes(this.#prompt)) this.#showSoon();
      }),
    ];
    this.#dress(setup.extensionUri);
  }

  /** Brings the panel to the front, and a version of it into view. */
  reveal(id?: string): void {
    this.#wanted = id;
    this.#forgetHiddenPage();
    this.#panel.reveal();
    if (this.#isReady) this.#postWanted();
  }

  close(): void {
    this.#panel.dispose();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#showing += 1;
    this.#looking += 1;
    for (const owned of this.#owned) owned.dispose();
  }

  #dress(extensionUri: vscode.Uri): void {
    const { webview } = this.#panel;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extensionUri, 'media', `history-${theme}.svg`);
    this.#panel.title = titleOf(this.#prompt);
    this.#panel.iconPath = { light: icon('light'), dark: icon('dark') };
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
    webview.html = webviewHtml(webview, extensionUri, {
      title: this.#panel.title,
      script: 'history.js',
      styles: ['history.css'],
      nonce: createNonce(),
    });
  }

  #receive(message: HistoryToHost): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#history = undefined;
        this.#look = { from: message.from, to: message.from + AROUND, also: message.from };
        inBackground('History', this.#show());
        return;
      case 'look': {
        const { from, to, also } = message;
        this.#look = { from, to: Math.min(to, from + AT_MOST), also };
        inBackground('History', this.#sendRows());
        return;
      }
      case 'find': {
        const { text } = message;
        const places = text === '' ? [] : (this.#history?.find(text) ?? []);
        this.#post({ type: 'found', text, places });
        return;
      }
      case 'request':
        inBackground('History', this.#answer(message));
    }
  }

  #showSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#forgetHiddenPage();
      // Its name is seen also while the page is hidden.
      inBackground('History', this.#show());
    }, SHOW_AFTER_MS);
  }

  /** A hidden page is gone: it says "ready" again when it is back. */
  #forgetHiddenPage(): void {
    this.#isReady &&= this.#panel.visible;
  }

  async #show(): Promise<void> {
    const showing = ++this.#showing;
    try {
      const history = await this.#setup.host.read(this.#prompt);
      if (showing !== this.#showing) return;
      this.#follow(history.prompt);
      if (!this.#isReady) return;
      const { prompt, ids, labels, lanes } = history;
      const isSame = ids === this.#history?.ids && prompt === this.#history.prompt;
      this.#history = history;
      if (!isSame) this.#post({ type: 'view', prompt, ids, labels, lanes });
      this.#postWanted();
      await this.#sendRows();
    } catch (error) {
      if (showing !== this.#showing) return;
      logError('History', error);
      this.#history = undefined;
      if (this.#isReady) this.#post({ type: 'failure', message: messageOf(error) });
    }
  }

  #follow(prompt: string): void {
    if (prompt === this.#prompt) return;
    const before = this.#prompt;
    this.#prompt = prompt;
    this.#panel.title = titleOf(prompt);
    this.#setup.onRename(before, prompt);
  }

  #postWanted(): void {
    if (this.#wanted === undefined || this.#history === undefined) return;
    this.#post({ type: 'reveal', id: this.#wanted });
    this.#wanted = undefined;
  }

  /** What the page looks at: the versions at once, then what each of them changed. */
  async #sendRows(): Promise<void> {
    const looking = ++this.#looking;
    const history = this.#history;
    if (history === undefined) return;
    const { from, to, also } = this.#look;
    const [first, end] = [Math.max(0, from - AROUND), to + AROUND];
    this.#post({ type: 'rows', from: first, ...history.rows(first, end) });
    const isElsewhere = also < first || also >= end;
    if (isElsewhere) this.#post({ type: 'rows', from: also, ...history.rows(also, also + 1) });
    let summaries: HistorySummary[] = [];
    let turn = Date.now();
    const selected = isElsewhere ? history.ids.slice(also, also + 1) : [];
    for (const id of [...selected, ...history.ids.slice(from, to)]) {
      summaries.push(await history.summarize(id));
      if (looking !== this.#looking) return;
      if (Date.now() - turn < TURN_MS) continue;
      this.#post({ type: 'summaries', summaries });
      summaries = [];
      await new Promise(resolve => setTimeout(resolve, 0));
      turn = Date.now();
    }
    if (looking === this.#looking) this.#post({ type: 'summaries', summaries });
  }

  async #answer({ id, action }: HistoryRequest): Promise<void> {
    let reply: HistoryReply;
    try {
      reply = { type: 'reply', id, ok: true, note: await act(this.#prompt, action) };
    } catch (error) {
      logError('History', error);
      reply = { type: 'reply', id, ok: false, message: messageOf(error) };
    }
    this.#post(reply);
  }

  #post(message: HistoryToPanel): void {
    void this.#panel.webview.postMessage(message);
  }
}

function titleOf(prompt: string): string {
  return `History ${prompt.slice(prompt.lastIndexOf('/') + 1)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
