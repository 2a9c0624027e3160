import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { readPageToHost, type PageReply } from '../../protocol/page';
import type { Guard } from '../../protocol/guards';
import { inBackground, logError } from './log';
import { createNonce, webviewHtml, webviewRoots } from './webviewHtml';

/** A page that shows one thing of the registry, such as the releases of a prompt. */
export interface Page<State, Action> {
  /** The title of its tab. */
  title(state: State): string;
  /** Everything that the page shows. Throws a `LedgerError` that the page cannot show itself. */
  view(state: State): Promise<object>;
  /** Does what a person asked for and says what cannot be seen; a new state shows the page anew. */
  act(state: State, action: Action): Promise<{ readonly note?: string; readonly state?: State }>;
}

/** What the pages of one kind have in common. */
export interface PageKind<State, Action> {
  /** Needs the activation event `onWebviewPanel:<viewType>`. */
  readonly viewType: string;
  /** The bundle and the style sheet. */
  readonly script: string;
  readonly style: string;
  readonly icon: string;
  readonly page: Page<State, Action>;
  readonly isAction: Guard<Action>;
  readonly readState: (saved: unknown) => State | undefined;
  /** Pages with the same key are one. */
  readonly keyOf: (state: State) => string;
  readonly onDidChange: (listener: () => void) => { dispose(): void };
}

const SHOW_AFTER_MS = 100;

/** The pages of one kind in this window, those that a reload restores among them. */
export class PagePanels<State, Action> implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #kind: PageKind<State, Action>;
  readonly #open = new Map<string, OpenPage<State, Action>>();
  readonly #serializer: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, kind: PageKind<State, Action>) {
    this.#extensionUri = extensionUri;
    this.#kind = kind;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(kind.viewType, {
      deserializeWebviewPanel: (panel, saved) => {
        const state = kind.readState(saved);
        if (state === undefined) panel.dispose();
        else this.#adopt(panel, state);
        return Promise.resolve();
      },
    });
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const page of [...this.#open.values()]) page.panel.dispose();
  }

  /** Shows the page, or brings the one that is open to the front with this state. */
  show(state: State): void {
    const known = this.#open.get(this.#kind.keyOf(state));
    if (known !== undefined) {
      known.panel.reveal();
      known.become(state);
      return;
    }
    const { viewType, page } = this.#kind;
    const options = { enableFindWidget: true };
    const column = vscode.ViewColumn.Active;
    this.#adopt(
      vscode.window.createWebviewPanel(viewType, page.title(state), column, options),
      state,
    );
  }

  #adopt(panel: vscode.WebviewPanel, state: State): void {
    const key = this.#kind.keyOf(state);
    const page = new OpenPage(panel, this.#kind, state);
    this.#open.set(key, page);
    panel.onDidDispose(() => {
      page.stop();
      this.#open.delete(key);
    });
    page.start(this.#extensionUri);
  }
}

class OpenPage<State, Action> {
  readonly panel: vscode.WebviewPanel;
  readonly #kind: PageKind<State, Action>;
  readonly #owned: { dispose(): void }[] = [];
  #state: State;
  #isReady = false;
  #timer: NodeJS.Timeout | undefined;
  /** Only the last of several showings under way is sent. */
  #showing = 0;

  constructor(panel: vscode.WebviewPanel, kind: PageKind<State, Action>, state: State) {
    this.panel = panel;
    this.#kind = kind;
    this.#state = state;
  }

  start(extensionUri: vscode.Uri): void {
    const { webview } = this.panel;
    const { script, style, icon, page, onDidChange } = this.#kind;
    this.#owned.push(
      webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(message);
      }),
      onDidChange(() => {
        this.#showSoon();
      }),
    );
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
    const media = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extensionUri, 'media', `${icon}-${theme}.svg`);
    this.panel.iconPath = { light: media('light'), dark: media('dark') };
    const title = page.title(this.#state);
    webview.html = webviewHtml(webview, extensionUri, {
      ...{ title, script, nonce: createNonce() },
      styles: ['page.css', style],
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    for (const owned of this.#owned) owned.dispose();
  }

  become(state: State): void {
    this.#state = state;
    this.#showSoon();
  }

  #receive(message: unknown): void {
    const read = readPageToHost(message, this.#kind.isAction);
    if (read === undefined) {
      logError('Page', new Error('A page sent a message of no known shape.'));
    } else if (read.type === 'ready') {
      this.#isReady = true;
      inBackground('Page', this.#show());
    } else {
      inBackground('Page', this.#answer(read.id, read.action));
    }
  }

  #showSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A hidden page is gone: it says "ready" again when it is back.
      if (this.panel.visible && this.#isReady) inBackground('Page', this.#show());
    }, SHOW_AFTER_MS);
  }

  async #show(): Promise<void> {
    const showing = ++this.#showing;
    const view = await this.#kind.page.view(this.#state);
    if (showing !== this.#showing) return;
    this.panel.title = this.#kind.page.title(this.#state);
    await this.panel.webview.postMessage(view);
  }

  async #answer(id: number, action: Action): Promise<void> {
    let reply: PageReply;
    try {
      const { note = '', state } = await this.#kind.page.act(this.#state, action);
      if (state !== undefined) {
        this.#state = state;
        await this.#show();
      }
      reply = { type: 'reply', id, ok: true, note };
    } catch (error) {
      logError('Page', error);
      const message = error instanceof LedgerError ? error.message : String(error);
      reply = { type: 'reply', id, ok: false, message };
    }
    await this.panel.webview.postMessage(reply);
  }
}
