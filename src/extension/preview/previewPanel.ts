import * as vscode from 'vscode';
import { printOutput } from '../../core/prompt/render/printOutput';
import type { ValueChange } from '../../core/prompt/samples/sample';
import {
  readPreviewPanelState,
  readPreviewToHost,
  type PreviewAction,
  type PreviewReply,
  type PreviewRequest,
  type PreviewToPanel,
} from '../../protocol/preview';
import { inBackground, logError } from '../shell/log';
import { LANGUAGE } from '../shell/paths';
import { buildPreview, type BuiltPreview, type PreviewSource } from './previewContent';
import { createNonce, webviewHtml, webviewRoots } from '../shell/webviewHtml';

/** What a preview needs of the rest of the extension. */
export interface PreviewHost extends PreviewSource {
  /** A document, a sample or a version may have changed. Typing is seen without it. */
  readonly onDidChange: vscode.Event<unknown>;
  openSample(prompt: string, sample: string): Promise<void>;
  /** Asks for a name and makes the sample; `undefined` when the person thought better of it. */
  newSample(prompt: string): Promise<string | undefined>;
  /** Changes values of a sample. Throws `untrusted`, and what saving does. */
  saveSample(prompt: string, sample: string, changes: readonly ValueChange[]): Promise<void>;
  /** Asks for a name and saves a copy of a sample (of none: `null`), changed, under it. */
  saveSampleAs(
    prompt: string,
    copyOf: string | null,
    changes: readonly ValueChange[],
  ): Promise<string | undefined>;
  /** Gives a sample a value for every variable that it lacks. */
  completeSample(prompt: string, sample: string): Promise<void>;
}

/** The previews of this window: at most one per prompt. */
export interface Previews {
  /** Shows the preview beside the editor; without `sample`, with the first there is. */
  open(prompt: string, sample?: string): void;
  dispose(): void;
}

/** Needs the activation event `onWebviewPanel:promptLedger.preview`. */
const VIEW_TYPE = 'promptLedger.preview';
/** Short enough to feel live, long enough to render once per word and not per letter. */
const RENDER_AFTER_MS = 100;

/** Registers previews, those that a reload of the window restores among them. */
export function registerPreviews(extensionUri: vscode.Uri, host: PreviewHost): Previews {
  const previews = new Map<string, PreviewPanel>();
  const adopt = (panel: vscode.WebviewPanel, prompt: string, sample?: string | null): void => {
    const preview = new PreviewPanel(panel, { extensionUri, host, prompt, sample });
    previews.set(prompt, preview);
    panel.onDidDispose(() => {
      preview.stop();
      if (previews.get(prompt) === preview) previews.delete(prompt);
    });
  };
  const serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
    deserializeWebviewPanel: (panel, saved) => {
      const state = readPreviewPanelState(saved);
      if (state === undefined) panel.dispose();
      else adopt(panel, state.prompt, state.sample);
      return Promise.resolve();
    },
  });
  return {
    open: (prompt, sample) => {
      const known = previews.get(prompt);
      if (known !== undefined) {
        known.show(sample);
        return;
      }
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      const options = { enableFindWidget: true };
      adopt(vscode.window.createWebviewPanel(VIEW_TYPE, '', column, options), prompt, sample);
    },
    dispose: () => {
      serializer.dispose();
      for (const preview of previews.values()) preview.close();
    },
  };
}

interface PreviewSetup {
  readonly extensionUri: vscode.Uri;
  readonly host: PreviewHost;
  readonly prompt: string;
  /** `null`: none; `undefined`: the first there is. */
  readonly sample?: string | null;
}

/** What a person does with the form. */
type FormAction = Extract<PreviewAction, { changes: unknown } | { kind: 'completeSample' }>;

function isFormAction(action: PreviewAction): action is FormAction {
  return 'changes' in action || action.kind === 'completeSample';
}

class PreviewPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: PreviewHost;
  readonly #prompt: string;
  readonly #owned: readonly vscode.Disposable[];
  #sample: string | null | undefined;
  /** What is typed into the form and not saved; the page remembers it and says it again. */
  #changes: readonly ValueChange[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isReady = false;
  /** Only the last of several renderings under way is shown. */
  #rendering = 0;

  constructor(panel: vscode.WebviewPanel, { extensionUri, host, prompt, sample }: PreviewSetup) {
    this.#panel = panel;
    this.#host = host;
    this.#prompt = prompt;
    this.#sample = sample;
    this.#owned = this.#listen();
    panel.title = `Preview ${prompt.slice(prompt.lastIndexOf('/') + 1)}`;
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'preview-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'preview-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: webviewRoots(extensionUri),
    };
    panel.webview.html = webviewHtml(panel.webview, extensionUri, {
      title: panel.title,
      script: 'preview.js',
      styles: ['preview.css'],
      nonce: createNonce(),
    });
  }

  show(sample?: string): void {
    if (sample !== undefined) this.#choose(sample);
    this.#panel.reveal(undefined, true);
    this.#renderSoon();
  }

  close(): void {
    this.#panel.dispose();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#rendering++;
    for (const owned of this.#owned) owned.dispose();
  }

  #listen(): readonly vscode.Disposable[] {
    return [
      this.#panel.webview.onDidReceiveMessage((message: unknown) => {
        this.#receive(message);
      }),
      this.#host.onDidChange(() => {
        this.#renderSoon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // The prompt itself, one that it includes, or a sample.
        if ([LANGUAGE, 'json', 'jsonc'].includes(document.languageId)) this.#renderSoon();
      }),
    ];
  }

  #receive(message: unknown): void {
    const read = readPreviewToHost(message);
    if (read === undefined) {
      logError('Preview', new Error('The panel sent a message of no known shape.'));
    } else if (read.type === 'ready') {
      this.#isReady = true;
      inBackground('Preview', this.#render());
    } else {
      inBackground('Preview', this.#answer(read));
    }
  }

  #renderSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // A hidden page is gone: it says "ready" again when it is back.
      if (this.#panel.visible && this.#isReady) inBackground('Preview', this.#render());
    }, RENDER_AFTER_MS);
  }

  async #render(): Promise<void> {
    const rendering = ++this.#rendering;
    const { preview, sample, samples, form } = await this.#build();
    if (rendering !== this.#rendering) return;
    // A sample that is chosen by itself stays chosen; before there is any, the first is waited for.
    if (samples.length > 0) this.#sample = sample;
    await this.#post({ type: 'view', prompt: this.#prompt, sample, samples, preview, form });
  }

  #build(): Promise<BuiltPreview> {
    const subject = { prompt: this.#prompt, sample: this.#sample, changes: this.#changes };
    return buildPreview(this.#host, subject);
  }

  async #answer({ id, action }: PreviewRequest): Promise<void> {
    let reply: PreviewReply;
    try {
      reply = { type: 'reply', id, ok: true, note: await this.#act(action) };
    } catch (error) {
      logError('Preview', error);
      const message = error instanceof Error ? error.message : String(error);
      reply = { type: 'reply', id, ok: false, message };
    }
    await this.#post(reply);
  }

  /** Does what a person asked for and says what happened, if that cannot be seen. */
  async #act(action: PreviewAction): Promise<string> {
    if (isFormAction(action)) return this.#actOnForm(action);
    switch (action.kind) {
      case 'chooseSample':
        this.#choose(action.sample);
        await this.#render();
        return '';
      case 'editSample':
        if (typeof this.#sample === 'string') {
          await this.#host.openSample(this.#prompt, this.#sample);
        }
        return '';
      case 'newSample':
        await this.#goTo(await this.#host.newSample(this.#prompt));
        return '';
      case 'reveal':
        await this.#reveal(action.line, action.column);
        return '';
      case 'copy':
        return this.#copy(action.as);
    }
  }

  async #actOnForm(action: FormAction): Promise<string> {
    const { kind, sample } = action;
    switch (kind) {
      case 'tryValues':
        if (sample === (this.#sample ?? null)) {
          this.#changes = action.changes;
          await this.#render();
        }
        return '';
      case 'saveSample':
        if (sample === null) return '';
        await this.#host.saveSample(this.#prompt, sample, action.changes);
        this.#forgetChanges(sample);
        await this.#render();
        return `Saved "${sample}".`;
      case 'saveSampleAs': {
        const made = await this.#host.saveSampleAs(this.#prompt, sample, action.changes);
        await this.#goTo(made);
        return made === undefined ? '' : `Saved as "${made}".`;
      }
      case 'completeSample':
        await this.#host.completeSample(this.#prompt, sample);
        await this.#render();
        return `Added to "${sample}".`;
    }
  }

  #choose(sample: string | null): void {
    if (sample !== this.#sample) this.#changes = [];
    this.#sample = sample;
  }

  #forgetChanges(sample: string): void {
    if (sample === this.#sample) this.#changes = [];
  }

  async #goTo(sample: string | undefined): Promise<void> {
    if (sample === undefined) return;
    this.#choose(sample);
    await this.#render();
  }

  async #reveal(line: number, column: number): Promise<void> {
    const document = await this.#host.documentOf(this.#prompt);
    if (document === undefined) return;
    const { uri } = document;
    const shown = vscode.window.visibleTextEditors.find(
      editor => editor.document.uri.toString() === uri.toString(),
    );
    const position = new vscode.Position(Math.max(line - 1, 0), Math.max(column - 1, 0));
    await vscode.window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(position, position),
    });
  }

  async #copy(as: 'text' | 'json'): Promise<string> {
    const { output, preview } = await this.#build();
    if (output === undefined) throw new Error('There is nothing to copy yet.');
    await vscode.env.clipboard.writeText(printOutput(output, as));
    const count = preview.missing.length;
    if (count === 0) return 'Copied.';
    return `Copied, with ${count} ${count === 1 ? 'variable' : 'variables'} left in place.`;
  }

  async #post(message: PreviewToPanel): Promise<void> {
    await this.#panel.webview.postMessage(message);
  }
}
