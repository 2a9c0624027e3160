import * as vscode from 'vscode';
import { printOutput } from '../../core/prompt/render/printOutput';
import type { ValueChange } from '../../core/prompt/samples/sample';
import type { Handlers } from '../../protocol/channel';
import { previewChannel, readPreviewPanelState } from '../../protocol/preview';
import { Panels, type Page, type Panel } from '../shell/panelFrame';
import { inBackground } from '../shell/log';
import { LANGUAGE } from '../shell/paths';
import { PanelRun, type PanelRunHost, type RunSubject } from '../run/panelRun';
import { buildPreview, type BuiltPreview, type PreviewSource } from './previewContent';

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

type Channel = typeof previewChannel;

/** What is previewed. Of the sample, `null`: none; `undefined`: the first there is. */
export interface PreviewState {
  readonly prompt: string;
  readonly sample?: string | null | undefined;
  /** Runs it, now. */
  readonly isRun?: boolean;
}

/** The previews of this window, beside the editor: at most one per prompt. */
export function previewPanels(
  extensionUri: vscode.Uri,
  host: PreviewHost,
  runHost: PanelRunHost,
): Panels<PreviewState, Channel> {
  return new Panels<PreviewState, Channel>(extensionUri, {
    viewType: 'promptLedger.preview',
    channel: previewChannel,
    script: 'preview.js',
    styles: ['preview.css'],
    icon: 'preview',
    column: vscode.ViewColumn.Beside,
    preserveFocus: true,
    enableFindWidget: true,
    keyOf: ({ prompt }) => prompt,
    readState: readPreviewPanelState,
    open: (panel, state) => new PreviewPage(panel, { host, runHost }, state),
  });
}

class PreviewPage implements Page<PreviewState, Channel> {
  readonly handlers: Handlers<Channel> = {
    ready: () => this.#panel.repaint(),
    chooseSample: sample => this.#goTo(sample),
    editSample: async () => {
      if (typeof this.#sample === 'string') {
        await this.#host.openSample(this.#prompt, this.#sample);
      }
      return '';
    },
    newSample: async () => this.#goTo(await this.#host.newSample(this.#prompt)),
    tryValues: async ({ sample, changes }) => {
      if (sample !== (this.#sample ?? null)) return '';
      this.#changes = changes;
      await this.#panel.repaint();
      return '';
    },
    saveSample: async ({ sample, changes }) => {
      if (sample === null) return '';
      await this.#host.saveSample(this.#prompt, sample, changes);
      if (sample === this.#sample) this.#changes = [];
      await this.#panel.repaint();
      return `Saved "${sample}".`;
    },
    saveSampleAs: async ({ sample, changes }) => {
      const made = await this.#host.saveSampleAs(this.#prompt, sample, changes);
      await this.#goTo(made);
      return made === undefined ? '' : `Saved as "${made}".`;
    },
    completeSample: async sample => {
      await this.#host.completeSample(this.#prompt, sample);
      await this.#panel.repaint();
      return `Added to "${sample}".`;
    },
    reveal: async ({ line, column }) => {
      await this.#reveal(line, column);
      return '';
    },
    copy: as => this.#copy(as),
    run: async again => this.#run.start(await this.#subject(), again),
    stop: () => {
      this.#run.stop();
      return '';
    },
    chooseModel: async () => this.#run.chooseModel(await this.#subject()),
    takeModel: () => this.#run.takeModel({ prompt: this.#prompt }),
    setKey: async () => this.#run.setKey(await this.#subject()),
    keepAnswer: async id => this.#run.keep(id, await this.#subject()),
    copyAnswer: async id => this.#run.copyAnswer(id, await this.#subject()),
    copyRequest: async form => this.#run.copyRequest(form, await this.#subject()),
  };
  readonly #panel: Panel<Channel>;
  readonly #host: PreviewHost;
  readonly #prompt: string;
  readonly #listening: vscode.Disposable;
  readonly #run: PanelRun;
  /** It was opened to be run, and the page was not there yet. */
  #isRunWanted: boolean;
  #sample: string | null | undefined;
  /** What is typed into the form and not saved; the page remembers it and says it again. */
  #changes: readonly ValueChange[] = [];

  constructor(
    panel: Panel<Channel>,
    { host, runHost }: { readonly host: PreviewHost; readonly runHost: PanelRunHost },
    { prompt, sample, isRun = false }: PreviewState,
  ) {
    this.#panel = panel;
    this.#host = host;
    this.#prompt = prompt;
    this.#sample = sample;
    this.#isRunWanted = isRun;
    this.#run = new PanelRun(runHost, {
      run: view => {
        panel.tell('run', view);
      },
      piece: piece => {
        panel.tell('piece', piece);
      },
    });
    this.#listening = vscode.Disposable.from(
      host.onDidChange(() => {
        panel.repaintSoon();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // The prompt itself, one that it includes, or a sample.
        if ([LANGUAGE, 'json', 'jsonc'].includes(document.languageId)) panel.repaintSoon();
      }),
    );
  }

  dispose(): void {
    this.#run.stop();
    this.#listening.dispose();
  }

  state(): PreviewState {
    return { prompt: this.#prompt, sample: this.#sample };
  }

  title(): string {
    return `Preview ${this.#prompt.slice(this.#prompt.lastIndexOf('/') + 1)}`;
  }

  become({ sample, isRun = false }: PreviewState): void {
    if (sample !== undefined) this.#choose(sample);
    this.#isRunWanted = isRun;
    this.#panel.repaintSoon();
  }

  async repaint(isLast: () => boolean): Promise<void> {
    const built = await this.#build();
    const { preview, sample, samples, form } = built;
    const run = await this.#run.view(this.#subjectOf(built));
    if (!isLast()) return;
    // A sample that is chosen by itself stays chosen; before there is any, the first is waited for.
    if (samples.length > 0) this.#sample = sample;
    this.#panel.tell('view', { prompt: this.#prompt, sample, samples, preview, form, run });
    if (!this.#isRunWanted) return;
    this.#isRunWanted = false;
    inBackground('Running a prompt', this.#run.start(this.#subjectOf(built), false));
  }

  async #subject(): Promise<RunSubject | undefined> {
    return this.#subjectOf(await this.#build());
  }

  /** Nothing where the document or the sample cannot be read. */
  #subjectOf({ asked, sample }: BuiltPreview): RunSubject | undefined {
    return asked && { prompt: this.#prompt, sample, ...asked };
  }

  #build(): Promise<BuiltPreview> {
    const subject = { prompt: this.#prompt, sample: this.#sample, changes: this.#changes };
    return buildPreview(this.#host, subject);
  }

  #choose(sample: string | null): void {
    if (sample !== this.#sample) this.#changes = [];
    this.#sample = sample;
  }

  /** Shows a sample; nothing where a person thought better of making one. */
  async #goTo(sample: string | null | undefined): Promise<string> {
    if (sample === undefined) return '';
    this.#choose(sample);
    await this.#panel.repaint();
    return '';
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
}
