import type { SampleRow, SampleState } from '../../core/compare/telling/samples';
import type { DiffView } from '../../core/compare/sharing/view';
import { element, silent } from '../dom';
import { asError } from '../connect';
import { Comparison, type ComparisonPlace } from './comparison';
import { renderFailure } from './content';
import type { ComparisonLook } from './look';

const SIGNS: Readonly<Record<SampleState, string>> = {
  same: '=',
  changed: '~',
  nowFails: '✗',
  noLongerFails: '✓',
  fails: '✗',
};

export interface SampleListOptions extends Pick<
  ComparisonPlace,
  'scroller' | 'announce' | 'onShowTrimChanges'
> {
  /** What both sides make of a sample. */
  readonly load: (sample: string) => Promise<DiffView>;
  readonly onToggle: (open: readonly string[]) => void;
}

interface Entry {
  readonly comparison: Comparison;
  readonly expanded: Set<number>;
  view: DiffView | undefined;
}

/** Every sample of the prompt below the comparison of the documents: what becomes of it. */
export class SampleList {
  readonly element = element('section', { class: 'samples', 'aria-label': 'Rendered output' });
  readonly #options: SampleListOptions;
  readonly #entries = new Map<string, Entry>();
  #open = new Set<string>();
  #look: ComparisonLook | undefined;
  #rows = '';

  constructor(options: SampleListOptions) {
    this.#options = options;
  }

  /**
   * Shows the samples; the same ones stay where they are, with the focus in them. Resolves when the
   * comparisons of those that are open stand there.
   */
  async show(
    rows: readonly SampleRow[],
    open: readonly string[],
    look: ComparisonLook,
  ): Promise<void> {
    const printed = JSON.stringify(rows);
    if (printed !== this.#rows) this.#build(rows, open);
    this.#rows = printed;
    this.#look = look;
    const entries = [...this.#entries];
    await Promise.all(entries.map(([sample, entry]) => this.#refresh(sample, entry)));
  }

  #build(rows: readonly SampleRow[], open: readonly string[]): void {
    this.clear();
    this.#open = new Set(open);
    if (rows.length === 0) return;
    this.element.append(
      element('h2', {}, 'Rendered output'),
      ...rows.map(row => this.#renderEntry(row)),
    );
  }

  /** Shows what is open in another way. */
  restyle(look: ComparisonLook): void {
    // Other lines count as equal: the stretches between changes are others.
    const isCutAnew = look.hidesTrimChanges !== this.#look?.hidesTrimChanges;
    if (isCutAnew) for (const { expanded } of this.#entries.values()) expanded.clear();
    this.#look = look;
    for (const entry of this.#entries.values()) this.#draw(entry);
  }

  clear(): void {
    for (const { comparison } of this.#entries.values()) comparison.clear();
    this.#entries.clear();
    this.#rows = '';
    this.element.replaceChildren();
  }

  #renderEntry(row: SampleRow): HTMLElement {
    const { sample, state, summary } = row;
    const isOpen = this.#open.has(sample);
    const entry = this.#createEntry(sample);
    const content = element('div', { class: 'sample-content' }, entry.comparison.element);
    content.hidden = !isOpen;
    const toggle = element(
      'button',
      { type: 'button', class: 'sample-toggle', 'aria-expanded': isOpen ? 'true' : 'false' },
      element('span', { class: `kind ${state}` }, silent(SIGNS[state])),
      element('span', { class: 'sample-name' }, sample),
      element('span', { class: 'sample-summary' }, summary),
    );
    toggle.addEventListener('click', () => {
      content.hidden = !content.hidden;
      toggle.setAttribute('aria-expanded', content.hidden ? 'false' : 'true');
      if (content.hidden) this.#open.delete(sample);
      else this.#open.add(sample);
      this.#options.onToggle([...this.#open]);
      if (!content.hidden && entry.view === undefined) void this.#load(sample, entry);
    });
    return element('div', { class: `sample-entry ${state}` }, toggle, content);
  }

  #createEntry(sample: string): Entry {
    const { scroller, announce, onShowTrimChanges } = this.#options;
    const expanded = new Set<number>();
    const comparison = new Comparison({
      ...{ scroller, announce, onShowTrimChanges },
      label: `Rendered with ${sample}`,
      onExpand: hunk => {
        expanded.add(hunk);
        this.#draw(entry);
        comparison.focusHunk(hunk);
      },
      onPosition: () => undefined,
    });
    const entry: Entry = { comparison, expanded, view: undefined };
    this.#entries.set(sample, entry);
    return entry;
  }

  /** What is closed is asked for when it is opened: its text may be another one by then. */
  async #refresh(sample: string, entry: Entry): Promise<void> {
    if (this.#open.has(sample)) await this.#load(sample, entry);
    else entry.view = undefined;
  }

  async #load(sample: string, entry: Entry): Promise<void> {
    try {
      const view = await this.#options.load(sample);
      if (JSON.stringify(view) === JSON.stringify(entry.view)) return;
      entry.view = view;
      this.#draw(entry);
    } catch (error) {
      entry.view = undefined;
      entry.comparison.element.replaceChildren(renderFailure(asError(error).message));
    }
  }

  #draw({ comparison, view, expanded }: Entry): void {
    if (view === undefined || this.#look === undefined) return;
    comparison.show(view, this.#look, [...expanded]);
  }
}
