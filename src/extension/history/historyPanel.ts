import * as vscode from 'vscode';
import {
  readHistoryPanelState,
  readHistoryToHost,
  type HistoryAction,
  type HistoryItem,
  type HistoryReply,
  type HistoryRequest,
  type HistorySummary,
  type HistoryToPanel,
  type HistoryViewMessage,
} from '../../protocol/history';
import { inBackground, logError } from '../log';
import { createNonce, webviewHtml, webviewRoots } from '../panels/webviewHtml';

/** The part of a view that the registry knows. */
export type HistoryPage = Pick<HistoryViewMessage, 'items' | 'rows' | 'hasMore'>;

/** What a history panel needs of the rest of the extension. */
export interface HistoryHost {
  /** The newest versions of a prompt. Rejects with a `LedgerError` when there is no such prompt. */
  readonly read: (prompt: string, limit: number) => Promise<HistoryPage>;
  /** What a version, or the working document, changed. */
  readonly summarize: (prompt: string, item: HistoryItem) => Promise<HistorySummary>;
  /** The registry or a working document changed; `prompts` names whose. */
  readonly onDidChange: vscode.Event<{ readonly prompts: Iterable<string> }>;
}

/** Needs the activation event `onWebviewPanel:promptLedger.history`. */
const VIEW_TYPE = 'promptLedger.history';
const PAGE = 200;
/** Short enough to feel live while somebody types, long enough to look once per word. */
const SHOW_AFTER_MS = 150;
/** So many summaries are found out before the page and the rest of the extension get their turn. */
const SUMMARIES_AT_ONCE = 10;

/** The open history panels: at most one per prompt. */
export class HistoryPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #host: HistoryHost;
  readonly #panels = new Map<string, HistoryPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, host: HistoryHost) {
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this);
  }

  /** Shows the panel of a prompt, a new one if there is none. */
  open(prompt: string): void {
    const known = this.#panels.get(prompt);
    if (known !== undefined) {
      known.reveal();
      return;
    }
    const column = vscode.ViewColumn.Active;
    const options = { enableFindWidget: true };
    this.#adopt(vscode.window.createWebviewPanel(VIEW_TYPE, '', column, options), prompt, PAGE);
  }

  /** Called by VS Code for each panel that was open before a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const state = readHistoryPanelState(saved);
    if (state === undefined) panel.dispose();
    else this.#adopt(panel, state.prompt, state.limit);
    return Promise.resolve();
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const panel of this.#panels.values()) panel.close();
  }

  #adopt(webviewPanel: vscode.WebviewPanel, prompt: string, limit: number): void {
    const setup = { extensionUri: this.#extensionUri, host: this.#host, prompt, limit };
    const panel = new HistoryPanel(webviewPanel, setup);
    this.#panels.set(prompt, panel);
    webviewPanel.onDidDispose(() => {
      panel.stop();
      if (this.#panels.get(prompt) === panel) this.#panels.delete(prompt);
    });
  }
}

interface HistorySetup {
  readonly extensionUri: vscode.Uri;
  readonly host: HistoryHost;
  readonly prompt: string;
  readonly limit: number;
}

class HistoryPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: HistoryHost;
  readonly #prompt: string;
  readonly #owned: readonly vscode.Disposable[];
  #limit: number;
  #isReady = false;
  #timer: NodeJS.Timeout | undefined;
  /** Only the last of several lookups under way is shown. */
  #showing = 0;

  constructor(panel: vscode.WebviewPanel, { extensionUri, host, prompt, limit }: HistorySetup) {
    this.#panel = panel;
    this.#host = host;
    this.#prompt = prompt;
    this.#limit = limit;
    this.#owned = [
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(message);
      }),
      host.onDidChange(({ prompts }) => {
        for (const changed of prompts) if (changed === prompt) this.#showSoon();
      }),
    ];
    panel.title = `History ${prompt.slice(prompt.lastIndexOf('/') + 1)}`;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'history-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'history-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: webviewRoots(extensionUri),
    };
    panel.webview.html = webviewHtml(panel.webview, extensionUri, {
      title: panel.title,
      script: 'history.js',
      styles: ['history.css'],
      nonce: createNonce(),
    });
  }

  reveal(): void {
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#showing += 1;
    for (const owned of this.#owned) owned.dispose();
  }

  #receive(message: unknown): void {
    const read = readHistoryToHost(message);
    if (read === undefined) {
      logError('History', new Error('The panel sent a message of no known shape.'));
    } else if (read.type === 'ready') {
      this.#isReady = true;
      inBackground('History', this.#show());
    } else {
      inBackground('History', this.#answer(read));
    }
  }

  #showSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A hidden page is gone: it says "ready" again when it is back.
      if (this.#panel.visible && this.#isReady) inBackground('History', this.#show());
    }, SHOW_AFTER_MS);
  }

  async #show(): Promise<void> {
    const showing = ++this.#showing;
    try {
      const page = await this.#host.read(this.#prompt, this.#limit);
      if (showing !== this.#showing) return;
      this.#post({ type: 'view', prompt: this.#prompt, limit: this.#limit, ...page });
      await this.#summarize(page.items, showing);
    } catch (error) {
      if (showing !== this.#showing) return;
      logError('History', error);
      this.#post({ type: 'failure', message: messageOf(error) });
    }
  }

  async #summarize(items: readonly HistoryItem[], showing: number): Promise<void> {
    for (let at = 0; at < items.length; at += SUMMARIES_AT_ONCE) {
      const some = items.slice(at, at + SUMMARIES_AT_ONCE);
      const summaries: HistorySummary[] = [];
      for (const item of some) summaries.push(await this.#host.summarize(this.#prompt, item));
      if (showing !== this.#showing) return;
      this.#post({ type: 'summaries', prompt: this.#prompt, summaries });
      await new Promise(resolve => setTimeout(resolve, 0));
    }
  }

  async #answer({ id, action }: HistoryRequest): Promise<void> {
    let reply: HistoryReply;
    try {
      reply = { type: 'reply', id, ok: true, note: await this.#act(action) };
    } catch (error) {
      logError('History', error);
      reply = { type: 'reply', id, ok: false, message: messageOf(error) };
    }
    this.#post(reply);
  }

  /** Does what a person asked for and says what happened, if that cannot be seen. */
  async #act(action: HistoryAction): Promise<string> {
    switch (action.kind) {
      case 'compare': {
        const command = action.in === 'panel' ? 'compare' : 'compareInEditor';
        await run(command, { left: this.#ref(action.left), right: this.#ref(action.right) });
        return '';
      }
      case 'open':
        if (action.id === 'working') await run('open', { prompt: this.#prompt });
        else await run('openVersion', { ref: this.#ref(action.id) });
        return '';
      case 'copyReference':
        return `Copied ${String(await run('copyReference', { ref: this.#ref(action.id) }))}.`;
      case 'showMore':
        this.#limit = action.limit + PAGE;
        await this.#show();
        return '';
    }
  }

  #ref(side: string): string {
    return side === 'working' ? side : `${this.#prompt}@${side}`;
  }

  #post(message: HistoryToPanel): void {
    void this.#panel.webview.postMessage(message);
  }
}

function run(command: string, argument: object): Thenable<unknown> {
  return vscode.commands.executeCommand(`promptLedger.${command}`, argument);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
