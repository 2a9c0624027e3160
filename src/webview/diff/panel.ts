import type { DiffView } from '../../core/compare/sharing/view';
import {
  diffChannel,
  readDiffPanelState,
  type ComparedSides,
  type DiffPanelState,
  type SharedForm,
  type Sides,
} from '../../protocol/diff';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { element } from '../dom';
import { Comparison } from './comparison';
import { renderFailure } from './content';
import { Looking, tellTrimChanges } from './looking';
import { emptyState, isSameSides, swapped } from './panelState';
import { SampleList } from './sampleList';
import { listenForKeys } from './shortcuts';
import { createToolbar, type Toolbar } from './toolbar';

/** The panel: it shows what the host compares, and remembers how a person looks at it. */
export class DiffPanel {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof diffChannel>;
  readonly #toolbar: Toolbar;
  readonly #heading = element('h1', { class: 'spoken' }, 'Comparison');
  readonly #content = element('div', { class: 'content', tabindex: 0, 'aria-label': 'Comparison' });
  readonly #announcer = element('div', { class: 'spoken', role: 'status', 'aria-live': 'polite' });
  readonly #comparison: Comparison;
  readonly #samples: SampleList;
  readonly #looking: Looking;
  #state: DiffPanelState;
  #view: DiffView | undefined;
  /** Only the answer to the last question is shown. */
  #question = 0;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    this.#state = readDiffPanelState(vscode.getState()) ?? emptyState();
    this.#looking = new Looking({
      scroller: this.#content,
      chosen: () => this.#state,
      choose: change => {
        this.#changeState(change);
      },
      render: () => {
        this.#render();
      },
    });
    this.#toolbar = this.#createToolbar();
    this.#comparison = this.#createComparison();
    this.#samples = new SampleList({
      scroller: this.#content,
      announce: text => {
        this.#announce(text);
      },
      load: sample => this.#host.ask('rendered', { ...this.#sides, sample }),
      onShowTrimChanges: this.#toggleTrimChanges,
      onToggle: openSamples => {
        this.#changeState({ openSamples });
      },
    });
    root.replaceChildren(this.#heading, this.#toolbar.element, this.#content, this.#announcer);
    this.#content.setAttribute('role', 'region');
    this.#listen();
    this.#toolbar.showPosition(undefined, 0);
    this.#render();
    this.#host = connect(vscode, diffChannel, {
      sides: sides => {
        this.#receiveSides(sides);
      },
    });
    void this.#ask(() => this.#host.ask('ready', null));
  }

  #createToolbar(): Toolbar {
    return createToolbar({
      choose: change => void this.#compare({ ...this.#state, ...change }),
      goTo: direction => {
        this.#goTo(direction, false);
      },
      setMode: this.#looking.setMode,
      toggleWhitespace: this.#looking.toggleWhitespace,
      toggleTrimChanges: this.#toggleTrimChanges,
      toggleUnchanged: this.#toggleUnchanged,
      openNative: () => void this.#ask(() => this.#host.ask('openNative', this.#sides)),
      copyUnified: () => void this.#copy('copyUnified', 'The unified diff is on the clipboard.'),
      copyMarkdown: () => void this.#copy('copyMarkdown', 'The Markdown is on the clipboard.'),
      copyHtml: () => void this.#copy('copyHtml', 'The HTML page is on the clipboard.'),
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
      onShowTrimChanges: this.#toggleTrimChanges,
      onPosition: (current, count) => {
        this.#toolbar.showPosition(current, count);
      },
    });
  }

  #listen(): void {
    this.#content.addEventListener('scroll', () => {
      if (this.#view !== undefined) this.#changeState({ scrollTop: this.#content.scrollTop });
    });
    listenForKeys({
      next: () => {
        this.#goTo(1, true);
      },
      previous: () => {
        this.#goTo(-1, true);
      },
      mode: this.#looking.toggleMode,
      swap: () => void this.#compare(swapped(this.#state)),
      unchanged: this.#toggleUnchanged,
      whitespace: this.#looking.toggleWhitespace,
      trim: this.#toggleTrimChanges,
    });
  }

  #receiveSides(message: Sides): void {
    const { prompt, settings } = message;
    if (prompt !== this.#state.prompt) {
      this.#forgetPlace();
      this.#changeState({ openSamples: [] });
    }
    this.#changeState({ prompt });
    this.#looking.follow(settings);
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
    const { scrollTop } = this.#state;
    this.#toolbar.showChosen(sides);
    this.#toolbar.showRendered(sample !== null);
    this.#content.setAttribute('aria-busy', 'true');
    const answer = await this.#host.ask('compare', sides).catch(asError);
    if (question !== this.#question) return;
    performance.mark('comparison received');
    this.#content.removeAttribute('aria-busy');
    if (answer instanceof Error) this.#showFailure(answer.message);
    else if (!isSame || !isDeepEqual(answer, this.#view)) this.#showView(answer);
    performance.measure('comparison', 'comparison received');
    await this.#showSamples(question, scrollTop);
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
  async #showSamples(question: number, scrollTop: number): Promise<void> {
    if (this.#state.sample !== null || this.#view === undefined) {
      this.#samples.clear();
      return;
    }
    const answer = await this.#host.ask('samples', this.#sides).catch(asError);
    if (question !== this.#question || answer instanceof Error) return;
    if (answer.summary !== this.#view.summary) this.#announce(answer.summary);
    this.#toolbar.showSummary(answer.summary);
    await this.#samples.show(answer.rows, this.#state.openSamples, this.#looking.look);
    // A place among them could not be gone to before they stood there.
    const isHigher = this.#content.scrollTop < scrollTop;
    if (question === this.#question && isHigher) this.#content.scrollTop = scrollTop;
  }

  get #sides(): ComparedSides {
    const { left, right, sample } = this.#state;
    return { left, right, sample };
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

  #render(): void {
    const { look, isNarrow } = this.#looking;
    this.#toolbar.showLook(look, isNarrow);
    if (this.#view === undefined) return;
    this.#comparison.show(this.#view, look, this.#state.expanded);
    this.#samples.restyle(look);
    const isCollapsed = this.#comparison.hasCollapsed;
    const isExpanded = this.#state.expanded.length > 0 || look.showsUnchanged;
    this.#toolbar.showUnchanged(!isCollapsed && isExpanded, isCollapsed || isExpanded);
  }

  readonly #toggleUnchanged = (): void => {
    this.#changeState({ expanded: [] });
    this.#looking.showUnchanged(this.#comparison.hasCollapsed);
  };

  /** The stretches of equal lines are others then, and which were shown whole is forgotten. */
  readonly #toggleTrimChanges = (): void => {
    const isHidden = !this.#looking.look.hidesTrimChanges;
    this.#changeState({ expanded: [] });
    this.#looking.hideTrimChanges(isHidden);
    const { hidden } = this.#comparison;
    // Where something came or went, that is seen.
    const tell = isHidden && hidden === 0 ? this.#notify : this.#announce;
    tell.call(this, tellTrimChanges(isHidden, hidden));
  };

  #goTo(direction: 1 | -1, isFocusMoved: boolean): void {
    if (!this.#comparison.goTo(direction, { isFocusMoved, isRound: true })) {
      this.#announce('There are no changes.');
    }
  }

  #copy(form: SharedForm, done: string): Promise<void> {
    return this.#ask(() => this.#host.ask('copy', { ...this.#sides, form }), done);
  }

  async #ask(ask: () => Promise<unknown>, done = ''): Promise<void> {
    try {
      await ask();
      if (done !== '') this.#notify(done);
    } catch (error) {
      this.#notify(asError(error).message);
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
    this.#samples.clear();
    this.#changeState({ expanded: [], scrollTop: 0 });
  }

  #changeState(change: Partial<DiffPanelState>): void {
    this.#state = { ...this.#state, ...change };
    this.#vscode.setState(this.#state);
  }
}

/** The registry changes often where it does not matter here: then focus and place stay as they are. */
function isDeepEqual(left: DiffView, right: DiffView | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right);
}
