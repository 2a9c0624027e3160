import type { Preview } from '../../core/preview';
import {
  readPreviewPanelState,
  type PreviewAction,
  type PreviewViewMessage,
} from '../../protocol/preview';
import { element } from '../dom';
import type { VsCodeApi } from '../host';
import { renderParts } from './content';
import { connectHost, type Host } from './host';
import { renderNotices, summarize } from './notices';
import { createToolbar, type Toolbar } from './toolbar';

/** Long enough to be read, then out of the way. */
const NOTE_FOR_MS = 4000;

/** The page: it shows what the host rendered and passes on what a person asks for. */
export class PreviewPage {
  readonly #vscode: VsCodeApi;
  readonly #host: Host;
  readonly #toolbar: Toolbar;
  readonly #facts = element('p', { class: 'facts', 'aria-label': 'Model and parameters' });
  readonly #notices = element('section', { class: 'notices', 'aria-label': 'Problems' });
  readonly #parts = element('section', { class: 'parts', 'aria-label': 'Rendered prompt' });
  readonly #stale = element('p', { class: 'facts' }, 'The last rendering without errors:');
  readonly #note = element('p', { class: 'note', role: 'status' });
  readonly #announcer = element('div', { class: 'spoken', 'aria-live': 'polite' });
  /** What each section shows, so that only what changed is built again. */
  readonly #shown = new Map<HTMLElement, string>();
  /** The prompt and the sample of what is shown. */
  #subject = '';
  #noteTimer: number | undefined;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#toolbar = createToolbar(action => {
      this.#ask(action);
    });
    this.#parts.tabIndex = 0;
    const sections = [this.#facts, this.#notices, this.#stale, this.#parts];
    const content = element('div', { class: 'content' }, ...sections);
    root.replaceChildren(this.#toolbar.element, this.#note, content, this.#announcer);
    for (const section of sections) section.hidden = true;
    this.#host = connectHost(vscode, message => {
      this.#show(message);
    });
  }

  #show(message: PreviewViewMessage): void {
    const { prompt, sample, preview } = message;
    const state = readPreviewPanelState(this.#vscode.getState());
    if (state?.prompt !== prompt || state.sample !== sample) {
      this.#vscode.setState({ prompt, sample });
    }
    this.#toolbar.show(message);
    this.#update(this.#facts, preview.facts, () => [preview.facts.join(' · ')]);
    this.#update(this.#notices, [preview.problems, preview.missing], () =>
      renderNotices(preview, (line, column) => {
        this.#ask({ kind: 'reveal', line, column });
      }),
    );
    this.#showParts(preview, `${prompt} ${sample ?? ''}`);
    this.#announce(summarize(preview));
  }

  /** A tag half typed cannot be rendered: what was there stays, marked as old, until it can. */
  #showParts(preview: Preview, subject: string): void {
    const isKept = preview.parts === undefined && this.#subject === subject;
    this.#subject = subject;
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

  #ask(action: PreviewAction): void {
    this.#host.ask(action).then(
      note => {
        if (note !== '') this.#showNote(note, false);
      },
      (error: unknown) => {
        this.#showNote(error instanceof Error ? error.message : String(error), true);
      },
    );
  }

  #showNote(note: string, isError: boolean): void {
    window.clearTimeout(this.#noteTimer);
    this.#note.textContent = note;
    this.#note.classList.toggle('error', isError);
    if (isError) return;
    this.#noteTimer = window.setTimeout(() => {
      this.#note.textContent = '';
    }, NOTE_FOR_MS);
  }
}
