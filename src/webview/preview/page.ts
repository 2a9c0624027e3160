import { html, nothing, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { printJson } from '../../core/base/json';
import type { Preview } from '../../core/prompt/render/preview';
import {
  previewChannel,
  readPreviewPanelState,
  type FormField,
  type PreviewForm,
  type PreviewPanelState,
  type PreviewView,
} from '../../protocol/preview';
import type { RunView } from '../../protocol/run';
import { connect, type Host, type VsCodeApi } from '../connect';
import { Notes } from '../notes';
import { title } from '../parts/layout';
import { note, NOTHING_SAID, type Said } from '../parts/messages';
import { View } from '../view';
import { answerSection, copyRequest, runGroup, type AnswerEvents } from './answer';
import { renderParts } from './content';
import { DraftTexts } from './drafts';
import { sampleForm } from './form';
import { renderNotices, summarize } from './notices';
import { previewToolbar } from './toolbar';

/** Short enough to feel live, long enough to render once per word and not per letter. */
const TRY_AFTER_MS = 150;

interface PreviewState {
  readonly told: PreviewView | undefined;
  /** The last rendering without errors of the same prompt and sample, else what was told. */
  readonly rendered: Preview | undefined;
  /** The last ones that could be read: a document half typed cannot. */
  readonly fields: readonly FormField[];
  readonly drafts: DraftTexts;
  /** `undefined` while nobody said. */
  readonly isFormOpen: boolean | undefined;
  /** Which of the answers is shown, from the newest; 0 is the newest. */
  readonly back: number;
  readonly said: Said;
}

/** The page: it shows what the host rendered and passes on what a person asks for. */
export class PreviewPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof previewChannel>;
  readonly #view: View<PreviewState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });
  /** The changed values that the host renders with. */
  #tried = '[]';
  #tryTimer: number | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    const saved = readPreviewPanelState(vscode.getState());
    const first: PreviewState = {
      told: undefined,
      rendered: undefined,
      fields: [],
      drafts: new DraftTexts(saved?.drafts),
      isFormOpen: saved?.isFormOpen,
      back: 0,
      said: NOTHING_SAID,
    };
    this.#view = new View(root, first, state => this.#page(state));
    this.#host = connect(vscode, previewChannel, {
      view: told => {
        this.#receive(told);
      },
      run: run => {
        this.#receiveRun(run);
      },
      piece: ({ text }) => {
        this.#hear(text);
      },
    });
    document.addEventListener('keydown', event => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.#runEvents.onRun(false);
    });
    void this.#notes.follow(this.#host.ask('ready', null));
  }

  #receive(told: PreviewView): void {
    const { told: before, rendered } = this.#view.state;
    const isSameSample = before?.sample === told.sample;
    if (!isSameSample) this.#tried = '[]';
    const isSame = isSameSample && before.prompt === told.prompt;
    const isKept = isSame && told.preview.parts === undefined;
    const change = { told, rendered: isKept ? rendered : told.preview };
    if (told.form !== undefined) this.#receiveForm(told, told.form, change);
    else this.#change(isSameSample ? change : { ...change, fields: [] });
  }

  #receiveRun(run: RunView): void {
    const { told, back } = this.#view.state;
    if (told === undefined) return;
    const isNew = run.answers.length !== told.run.answers.length;
    this.#view.change({ told: { ...told, run }, back: isNew ? 0 : back });
  }

  /** A piece of the answer that is being given. */
  #hear(text: string): void {
    const { told } = this.#view.state;
    if (told === undefined) return;
    const run = { ...told.run, partial: told.run.partial + text };
    this.#view.change({ told: { ...told, run } });
  }

  #receiveForm(
    { sample, samples }: PreviewView,
    { fields }: PreviewForm,
    change: Partial<PreviewState>,
  ): void {
    const { drafts, isFormOpen = samples.length === 0 } = this.#view.state;
    drafts.prune(sample ?? '', fields);
    this.#change({ ...change, fields, isFormOpen });
    this.#trySoon();
  }

  /** Changes what is remembered as well. */
  #change(change: Partial<PreviewState>): void {
    this.#view.change(change);
    const { told, drafts, isFormOpen } = this.#view.state;
    if (told === undefined) return;
    const { prompt, sample } = told;
    const state: PreviewPanelState = { prompt, sample, isFormOpen, drafts: drafts.toState() };
    this.#vscode.setState(state);
  }

  #page(state: PreviewState): TemplateResult {
    const { told, rendered, fields, drafts, isFormOpen, said, back } = state;
    if (told === undefined || rendered === undefined) return note(said);
    const { preview } = told;
    const running = { run: told.run, back, canRun: preview.parts !== undefined };
    const run = runGroup(running, this.#runEvents);
    const bar = previewToolbar(
      told,
      rendered,
      { edited: drafts.samples(), run },
      {
        onChoose: sample => void this.#notes.follow(this.#host.ask('chooseSample', sample)),
        onEdit: () => void this.#notes.follow(this.#host.ask('editSample', null)),
        onNew: () => void this.#notes.follow(this.#host.ask('newSample', null)),
        onCopy: form => void this.#notes.follow(this.#host.ask('copy', form)),
      },
    );
    const isOpen = isFormOpen ?? false;
    const form = { sample: this.#sample, fields, drafts, isOpen };
    const facts = preview.facts.join(' · ');
    return html`${title(`Preview of ${told.prompt}`)}${bar}${note(said)}
      <div class="content">
        ${facts === '' ? nothing : html`<p class="facts" aria-label="Model and parameters">${facts}</p>`}
        ${fields.length === 0 ? nothing : sampleForm(form, this.#formEvents)}
        ${answerSection(running, this.#runEvents)}${this.#notices(told)}${this.#rendering(rendered, rendered !== preview)}
        ${copyRequest(running.canRun, this.#runEvents)}
      </div>
      <div class="spoken" aria-live="polite">${summarize(preview)}</div>`;
  }

  #notices({ preview, sample, form }: PreviewView): TemplateResult {
    const lacks = sample === null ? [] : (form?.lacks ?? []);
    const shown = renderNotices(
      preview,
      { sample: sample ?? '', lacks },
      {
        reveal: (line, column) =>
          void this.#notes.follow(this.#host.ask('reveal', { line, column })),
        complete: () => void this.#notes.follow(this.#host.ask('completeSample', sample ?? '')),
      },
    );
    const isHidden = shown.length === 0;
    return html`<section class="notices" aria-label="Problems" ?hidden=${isHidden}>${shown}</section>`;
  }

  /** A tag half typed cannot be rendered: what was there stays, marked as old, until it can. */
  #rendering(rendered: Preview, isStale: boolean): TemplateResult {
    const isHidden = rendered.parts === undefined;
    const old = html`<p class="facts">The last rendering without errors:</p>`;
    return html`${isStale && !isHidden ? old : nothing}
      <section class="parts ${isStale ? 'stale' : ''}" aria-label="Rendered prompt" tabindex="0"
        ?hidden=${isHidden}>${guard([rendered], () => renderParts(rendered))}</section>`;
  }

  readonly #runEvents: AnswerEvents = {
    onRun: again => void this.#notes.follow(this.#host.ask('run', again)),
    onStop: () => void this.#notes.follow(this.#host.ask('stop', null)),
    onModel: () => void this.#notes.follow(this.#host.ask('chooseModel', null)),
    onTakeModel: () => void this.#notes.follow(this.#host.ask('takeModel', null)),
    onKey: () => void this.#notes.follow(this.#host.ask('setKey', null)),
    onKeep: id => void this.#notes.follow(this.#host.ask('keepAnswer', id)),
    onCopy: id => void this.#notes.follow(this.#host.ask('copyAnswer', id)),
    onCopyRequest: form => void this.#notes.follow(this.#host.ask('copyRequest', form)),
    onLeaf: back => {
      this.#view.change({ back });
    },
  };

  readonly #formEvents = {
    onToggle: (isOpen: boolean): void => {
      if (isOpen !== this.#view.state.isFormOpen) this.#change({ isFormOpen: isOpen });
    },
    onType: (field: FormField, text: string): void => {
      this.#view.state.drafts.set(this.#sample, field, text);
      this.#change({});
      this.#trySoon();
    },
    onSave: () => void this.#save('saveSample'),
    onSaveAs: () => void this.#save('saveSampleAs'),
    onReset: (): void => {
      this.#view.state.drafts.forget(this.#sample);
      this.#change({});
      this.#trySoon();
    },
  };

  /** The name of the sample; `""` stands for none. */
  get #sample(): string {
    return this.#view.state.told?.sample ?? '';
  }

  /** Renders with what is typed, unless that is what the host renders with. */
  #trySoon(): void {
    window.clearTimeout(this.#tryTimer);
    this.#tryTimer = window.setTimeout(() => {
      const { told, drafts, fields } = this.#view.state;
      const changes = drafts.changes(this.#sample, fields);
      const tried = printJson(changes);
      if (told === undefined || tried === this.#tried) return;
      this.#tried = tried;
      void this.#notes.follow(this.#host.ask('tryValues', { sample: told.sample, changes }));
    }, TRY_AFTER_MS);
  }

  async #save(method: 'saveSample' | 'saveSampleAs'): Promise<void> {
    const { told, drafts, fields } = this.#view.state;
    const name = this.#sample;
    if (told === undefined || drafts.hasProblem(name, fields)) return;
    window.clearTimeout(this.#tryTimer);
    const changes = drafts.changes(name, fields);
    const done = await this.#notes.follow(this.#host.ask(method, { sample: told.sample, changes }));
    // Under another name it is saved, and this sample is again what its file says.
    if (method === 'saveSampleAs' && done) drafts.forget(name);
    this.#change({});
  }
}
