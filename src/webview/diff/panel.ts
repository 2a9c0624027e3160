import type { DiffView } from '../../core/diff/view';
import {
  readDiffPanelState,
  readSampleRows,
  type DiffMode,
  type DiffPanelState,
  type DiffSettings,
  type SidesMessage,
} from '../../protocol/diff';
import { readDiffView } from '../../protocol/diffView';
import { element } from '../dom';
import type { VsCodeApi } from '../host';
import { Comparison, type ComparisonLook } from './comparison';
import { renderFailure } from './content';
import { connectHost, type ComparedSides, type Host } from './host';
import { SampleList } from './sampleList';
import { readShortcut } from './shortcuts';
import { createToolbar, type Toolbar } from './toolbar';

const SETTINGS: DiffSettings = {
  mode: 'sideBySide',
  inlineBelow: 700,
  context: 3,
  minimumCollapsed: 3,
};

/** The panel: it shows what the host compares, and remembers how a person looks at it. */
export class DiffPanel {
  readonly #vscode: VsCodeApi;
  readonly #host: Host;
  readonly #toolbar: Toolbar;
  readonly #heading = element('h1', { class: 'spoken' }, 'Comparison');
  readonly #content = element('div', { class: 'content', tabindex: 0, 'aria-label': 'Comparison' });
  readonly #announcer = element('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  readonly #comparison: Comparison;
  readonly #samples: SampleList;
  #state: DiffPanelState;
  #settings = SETTINGS;
  #view: DiffView | undefined;
  #isNarrow = false;
  /** Only the answer to the last question is shown. */
  #question = 0;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#state = readDiffPanelState(vscode.getState()) ?? emptyState();
    this.#toolbar = this.#createToolbar();
    this.#comparison = this.#createComparison();
    this.#samples = new SampleList({
      scroller: this.#content,
      announce: text => {
        this.#announce(text);
      },
      load: sample => this.#rendered(sample),
      onToggle: openSamples => {
        this.#changeState({ openSamples });
      },
    });
    root.replaceChildren(this.#heading, this.#toolbar.element, this.#content, this.#announcer);
    this.#content.setAttribute('role', 'region');
    this.#listen();
    this.#toolbar.showPosition(undefined, 0);
    this.#showMode();
    this.#host = connectHost(vscode, message => {
      this.#receiveSides(message);
    });
  }

  #createToolbar(): Toolbar {
    return createToolbar({
      choose: change => void this.#compare({ ...this.#state, ...change }),
      goTo: direction => {
        this.#goTo(direction, false);
      },
      setMode: mode => {
        this.#changeState({ mode });
        this.#render();
      },
      toggleUnchanged: () => {
        this.#toggleUnchanged();
      },
      toggleWhitespace: () => {
        this.#changeState({ showsWhitespace: !this.#state.showsWhitespace });
        this.#render();
      },
      openNative: () => void this.#ask('openNative'),
      copyUnified: () => void this.#ask('copyUnified', 'The unified diff is on the clipboard.'),
      copyMarkdown: () => void this.#ask('copyMarkdown', 'The Markdown is on the clipboard.'),
      copyHtml: () => void this.#ask('copyHtml', 'The HTML page is on the clipboard.'),
    });
  }

  #createComparison(): Comparison {
    return new Comparison({
      scroller: this.#content,
      label: 'Prompt text',
      announce: text => {
        this.#announce(text);
      },
      onExpand: hunk => {
        this.#changeState({ expanded: [...this.#state.expanded, hunk] });
        this.#render();
        // The button is gone: the reader goes on where it stood.
        this.#comparison.focusHunk(hunk);
      },
      onPosition: (current, count) => {
        this.#toolbar.showPosition(current, count);
      },
    });
  }

  #listen(): void {
    const measured = new ResizeObserver(() => {
      const isNarrow = this.#content.clientWidth < this.#settings.inlineBelow;
      if (isNarrow === this.#isNarrow) return;
      this.#isNarrow = isNarrow;
      this.#render();
    });
    measured.observe(this.#content);
    this.#content.addEventListener('scroll', () => {
      if (this.#view !== undefined) this.#changeState({ scrollTop: this.#content.scrollTop });
    });
    document.addEventListener('keydown', event => {
      const direction = readShortcut(event);
      if (direction === undefined) return;
      event.preventDefault();
      this.#goTo(direction, true);
    });
  }

  #receiveSides(message: SidesMessage): void {
    const { prompt, settings } = message;
    if (prompt !== this.#state.prompt) this.#forgetPlace();
    this.#changeState({ prompt });
    this.#settings = settings;
    this.#isNarrow = this.#content.clientWidth < settings.inlineBelow;
    this.#heading.textContent = `Comparison of ${prompt}`;
    this.#toolbar.showSides(message);
    void this.#compare(message);
  }

  async #compare({ left, right, sample }: ComparedSides): Promise<void> {
    const question = (this.#question += 1);
    const sides = { left, right, sample };
    const isSame = isSameSides(sides, this.#state);
    if (!isSame) this.#forgetPlace();
    this.#changeState(sides);
    this.#toolbar.showRendered(sample !== null);
    this.#content.setAttribute('aria-busy', 'true');
    const answer = await this.#host.ask('compare', sides).catch(asError);
    if (question !== this.#question) return;
    performance.mark('comparison received');
    const view = answer instanceof Error ? answer : readDiffView(answer);
    this.#content.removeAttribute('aria-busy');
    if (view === undefined) this.#showFailure('The comparison could not be read.');
    else if (view instanceof Error) this.#showFailure(view.message);
    else if (!isSame || !isDeepEqual(view, this.#view)) this.#showView(view);
    performance.measure('comparison', 'comparison received');
    await this.#showSamples(question);
  }

  #showView(view: DiffView): void {
    this.#view = view;
    this.#toolbar.showSummary(view.summary);
    this.#announce(view.summary);
    const { scrollTop } = this.#state;
    if (!this.#content.contains(this.#comparison.element)) {
      this.#content.replaceChildren(this.#comparison.element, this.#samples.element);
    }
    this.#render();
    this.#content.scrollTop = scrollTop;
  }

  /** What becomes of every sample, below the documents. */
  async #showSamples(question: number): Promise<void> {
    if (this.#state.sample !== null || this.#view === undefined) {
      this.#samples.clear();
      return;
    }
    const answer = readSampleRows(await this.#host.ask('samples', this.#state).catch(asError));
    if (question !== this.#question || answer === undefined) return;
    if (answer.summary !== this.#view.summary) this.#announce(answer.summary);
    this.#toolbar.showSummary(answer.summary);
    this.#samples.show(answer.rows, this.#state.openSamples, this.#look());
    const { scrollTop } = this.#state;
    if (this.#content.scrollTop < scrollTop) this.#content.scrollTop = scrollTop;
  }

  async #rendered(sample: string): Promise<DiffView> {
    const view = readDiffView(await this.#host.ask('rendered', { ...this.#state, sample }));
    if (view === undefined) throw new Error('The comparison could not be read.');
    return view;
  }

  #showFailure(message: string): void {
    this.#view = undefined;
    this.#comparison.clear();
    this.#samples.clear();
    this.#toolbar.showSummary('');
    this.#toolbar.showPosition(undefined, 0);
    this.#toolbar.showUnchanged(false, false);
    this.#content.replaceChildren(renderFailure(message));
  }

  #look(): ComparisonLook {
    const { expanded, showsWhitespace } = this.#state;
    return { mode: this.#mode(), showsWhitespace, expanded, settings: this.#settings };
  }

  #mode(): DiffMode {
    return this.#isNarrow ? 'inline' : (this.#state.mode ?? this.#settings.mode);
  }

  #showMode(): void {
    this.#toolbar.showMode(this.#mode(), this.#isNarrow);
    this.#toolbar.showWhitespace(this.#state.showsWhitespace);
  }

  #render(): void {
    this.#showMode();
    if (this.#view === undefined) return;
    this.#comparison.show(this.#view, this.#look());
    this.#samples.restyle(this.#look());
    const isCollapsed = this.#comparison.hasCollapsed;
    const isExpanded = this.#state.expanded.length > 0;
    this.#toolbar.showUnchanged(!isCollapsed && isExpanded, isCollapsed || isExpanded);
  }

  #toggleUnchanged(): void {
    const all = this.#view?.hunks.map((_, index) => index) ?? [];
    this.#changeState({ expanded: this.#comparison.hasCollapsed ? all : [] });
    this.#render();
  }

  #goTo(direction: 1 | -1, isFocusMoved: boolean): void {
    if (!this.#comparison.goTo(direction, { isFocusMoved, isRound: true })) {
      this.#announce('There are no changes.');
    }
  }

  async #ask(type: Parameters<Host['ask']>[0], done = ''): Promise<void> {
    try {
      await this.#host.ask(type, this.#state);
      if (done !== '') this.#notify(done);
    } catch (error) {
      this.#notify(error instanceof Error ? error.message : String(error));
    }
  }

  /** Says it aloud and for a while in place of the summary. */
  #notify(text: string): void {
    this.#announce(text);
    this.#toolbar.notify(text);
  }

  #announce(text: string): void {
    this.#announcer.textContent = text;
  }

  #forgetPlace(): void {
    this.#comparison.restart();
    this.#changeState({ expanded: [], openSamples: [], scrollTop: 0 });
  }

  #changeState(change: Partial<DiffPanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#vscode.setState(this.#state);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

/** The registry changes often where it does not matter here: then focus and place stay as they are. */
function isDeepEqual(left: DiffView, right: DiffView | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right);
}

function isSameSides(sides: ComparedSides, state: ComparedSides): boolean {
  const isSamePair = sides.left === state.left && sides.right === state.right;
  return isSamePair && sides.sample === state.sample;
}

function emptyState(): DiffPanelState {
  return {
    prompt: '',
    left: '',
    right: '',
    sample: null,
    mode: null,
    showsWhitespace: false,
    expanded: [],
    openSamples: [],
    scrollTop: 0,
  };
}
