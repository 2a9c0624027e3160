import { printJson } from '../../core/base/json';
import type { Preview } from '../../core/prompt/render/preview';
import type { ValueChange } from '../../core/prompt/samples/sample';
import {
  previewChannel,
  readPreviewPanelState,
  type PreviewPanelState,
  type PreviewView,
} from '../../protocol/preview';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { element } from '../dom';
import { Note } from '../note';
import { renderParts } from './content';
import { renderNotices, summarize } from './notices';
import { SampleForm } from './form';
import { createToolbar, type Toolbar } from './toolbar';

/** Short enough to feel live, long enough to render once per word and not per letter. */
const TRY_AFTER_MS = 150;

/** The page: it shows what the host rendered and passes on what a person asks for. */
export class PreviewPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof previewChannel>;
  readonly #toolbar: Toolbar;
  readonly #form: SampleForm;
  readonly #facts = element('p', { class: 'facts', 'aria-label': 'Model and parameters' });
  readonly #notices = element('section', { class: 'notices', 'aria-label': 'Problems' });
  readonly #parts = element('section', { class: 'parts', 'aria-label': 'Rendered prompt' });
  readonly #stale = element('p', { class: 'facts' }, 'The last rendering without errors:');
  readonly #note = new Note();
  readonly #announcer = element('div', { class: 'spoken', 'aria-live': 'polite' });
  /** What each section shows, so that only what changed is built again. */
  readonly #shown = new Map<HTMLElement, string>();
  #view: PreviewView | undefined;
  /** The changed values that the host renders with. */
  #tried = '[]';
  #tryTimer: number | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#toolbar = createToolbar((method, params) => {
      void this.#say(this.#host.ask(method, params));
    });
    this.#form = this.#createForm();
    this.#parts.tabIndex = 0;
    const sections = [this.#facts, this.#notices, this.#stale, this.#parts];
    const content = element('div', { class: 'content' }, ...sections);
    this.#facts.after(this.#form.element);
    root.replaceChildren(this.#toolbar.element, this.#note.element, content, this.#announcer);
    for (const section of sections) section.hidden = true;
    this.#host = connect(vscode, previewChannel, {
      view: view => {
        this.#show(view);
      },
    });
    void this.#say(this.#host.ask('ready', null));
  }

  #createForm(): SampleForm {
    const actions = {
      tryValues: (changes: readonly ValueChange[]) => {
        this.#trySoon(changes);
      },
      save: (changes: readonly ValueChange[]) => this.#save('saveSample', changes),
      saveAs: (changes: readonly ValueChange[]) => this.#save('saveSampleAs', changes),
      remember: () => {
        this.#remember();
        if (this.#view !== undefined) this.#toolbar.show(this.#view, this.#form.edited);
      },
    };
    return new SampleForm(actions, readPreviewPanelState(this.#vscode.getState()));
  }

  #show(message: PreviewView): void {
    const { preview, sample } = message;
    const before = this.#view;
    this.#view = message;
    if (before?.sample !== sample) this.#tried = '[]';
    this.#form.show(message);
    this.#remember();
    this.#toolbar.show(message, this.#form.edited);
    this.#update(this.#facts, preview.facts, () => [preview.facts.join(' · ')]);
    this.#showNotices(message);
    this.#showParts(preview, before?.prompt === message.prompt && before.sample === sample);
    this.#announce(summarize(preview));
  }

  #remember(): void {
    if (this.#view === undefined) return;
    const { prompt, sample } = this.#view;
    this.#vscode.setState({ prompt, sample, ...this.#form.state } satisfies PreviewPanelState);
  }

  /** Renders with what is typed, unless that is what the host renders with. */
  #trySoon(changes: readonly ValueChange[]): void {
    window.clearTimeout(this.#tryTimer);
    this.#tryTimer = window.setTimeout(() => {
      const tried = printJson(changes);
      if (this.#view === undefined || tried === this.#tried) return;
      this.#tried = tried;
      void this.#say(this.#host.ask('tryValues', { sample: this.#view.sample, changes }));
    }, TRY_AFTER_MS);
  }

  async #save(
    method: 'saveSample' | 'saveSampleAs',
    changes: readonly ValueChange[],
  ): Promise<boolean> {
    if (this.#view === undefined) return false;
    window.clearTimeout(this.#tryTimer);
    return (await this.#say(this.#host.ask(method, { sample: this.#view.sample, changes }))) !== '';
  }

  #showNotices({ preview, sample, form }: PreviewView): void {
    const lacks = sample === null ? [] : (form?.lacks ?? []);
    const fix = { sample: sample ?? '', lacks };
    this.#update(this.#notices, [preview.problems, preview.missing, fix], () =>
      renderNotices(preview, fix, {
        reveal: (line, column) => void this.#say(this.#host.ask('reveal', { line, column })),
        complete: () => void this.#say(this.#host.ask('completeSample', fix.sample)),
      }),
    );
  }

  /** A tag half typed cannot be rendered: what was there stays, marked as old, until it can. */
  #showParts(preview: Preview, isSameSubject: boolean): void {
    const isKept = preview.parts === undefined && isSameSubject;
    if (!isKept) this.#update(this.#parts, preview.parts, () => renderParts(preview));
    this.#stale.hidden = !isKept || this.#parts.hidden;
    this.#parts.classList.toggle('stale', isKept);
  }

  /** Builds a section again when its data changed; the focus stays on the same link. */
  #update(section: HTMLElement, data: unknown, build: () => readonly (Node | string)[]): void {
    const shown = JSON.stringify([data]);
    if (this.#shown.get(section) === shown) return;
    this.#shown.set(section, shown);
    const focused = document.activeElement;
    const key = section.contains(focused) ? focused?.getAttribute('data-key') : undefined;
    section.replaceChildren(...build());
    section.hidden = section.childNodes.length === 0 || section.textContent === '';
    if (typeof key !== 'string') return;
    section.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
  }

  /** Speaks only when there is something new to say: not with every letter that is typed. */
  #announce(sentence: string): void {
    if (this.#announcer.textContent !== sentence) this.#announcer.textContent = sentence;
  }

  /** Resolves to what there was to say: nothing where nothing was done. */
  async #say(asked: Promise<string | null>): Promise<string> {
    try {
      const note = (await asked) ?? '';
      if (note !== '') this.#note.say(note);
      return note;
    } catch (error) {
      this.#note.say(asError(error).message, true);
      return '';
    }
  }
}
