import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import {
  readDiffPanelState,
  readDiffToHost,
  type DiffRequest,
  type DiffSide,
  type DiffSideChoice,
  type DiffToPanel,
} from '../../protocol/diff';
import { compareSamples, compareSides, copyOf, type SharedForm } from './diffAnswers';
import { affectsDiffSettings, readDiffSettings } from './diffSettings';
import { createNonce, webviewHtml, webviewRoots } from '../shell/webviewHtml';
import type { DiffHost, DiffChange, DiffInput } from './model';

export const DIFF_VIEW_TYPE = 'promptLedger.diff';

/** All open comparison panels: at most one for the same prompt and sides. */
export class DiffPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #host: DiffHost;
  readonly #panels = new Set<DiffPanel>();
  readonly #serializer: vscode.Disposable;

  constructor(extensionUri: vscode.Uri, host: DiffHost) {
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(DIFF_VIEW_TYPE, this);
  }

  /** Shows the panel that compares these sides, a new one if there is none. */
  open(input: DiffInput): void {
    for (const panel of this.#panels) {
      if (panel.compares(input)) {
        panel.reveal();
        return;
      }
    }
    const panel = vscode.window.createWebviewPanel(
      DIFF_VIEW_TYPE,
      input.prompt,
      vscode.ViewColumn.Active,
    );
    this.#adopt(panel, input);
  }

  /** Called by VS Code for each panel that was open before a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const input = readDiffPanelState(state);
    if (input === undefined) panel.dispose();
    else {
      const { prompt, left, right, sample } = input;
      this.#adopt(panel, { prompt, left, right, sample });
    }
    return Promise.resolve();
  }

  /** Stops listening. The panels stay: VS Code restores them when the extension is back. */
  dispose(): void {
    this.#serializer.dispose();
    for (const panel of this.#panels) panel.dispose();
  }

  #adopt(webviewPanel: vscode.WebviewPanel, input: DiffInput): void {
    const panel = new DiffPanel(webviewPanel, this.#extensionUri, this.#host, input);
    this.#panels.add(panel);
    webviewPanel.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
  }
}

/** One comparison: answers its page, and tells it when a side may have changed. */
class DiffPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: DiffHost;
  readonly #owned: vscode.Disposable[];
  #input: DiffInput;
  #choices: readonly DiffSideChoice[] = [];
  #samples: readonly string[] = [];
  #reading = 0;
  #isDisposed = false;

  constructor(
    panel: vscode.WebviewPanel,
    extensionUri: vscode.Uri,
    host: DiffHost,
    input: DiffInput,
  ) {
    this.#panel = panel;
    this.#host = host;
    this.#input = input;
    this.#owned = [
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(message);
      }),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (affectsDiffSettings(event)) void this.#sendSides();
      }),
      host.onDidChange(change => {
        if (this.#isTouchedBy(change)) void this.#sendSides();
      }),
    ];
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'diff-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'diff-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: webviewRoots(extensionUri),
    };
    this.#showTitle();
    void this.#load(extensionUri);
  }

  /** A page keeps the title that it is loaded with, for those who have it read to them. */
  async #load(extensionUri: vscode.Uri): Promise<void> {
    await this.#readSides();
    if (this.#isDisposed) return;
    const { webview, title } = this.#panel;
    const page = { title, script: 'diff.js', styles: ['diff.css'], nonce: createNonce() };
    webview.html = webviewHtml(webview, extensionUri, page);
  }

  compares({ prompt, left, right, sample }: DiffInput): boolean {
    const input = this.#input;
    const isSame = input.prompt === prompt && input.left === left && input.right === right;
    return isSame && input.sample === sample;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    for (const owned of this.#owned) owned.dispose();
  }

  /** A rendered prompt may include any other. */
  #isTouchedBy({ prompts, samples }: DiffChange): boolean {
    const { prompt, sample } = this.#input;
    return samples === true || sample !== null || [...prompts].includes(prompt);
  }

  #receive(message: unknown): void {
    const request = readDiffToHost(message);
    if (request === undefined) return;
    if (request.type === 'ready') void this.#sendSides();
    else void this.#reply(request);
  }

  async #sendSides(): Promise<void> {
    if (!(await this.#readSides())) return;
    const [choices, samples] = [this.#choices, this.#samples];
    this.#send({ type: 'sides', ...this.#input, choices, samples, settings: readDiffSettings() });
  }

  /** False when a later lookup is under way, which knows better. */
  async #readSides(): Promise<boolean> {
    const reading = ++this.#reading;
    const { prompt } = this.#input;
    // Without choices the page still asks for its comparison, and that answer says what is wrong.
    const found = Promise.all([this.#host.sides(prompt), this.#host.samples(prompt)]);
    const [choices, samples] = await found.catch(() => [[], []] as const);
    if (reading !== this.#reading) return false;
    [this.#choices, this.#samples] = [choices, samples];
    this.#showTitle();
    return true;
  }

  async #reply(request: DiffRequest): Promise<void> {
    const { id } = request;
    try {
      this.#send({ type: 'reply', id, ok: true, value: await this.#answer(request) });
    } catch (error) {
      this.#send({ type: 'reply', id, ok: false, error: describeError(error) });
    }
  }

  async #answer({ type, left, right, sample }: DiffRequest): Promise<unknown> {
    const { prompt } = this.#input;
    const input: DiffInput = { prompt, left, right, sample };
    switch (type) {
      case 'openNative':
        await this.#host.openNative(prompt, left, right);
        return null;
      case 'compare':
        this.#input = input;
        this.#showTitle();
        return compareSides(this.#host, input);
      case 'rendered':
        return compareSides(this.#host, input);
      case 'samples':
        return compareSamples(this.#host, input, this.#samples);
      case 'copyUnified':
      case 'copyMarkdown':
      case 'copyHtml':
        await vscode.env.clipboard.writeText(await this.#copyOf(input, type));
        return null;
    }
  }

  #copyOf(input: DiffInput, form: SharedForm): Promise<string> {
    return copyOf(this.#host, input, { form, label: side => this.#label(side) });
  }

  /** `greeting: v3 ↔ v5`, with the sample behind it where one is rendered. */
  #showTitle(): void {
    if (this.#isDisposed) return;
    const { prompt, left, right, sample } = this.#input;
    const name = prompt.slice(prompt.lastIndexOf('/') + 1);
    const rendered = sample === null ? '' : ` (${sample})`;
    this.#panel.title = `${name}: ${this.#label(left)} ↔ ${this.#label(right)}${rendered}`;
  }

  #label(side: DiffSide): string {
    const choice = this.#choices.find(candidate => candidate.side === side);
    return choice?.shortLabel ?? (/^[0-9a-f]{32}$/.test(side) ? side.slice(0, 8) : side);
  }

  /** A hidden page has no ears; it asks again when it is shown. */
  #send(message: DiffToPanel): void {
    if (!this.#isDisposed) void this.#panel.webview.postMessage(message);
  }
}

function describeError(error: unknown): { code: string; message: string } {
  if (error instanceof LedgerError) return { code: error.code, message: error.message };
  return { code: 'io', message: error instanceof Error ? error.message : String(error) };
}
