import * as vscode from 'vscode';
import { LedgerError } from '../core/errors';
import type { IncludeResolver } from '../core/includes';
import type { Values } from '../core/inputs';
import {
  previewDocument,
  problemsOfError,
  type PreviewProblem,
  type PreviewResult,
} from '../core/preview';
import { printOutput } from '../core/printOutput';
import {
  readPreviewPanelState,
  readPreviewToHost,
  type PreviewAction,
  type PreviewPanelState,
  type PreviewReply,
  type PreviewRequest,
  type PreviewToPanel,
} from '../protocol/preview';
import { inBackground, logError } from './log';
import { LANGUAGE } from './paths';
import { createNonce, webviewHtml, webviewRoots } from './webviewHtml';

/** The values of a sample, or why they cannot be read. */
export type PreviewSample =
  | { readonly name: string; readonly values: Values }
  | { readonly name: string; readonly error: string };

/** What a preview needs of the rest of the extension. */
export interface PreviewHost {
  /** The working document as it is now, unsaved edits included; `undefined` when there is none. */
  documentOf(prompt: string): Promise<{ uri: vscode.Uri; text: string } | undefined>;
  /** Sorted by name, unsaved edits included. */
  samplesOf(prompt: string): Promise<readonly PreviewSample[]>;
  /** Finds what a source includes, live. Throws a `LedgerError` when that cannot even begin. */
  includesOf(source: string): Promise<IncludeResolver>;
  /** A document, a sample or a version may have changed. Typing is seen without it. */
  readonly onDidChange: vscode.Event<unknown>;
  openSample(prompt: string, sample: string): Promise<void>;
  /** Asks for a name and makes the sample; `undefined` when the person thought better of it. */
  newSample(prompt: string): Promise<string | undefined>;
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

interface BuiltPreview extends PreviewResult {
  readonly samples: readonly string[];
  readonly state: PreviewPanelState;
}

class PreviewPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: PreviewHost;
  readonly #prompt: string;
  readonly #owned: readonly vscode.Disposable[];
  #sample: string | null | undefined;
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
    if (sample !== undefined) this.#sample = sample;
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
    const { preview, samples, state } = await this.#build();
    if (rendering !== this.#rendering) return;
    // A sample that is chosen by itself stays chosen; before there is any, the first is waited for.
    if (samples.length > 0) this.#sample = state.sample;
    await this.#post({ type: 'view', ...state, samples, preview });
  }

  async #build(): Promise<BuiltPreview> {
    try {
      return await this.#read();
    } catch (error) {
      // No registry, or files that cannot be read: the panel says so instead of staying empty.
      if (!(error instanceof LedgerError)) throw error;
      const state = { prompt: this.#prompt, sample: this.#sample ?? null };
      return { ...failed(problemsOfError(error)), samples: [], state };
    }
  }

  async #read(): Promise<BuiltPreview> {
    const [document, samples] = await Promise.all([
      this.#host.documentOf(this.#prompt),
      this.#host.samplesOf(this.#prompt),
    ]);
    const chosen =
      this.#sample === undefined ? samples[0] : samples.find(({ name }) => name === this.#sample);
    return {
      ...withSampleProblem(await this.#preview(document?.text, chosen), chosen),
      samples: samples.map(({ name }) => name),
      state: { prompt: this.#prompt, sample: chosen?.name ?? null },
    };
  }

  async #preview(
    source: string | undefined,
    sample: PreviewSample | undefined,
  ): Promise<PreviewResult> {
    if (source === undefined) {
      const message = `"${this.#prompt}" has no working document. Check out a version to see it here.`;
      return failed([{ severity: 'error', message }]);
    }
    const values = sample !== undefined && 'values' in sample ? sample.values : {};
    return previewDocument(source, values, await this.#includes(source));
  }

  /** A document that cannot be read includes nothing; reading it says why. */
  async #includes(source: string): Promise<IncludeResolver> {
    try {
      return await this.#host.includesOf(source);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return () => {
        throw error;
      };
    }
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
    switch (action.kind) {
      case 'chooseSample':
        this.#sample = action.sample;
        await this.#render();
        return '';
      case 'editSample':
        if (typeof this.#sample === 'string') {
          await this.#host.openSample(this.#prompt, this.#sample);
        }
        return '';
      case 'newSample':
        await this.#newSample();
        return '';
      case 'reveal':
        await this.#reveal(action.line, action.column);
        return '';
      case 'copy':
        return this.#copy(action.as);
    }
  }

  async #newSample(): Promise<void> {
    const sample = await this.#host.newSample(this.#prompt);
    if (sample === undefined) return;
    this.#sample = sample;
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

function withSampleProblem(
  result: PreviewResult,
  sample: PreviewSample | undefined,
): PreviewResult {
  if (sample === undefined || !('error' in sample)) return result;
  const problem: PreviewProblem = { severity: 'error', message: sample.error };
  const { preview } = result;
  return { ...result, preview: { ...preview, problems: [problem, ...preview.problems] } };
}

function failed(problems: readonly PreviewProblem[]): PreviewResult {
  return { preview: { facts: [], missing: [], problems } };
}
