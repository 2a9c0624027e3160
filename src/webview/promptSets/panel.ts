import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import {
  readSetPanelState,
  setsChannel,
  type SetChoice,
  type SetPanelState,
  type SetRow,
  type Sets,
  type SetSides,
} from '../../protocol/promptSets';
import { asError, connect, type Host, type VsCodeApi } from '../connect';
import { LazyComparison } from '../diff/lazyComparison';
import { Looking, tellTrimChanges } from '../diff/looking';
import { createScroller } from '../diff/scroller';
import { listenForKeys } from '../diff/shortcuts';
import {
  copyButtons,
  COPIED,
  navigation,
  sides,
  summaryLine,
  viewButtons,
  type ChoiceGroups,
  type ViewActions,
} from '../diff/toolbar';
import { Notes } from '../notes';
import { button } from '../parts/button';
import { group, title, toolbar } from '../parts/layout';
import { empty, failure, note, NOTHING_SAID, type Said } from '../parts/messages';
import { View } from '../view';
import { renderEntry, summaryOf, type Entry } from './entry';
import { emptyState } from './panelState';

const GROUPS: ChoiceGroups<SetChoice['kind']> = [
  ['registry', 'Registry'],
  ['environment', 'Environments'],
  ['tag', 'Tags'],
  ['git', 'Git: documents at a revision'],
];

interface SetsState {
  /** What is remembered over a reload. */
  readonly kept: SetPanelState;
  readonly choices: readonly SetChoice[];
  /** `undefined` before anything was compared. */
  readonly entries: readonly Entry[] | undefined;
  /** Why nothing could be compared. */
  readonly problem: string | undefined;
  readonly summary: string;
  readonly said: Said;
  /** What is read aloud, and seen anyway. */
  readonly announced: string;
}

/** The panel of all prompts that differ between two sides. */
export class PromptSetPanel {
  readonly #vscode: VsCodeApi;
  readonly #host: Host<typeof setsChannel>;
  readonly #content = createScroller('Prompts');
  readonly #looking: Looking;
  readonly #view: View<SetsState>;
  readonly #notes = new Notes(said => {
    this.#view.change({ said });
  });
  /** The sides and rows that are shown. */
  #rows = '';
  #current: LazyComparison | undefined;
  /** Only the answer to the last question is shown. */
  #question = 0;

  constructor(root: HTMLElement, vscode: VsCodeApi) {
    this.#vscode = vscode;
    const first: SetsState = {
      kept: readSetPanelState(vscode.getState()) ?? emptyState(),
      ...{ choices: [], entries: undefined, problem: undefined, summary: '' },
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
        for (const { comparison } of this.#entries) comparison.restyle(this.#looking.look);
        this.#view.draw();
      },
    });
    this.#listen();
    this.#view.draw();
    this.#host = connect(vscode, setsChannel, {
      sets: told => {
        this.#receive(told);
      },
    });
    void this.#notes.follow(this.#host.ask('ready', null));
  }

  #page({ kept, choices, entries, problem, summary, said, announced }: SetsState): TemplateResult {
    const { look, isNarrow } = this.#looking;
    const hasOpen = this.#entries.some(({ comparison }) => comparison.isOpen);
    const view = { look, isNarrow, isWhole: look.showsUnchanged, hasUnchanged: hasOpen };
    render(problem === undefined ? this.#list(entries) : failure(problem), this.#content);
    const chooser = sides(choices, GROUPS, kept, pair => void this.#compare(pair));
    const actions = html`<div class="actions">
      ${summaryLine(summary)}${this.#toggleAllButton(hasOpen)}
      ${navigation(undefined, !hasOpen, this.#actions)}${viewButtons(view, this.#actions)}
      ${group('Share', copyButtons(this.#actions))}
    </div>`;
    return html`${title('Comparison of all prompts')}
      ${toolbar('Comparison', chooser, actions)}${note(said)}${this.#content}
      <div class="spoken" role="status" aria-live="polite">${announced}</div>`;
  }

  #list(entries: readonly Entry[] | undefined): unknown {
    if (entries === undefined) return nothing;
    if (entries.length === 0) {
      return empty('No prompt differs between these two sides. Choose others above.');
    }
    return repeat(
      entries,
      entry => entry,
      entry =>
        renderEntry(entry, {
          onToggle: () => {
            void this.#open([entry], !entry.comparison.isOpen);
          },
          onOpenAlone: () => {
            const { left, right } = this.#kept;
            const { prompt } = entry.row;
            void this.#notes.follow(this.#host.ask('open', { left, right, prompt }));
          },
        }),
    );
  }

  /** Opens every prompt, or closes all; it says which of the two comes next. */
  #toggleAllButton(hasOpen: boolean): TemplateResult {
    const caption = hasOpen ? 'Collapse All' : 'Expand All';
    const label = `${caption} Prompts`;
    const icon = hasOpen ? 'collapse-all' : 'expand-all';
    return button({ icon, caption, label, title: `${label} (a)` }, this.#toggleAll);
  }

  get #actions(): ViewActions {
    const { setMode, toggleWhitespace } = this.#looking;
    const { left, right } = this.#kept;
    return {
      goTo: direction => {
        this.#goTo(direction, false);
      },
      ...{ setMode, toggleWhitespace, toggleTrimChanges: this.#toggleTrimChanges },
      toggleUnchanged: this.#toggleUnchanged,
      copy: form =>
        void this.#notes.follow(this.#host.ask('copy', { left, right, form }), COPIED[form]),
    };
  }

  #listen(): void {
    this.#content.addEventListener('scroll', () => {
      this.#keep({ scrollTop: this.#content.scrollTop });
    });
    listenForKeys({
      next: () => {
        this.#goTo(1, true);
      },
      previous: () => {
        this.#goTo(-1, true);
      },
      nextPrompt: () => {
        this.#goToPrompt(1);
      },
      previousPrompt: () => {
        this.#goToPrompt(-1);
      },
      allPrompts: this.#toggleAll,
      mode: this.#looking.toggleMode,
      swap: () => void this.#compare({ left: this.#kept.right, right: this.#kept.left }),
      unchanged: this.#toggleUnchanged,
      whitespace: this.#looking.toggleWhitespace,
      trim: this.#toggleTrimChanges,
    });
  }

  #receive(told: Sets): void {
    this.#view.change({ choices: told.choices });
    this.#looking.follow(told.settings);
    void this.#compare(told);
  }

  async #compare({ left, right }: SetSides): Promise<void> {
    const question = (this.#question += 1);
    const { kept } = this.#view.state;
    const isSame = left === kept.left && right === kept.right;
    const isSwapped = left === kept.right && right === kept.left;
    const open = isSwapped ? kept.open : [];
    if (!isSame) this.#keep({ left, right, open, expanded: {}, scrollTop: 0 });
    this.#view.draw();
    this.#content.ariaBusy = 'true';
    const answer = await this.#host.ask('list', { left, right }).catch(asError);
    if (question !== this.#question) return;
    this.#content.ariaBusy = null;
    if (answer instanceof Error) {
      this.#disposeEntries();
      this.#rows = '';
      this.#view.change({ entries: undefined, problem: answer.message, summary: '' });
      return;
    }
    const printed = JSON.stringify([left, right, answer]);
    const isShown = printed === this.#rows;
    this.#rows = printed;
    if (!isShown) await this.#show(answer);
    // What is open may show another text though its summary stayed.
    else for (const { comparison } of this.#entries) void comparison.refresh();
  }

  async #show(rows: readonly SetRow[]): Promise<void> {
    const { scrollTop, open, expanded } = this.#kept;
    this.#disposeEntries();
    const entries = rows.map(row => this.#createEntry(row, expanded[row.prompt] ?? []));
    const summary = summaryOf(rows);
    const opened = entries.filter(({ row }) => open.includes(row.prompt));
    const question = this.#question;
    const standing = opened.map(({ comparison }) => comparison.open(true));
    this.#view.change({ entries, problem: undefined, summary, announced: summary });
    // What is open has to stand there before its place can be gone to.
    await Promise.all(standing);
    if (question === this.#question) this.#content.scrollTop = scrollTop;
  }

  #disposeEntries(): void {
    for (const { comparison } of this.#entries) comparison.dispose();
    this.#current = undefined;
  }

  #createEntry(row: SetRow, expanded: readonly number[]): Entry {
    const { prompt } = row;
    const comparison = new LazyComparison(this.#looking.look, expanded, {
      scroller: this.#content,
      label: `Text of ${prompt}`,
      announce: text => {
        this.#announce(text);
      },
      load: () => {
        const { left, right } = this.#kept;
        return this.#host.ask('compare', { left, right, prompt });
      },
      onShowTrimChanges: this.#toggleTrimChanges,
      onExpand: hunks => {
        this.#keep({ expanded: { ...this.#kept.expanded, [prompt]: hunks } });
      },
    });
    return { row, comparison };
  }

  /** Opens these or closes them, and remembers what is open. */
  async #open(entries: readonly Entry[], isOpen: boolean): Promise<void> {
    const opened = entries.map(({ comparison }) => comparison.open(isOpen));
    const open = this.#entries.filter(({ comparison }) => comparison.isOpen);
    this.#keep({ open: open.map(({ row }) => row.prompt) });
    this.#view.draw();
    await Promise.all(opened);
  }

  get #entries(): readonly Entry[] {
    return this.#view.state.entries ?? [];
  }

  get #kept(): SetPanelState {
    return this.#view.state.kept;
  }

  /** The stretches of equal lines are others then, and which were shown whole is forgotten. */
  readonly #toggleTrimChanges = (): void => {
    const isHidden = !this.#looking.look.hidesTrimChanges;
    this.#forgetExpanded();
    this.#looking.hideTrimChanges(isHidden);
    const hidden = this.#entries.reduce((sum, { comparison }) => sum + comparison.hidden, 0);
    const text = tellTrimChanges(isHidden, hidden);
    if (isHidden && hidden === 0) this.#notes.say(text);
    else this.#announce(text);
  };

  readonly #toggleUnchanged = (): void => {
    this.#forgetExpanded();
    this.#looking.showUnchanged(!this.#looking.look.showsUnchanged);
  };

  #forgetExpanded(): void {
    this.#keep({ expanded: {} });
    for (const { comparison } of this.#entries) comparison.forgetExpanded();
  }

  readonly #toggleAll = (): void => {
    const isOpen = !this.#entries.some(({ comparison }) => comparison.isOpen);
    void this.#open(this.#entries, isOpen);
  };

  /** The next change of the prompt that is read, then the next prompt that is open. */
  #goTo(direction: 1 | -1, isFocusMoved: boolean): void {
    const open = this.#entries.map(({ comparison }) => comparison).filter(({ isOpen }) => isOpen);
    const ordered = direction === 1 ? open : [...open].reverse();
    const from = this.#current === undefined ? 0 : Math.max(ordered.indexOf(this.#current), 0);
    for (const comparison of [...ordered.slice(from), ...ordered.slice(0, from)]) {
      if (comparison !== this.#current) comparison.restart();
      if (!comparison.goTo(direction, { isFocusMoved })) continue;
      this.#current = comparison;
      return;
    }
    this.#announce(open.length === 0 ? 'Open a prompt to go through its changes.' : 'No changes.');
  }

  #goToPrompt(direction: 1 | -1): void {
    const sections = [...this.#content.querySelectorAll('.prompt-entry')];
    const at = sections.findIndex(section => section.contains(document.activeElement));
    const next = at < 0 ? (direction === 1 ? 0 : sections.length - 1) : at + direction;
    const section = sections[(next + sections.length) % sections.length];
    section?.querySelector<HTMLElement>('.prompt-toggle')?.focus();
    section?.scrollIntoView({ block: 'nearest' });
  }

  #announce(announced: string): void {
    this.#view.change({ announced });
  }

  /** Remembers it; whoever needs it seen draws. */
  #keep(change: Partial<SetPanelState>): void {
    const kept = { ...this.#kept, ...change };
    this.#view.keep({ kept });
    this.#vscode.setState(kept);
  }
}
