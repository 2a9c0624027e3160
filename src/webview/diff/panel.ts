import { html, nothing, render, type TemplateResult } from 'lit-html';
import type { DiffView } from '../../core/compare/sharing/view';
import {
  diffChannel,
  readDiffPanelState,
  type ComparedSides,
  type DiffPanelState,
  type DiffSideChoice,
  type Sides,
} from '../../protocol/diff';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { Notes } from '../notes';
import { button } from '../parts/button';
import { group, title, toolbar } from '../parts/layout';
import { failure, note, NOTHING_SAID, type Said } from '../parts/messages';
import { View } from '../view';
import { Comparison } from './comparison';
import { Looking, tellTrimChanges } from './looking';
import { emptyState, isSameSides, swapped } from './panelState';
import { SampleList } from './sampleList';
import { createScroller } from './scroller';
import { listenForKeys } from './shortcuts';
import {
  copyButtons,
  COPIED,
  navigation,
  sampleChoice,
  sides,
  summaryLine,
  viewButtons,
  type ChoiceGroups,
  type Position,
  type ViewActions,
} from './toolbar';

const GROUPS: ChoiceGroups<DiffSideChoice['kind']> = [
  ['working', undefined],
  ['tag', 'Tags'],
  ['version', 'Versions'],
];

interface DiffState {
  /** What is remembered over a reload. */
  readonly kept: DiffPanelState;
  /** What can be chosen. */
  readonly choices: readonly DiffSideChoice[];
  readonly samples: readonly string[];
  readonly view: DiffView | undefined;
  /** Why there is no comparison. */
  readonly problem: string | undefined;
  readonly summary: string;
  readonly position: Position;
  readonly said: Said;
  /** What is read aloud, and seen anyway. */
  readonly announced: string;
}

/** The panel: it shows what the host compares, and remembers how a person looks at it. */
export class DiffPanel {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof diffChannel>;
  readonly #content = createScroller('Comparison');
  readonly #comparison: Comparison;
  readonly #samples: SampleList;
  readonly #looking: Looking;
  readonly #view: View<DiffState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });
  /** Only the answer to the last question is shown. */
  #question = 0;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    const first: DiffState = {
      kept: readDiffPanelState(vscode.getState()) ?? emptyState(),
      ...{ choices: [], samples: [], view: undefined, problem: undefined, summary: '' },
      position: { current: undefined, count: 0 },
      ...{ said: NOTHING_SAID, announced: '' },
    };
    this.#view = new View(root, first, state => this.#page(state));
    this.#looking = new Looking({
      scroller: this.#content,
      chosen: () => this.#kept,
      choose: change => {
        this.#keep(change);
      },
      render: () => {
        this.#render();
      },
    });
    this.#comparison = this.#createComparison();
    this.#samples = this.#createSamples();
    this.#listen();
    this.#view.draw();
    this.#host = connect(vscode, diffChannel, {
      sides: told => {
        this.#receiveSides(told);
      },
    });
    void this.#notes.follow(this.#host.ask('ready', null));
  }

  #page({ kept, choices, samples, summary, position, said, announced }: DiffState): TemplateResult {
    const { prompt, sample } = kept;
    const { look, isNarrow } = this.#looking;
    const isCollapsed = this.#comparison.hasCollapsed;
    const isExpanded = kept.expanded.length > 0 || look.showsUnchanged;
    const view = {
      ...{ look, isNarrow, isWhole: !isCollapsed && isExpanded },
      hasUnchanged: this.#view.state.view !== undefined && (isCollapsed || isExpanded),
    };
    const choose = (change: Partial<ComparedSides>) =>
      void this.#compare({ ...this.#kept, ...change });
    const actions = html`<div class="actions">
      ${summaryLine(summary)}${sampleChoice(samples, sample, choose)}
      ${navigation(position, position.count === 0, this.#actions)}
      ${viewButtons(view, this.#actions)}
      ${group('Share', copyButtons(this.#actions), this.#nativeButton(sample !== null))}
    </div>`;
    const chooser = sides(choices, GROUPS, kept, choose);
    return html`${title(prompt === '' ? 'Comparison' : `Comparison of ${prompt}`)}
      ${toolbar('Comparison', chooser, actions)}${note(said)}${this.#content}
      <div class="spoken" role="status" aria-live="polite">${announced}</div>`;
  }

  #nativeButton(isDisabled: boolean): TemplateResult {
    const label = 'Open in Native Diff Editor';
    const title = isDisabled ? `${label} (documents only, not what they make of a sample)` : label;
    const look = { icon: 'diff', caption: 'Diff Editor', isFolding: true } as const;
    return button({ ...look, label, title, isDisabled }, () => {
      void this.#notes.follow(this.#host.ask('openNative', this.#sides));
    });
  }

  get #actions(): ViewActions {
    const { setMode, toggleWhitespace } = this.#looking;
    return {
      goTo: direction => {
        this.#goTo(direction, false);
      },
      ...{ setMode, toggleWhitespace, toggleTrimChanges: this.#toggleTrimChanges },
      toggleUnchanged: this.#toggleUnchanged,
      copy: form =>
        void this.#notes.follow(this.#host.ask('copy', { ...this.#sides, form }), COPIED[form]),
    };
  }

  #createComparison(): Comparison {
    return new Comparison({
      scroller: this.#content,
      label: 'Prompt text',
      announce: text => {
        this.#announce(text);
      },
      onExpand: hunk => {
        this.#keep({ expanded: [...this.#kept.expanded, hunk] });
        this.#render();
        // The button is gone: the reader goes on where it stood.
        this.#comparison.focusHunk(hunk);
      },
      onShowTrimChanges: this.#toggleTrimChanges,
      onPosition: (current, count) => {
        this.#view.change({ position: { current, count } });
      },
    });
  }

  #createSamples(): SampleList {
    return new SampleList({
      scroller: this.#content,
      announce: text => {
        this.#announce(text);
      },
      load: sample => this.#host.ask('rendered', { ...this.#sides, sample }),
      onShowTrimChanges: this.#toggleTrimChanges,
      onToggle: openSamples => {
        this.#keep({ openSamples });
      },
    });
  }

  #listen(): void {
    this.#content.addEventListener('scroll', () => {
      const { view } = this.#view.state;
      if (view !== undefined) this.#keep({ scrollTop: this.#content.scrollTop });
    });
    listenForKeys({
      next: () => {
        this.#goTo(1, true);
      },
      previous: () => {
        this.#goTo(-1, true);
      },
      mode: this.#looking.toggleMode,
      swap: () => void this.#compare(swapped(this.#kept)),
      unchanged: this.#toggleUnchanged,
      whitespace: this.#looking.toggleWhitespace,
      trim: this.#toggleTrimChanges,
    });
  }

  #receiveSides(told: Sides): void {
    const { prompt, settings, choices, samples } = told;
    if (prompt !== this.#kept.prompt) {
      this.#forgetPlace();
      this.#keep({ openSamples: [] });
    }
    this.#keep({ prompt });
    this.#view.change({ choices, samples });
    this.#looking.follow(settings);
    void this.#compare(told);
  }

  async #compare({ left, right, sample }: ComparedSides): Promise<void> {
    const question = (this.#question += 1);
    const compared = { left, right, sample };
    const isSame = isSameSides(compared, this.#kept);
    if (!isSame) this.#forgetPlace();
    this.#keep(compared);
    const { scrollTop } = this.#kept;
    this.#view.draw();
    this.#content.ariaBusy = 'true';
    const answer = await this.#host.ask('compare', compared).catch(asError);
    if (question !== this.#question) return;
    performance.mark('comparison received');
    this.#content.ariaBusy = null;
    if (answer instanceof Error) this.#showFailure(answer.message);
    else if (!isSame || !isDeepEqual(answer, this.#view.state.view)) this.#showView(answer);
    performance.measure('comparison', 'comparison received');
    await this.#showSamples(question, scrollTop);
  }

  #showView(view: DiffView): void {
    const { summary } = view;
    this.#view.keep({ view, problem: undefined, summary, announced: summary });
    const { scrollTop } = this.#kept;
    this.#render();
    this.#content.scrollTop = scrollTop;
  }

  /** What becomes of every sample, below the documents. */
  async #showSamples(question: number, scrollTop: number): Promise<void> {
    const { view, kept } = this.#view.state;
    if (kept.sample !== null || view === undefined) {
      this.#samples.clear();
      return;
    }
    const answer = await this.#host.ask('samples', this.#sides).catch(asError);
    if (question !== this.#question || answer instanceof Error) return;
    const { summary, rows } = answer;
    this.#view.change(summary === view.summary ? { summary } : { summary, announced: summary });
    await this.#samples.show(rows, kept.openSamples, this.#looking.look);
    // A place among them could not be gone to before they stood there.
    const isHigher = this.#content.scrollTop < scrollTop;
    if (question === this.#question && isHigher) this.#content.scrollTop = scrollTop;
  }

  get #kept(): DiffPanelState {
    return this.#view.state.kept;
  }

  get #sides(): ComparedSides {
    const { left, right, sample } = this.#kept;
    return { left, right, sample };
  }

  #showFailure(problem: string): void {
    this.#comparison.clear();
    this.#samples.clear();
    const position = { current: undefined, count: 0 };
    this.#view.keep({ view: undefined, problem, summary: '', position });
    this.#render();
  }

  #render(): void {
    const { view, problem, kept } = this.#view.state;
    const { look } = this.#looking;
    const shown = html`${this.#comparison.element}${this.#samples.element}`;
    const told = problem === undefined ? nothing : failure(problem);
    render(view === undefined ? told : shown, this.#content);
    if (view !== undefined) {
      this.#comparison.show(view, look, kept.expanded);
      this.#samples.restyle(look);
    }
    this.#view.draw();
  }

  readonly #toggleUnchanged = (): void => {
    this.#keep({ expanded: [] });
    this.#looking.showUnchanged(this.#comparison.hasCollapsed);
  };

  /** The stretches of equal lines are others then, and which were shown whole is forgotten. */
  readonly #toggleTrimChanges = (): void => {
    const isHidden = !this.#looking.look.hidesTrimChanges;
    this.#keep({ expanded: [] });
    this.#looking.hideTrimChanges(isHidden);
    const { hidden } = this.#comparison;
    const text = tellTrimChanges(isHidden, hidden);
    // Where something came or went, that is seen.
    if (isHidden && hidden === 0) this.#notes.say(text);
    else this.#announce(text);
  };

  #goTo(direction: 1 | -1, isFocusMoved: boolean): void {
    if (!this.#comparison.goTo(direction, { isFocusMoved, isRound: true })) {
      this.#announce('There are no changes.');
    }
  }

  #announce(announced: string): void {
    this.#view.change({ announced });
  }

  #forgetPlace(): void {
    this.#comparison.restart();
    this.#samples.clear();
    this.#keep({ expanded: [], scrollTop: 0 });
  }

  /** Remembers it; whoever needs it seen draws. */
  #keep(change: Partial<DiffPanelState>): void {
    const kept = { ...this.#kept, ...change };
    this.#view.keep({ kept });
    this.#vscode.setState(kept);
  }
}

/** The registry changes often where it does not matter here: then focus and place stay as they are. */
function isDeepEqual(left: DiffView, right: DiffView | undefined): boolean {
  return right !== undefined && JSON.stringify(left) === JSON.stringify(right);
}
