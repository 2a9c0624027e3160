import * as vscode from 'vscode';
import { packed, unpacked } from '../../core/base/json';
import { LedgerError } from '../../core/base/errors';
import {
  answer,
  readRequest,
  type Channel,
  type Failure,
  type Handlers,
  type News,
  type NewsName,
  type NewsValue,
  type Request,
} from '../../protocol/channel';
import { inBackground, logError } from './log';
import { createNonce, webviewHtml, webviewRoots } from './webviewHtml';

/** What the page of a panel is told, and what it shows: one for each open panel. */
export interface Page<State, C extends Channel> {
  /** What is shown now. */
  state(): State;
  /** The title of its tab, now. */
  title(): string;
  /**
   * What the page can ask for. It asks for `ready` when its script listens, and again each time that
   * it was hidden, for a hidden page is gone.
   */
  readonly handlers: Handlers<C>;
  /** Tells the page all that it shows; where `isLast` is false, a later one knows better. */
  repaint(isLast: () => boolean): Promise<void>;
  /** Shows something else, or what was asked for again. */
  become(state: State): void;
  /** What the title needs before the page is loaded, for it is read aloud as it is then. */
  prepare?(): Promise<void>;
  dispose?(): void;
}

/** What a page can do with its panel. */
export interface Panel<C extends Channel> {
  /** Tells the page something; one that does not listen asks for everything when it is back. */
  tell<N extends NewsName<C>>(name: N, value: NewsValue<C, N>): void;
  /** Repaints now, which answers a request that has nothing to say; rejects with what keeps the page from it. */
  repaint(): Promise<null>;
  /** Repaints when nothing more changed for a moment. */
  repaintSoon(): void;
  showTitle(): void;
  /** Whether the page listens. */
  isReady(): boolean;
  /** Closes the other pages of the same key. */
  closeOthers(): void;
}

/** What the panels of one kind have in common. */
export interface PanelKind<State, C extends Channel> {
  /** Needs the activation event `onWebviewPanel:<viewType>`. */
  readonly viewType: string;
  readonly channel: C;
  /** The bundle, the style sheets, and the icon of the tab, without its theme. */
  readonly script: string;
  readonly styles: readonly string[];
  readonly icon: string;
  readonly column?: vscode.ViewColumn;
  /** The editor keeps the focus. */
  readonly preserveFocus?: boolean;
  readonly enableFindWidget?: boolean;
  readonly repaintAfterMs?: number;
  /** Whether a page that nobody sees is repainted: where its title follows what changes. */
  readonly repaintsHidden?: boolean;
  /** Pages of the same key are one. */
  readonly keyOf: (state: State) => string;
  readonly readState: (saved: unknown) => State | undefined;
  readonly open: (panel: Panel<C>, state: State) => Page<State, C>;
}

/** Short enough to feel live, long enough to look once per word and not per letter. */
const REPAINT_AFTER_MS = 100;

/** The panels of one kind in this window, those that a reload restores among them. */
export class Panels<State, C extends Channel>
  implements vscode.Disposable, vscode.WebviewPanelSerializer
{
  readonly #extensionUri: vscode.Uri;
  readonly #kind: PanelKind<State, C>;
  readonly #open = new Set<OpenPanel<State, C>>();
  readonly #serializer: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, kind: PanelKind<State, C>) {
    this.#extensionUri = extensionUri;
    this.#kind = kind;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(kind.viewType, this);
  }

  /** Shows a page, or brings the one that is open to the front with this state. */
  show(state: State): void {
    const known = this.#find(state);
    if (known !== undefined) {
      known.reveal();
      known.become(state);
      return;
    }
    const { viewType, column = vscode.ViewColumn.Active, preserveFocus = false } = this.#kind;
    const { enableFindWidget = false } = this.#kind;
    const place = { viewColumn: column, preserveFocus };
    const options = { enableFindWidget };
    this.#adopt(vscode.window.createWebviewPanel(viewType, '', place, options), state);
  }

  /** Called by VS Code for each panel that was open before a reload, when its tab is first seen. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    const state = this.#kind.readState(saved);
    // The same may be open by then.
    const known = state === undefined ? undefined : this.#find(state);
    if (state === undefined || known !== undefined) panel.dispose();
    else this.#adopt(panel, state);
    // What it shows now is newer than what the other one remembers.
    known?.reveal();
    return Promise.resolve();
  }

  /** Stops listening. The panels stay: VS Code restores them when the extension is back. */
  dispose(): void {
    this.#serializer.dispose();
    for (const open of this.#open) open.stop();
  }

  #find(state: State): OpenPanel<State, C> | undefined {
    return this.#ofKey(state)[0];
  }

  #ofKey(state: State): OpenPanel<State, C>[] {
    const { keyOf } = this.#kind;
    return [...this.#open].filter(open => keyOf(open.state()) === keyOf(state));
  }

  #adopt(panel: vscode.WebviewPanel, state: State): void {
    const open = new OpenPanel(panel, this.#kind, state, kept => {
      for (const other of this.#ofKey(kept.state())) if (other !== kept) other.close();
    });
    this.#open.add(open);
    panel.onDidDispose(() => {
      this.#open.delete(open);
      open.stop();
    });
    open.start(this.#extensionUri);
  }
}

class OpenPanel<State, C extends Channel> implements Panel<C> {
  readonly #kind: PanelKind<State, C>;
  readonly #page: Page<State, C>;
  readonly #closeOthers: (kept: OpenPanel<State, C>) => void;
  readonly #owned: vscode.Disposable[] = [];
  readonly #panel: vscode.WebviewPanel;
  #isStopped = false;
  #isListening = false;
  #timer: NodeJS.Timeout | undefined;
  /** Only the last of several repaints under way tells the page. */
  #repainting = 0;

  constructor(
    panel: vscode.WebviewPanel,
    kind: PanelKind<State, C>,
    state: State,
    closeOthers: (kept: OpenPanel<State, C>) => void,
  ) {
    this.#panel = panel;
    this.#kind = kind;
    this.#closeOthers = closeOthers;
    this.#page = kind.open(this, state);
  }

  state(): State {
    return this.#page.state();
  }

  start(extensionUri: vscode.Uri): void {
    const panel = this.#panel;
    const { webview } = panel;
    this.#owned.push(
      webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(unpacked(message));
      }),
      panel.onDidChangeViewState(() => {
        this.#isListening &&= panel.visible;
      }),
    );
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(extensionUri) };
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(extensionUri, 'media', `${this.#kind.icon}-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.showTitle();
    inBackground(this.#kind.viewType, this.#load(webview, extensionUri));
  }

  async #load(webview: vscode.Webview, extensionUri: vscode.Uri): Promise<void> {
    await this.#page.prepare?.();
    if (this.#isStopped) return;
    this.showTitle();
    const { script, styles } = this.#kind;
    const page = { title: this.#page.title(), script, styles, nonce: createNonce() };
    webview.html = webviewHtml(webview, extensionUri, page);
  }

  reveal(): void {
    this.#isListening &&= this.#panel.visible;
    this.#panel.reveal(undefined, this.#kind.preserveFocus);
  }

  become(state: State): void {
    this.#page.become(state);
    this.showTitle();
  }

  close(): void {
    this.#panel.dispose();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#repainting += 1;
    this.#isStopped = true;
    for (const owned of this.#owned) owned.dispose();
    this.#page.dispose?.();
  }

  tell<N extends NewsName<C>>(name: N, value: NewsValue<C, N>): void {
    this.#post({ type: 'news', name, value } satisfies News);
  }

  async repaint(): Promise<null> {
    const repainting = ++this.#repainting;
    await this.#page.repaint(() => repainting === this.#repainting);
    this.showTitle();
    return null;
  }

  repaintSoon(): void {
    const { repaintAfterMs = REPAINT_AFTER_MS, repaintsHidden = false } = this.#kind;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (repaintsHidden || this.isReady()) inBackground(this.#kind.viewType, this.repaint());
    }, repaintAfterMs);
  }

  showTitle(): void {
    if (!this.#isStopped) this.#panel.title = this.#page.title();
  }

  isReady(): boolean {
    return this.#isListening && this.#panel.visible;
  }

  closeOthers(): void {
    this.#closeOthers(this);
  }

  #receive(message: unknown): void {
    const request = readRequest(this.#kind.channel, message);
    if (request === undefined) {
      logError(this.#kind.viewType, new Error('A page sent a message of no known shape.'));
      return;
    }
    if (request.method === 'ready') this.#isListening = true;
    inBackground(this.#kind.viewType, this.#answer(request));
  }

  async #answer(request: Request): Promise<void> {
    this.#post(await answer(this.#page.handlers, request, error => this.#describe(error)));
  }

  #describe(error: unknown): Failure {
    logError(this.#kind.viewType, error);
    if (error instanceof LedgerError) return { code: error.code, message: error.message };
    return { code: 'io', message: error instanceof Error ? error.message : String(error) };
  }

  #post(message: object): void {
    if (!this.#isStopped) void this.#panel.webview.postMessage(packed(message));
  }
}
