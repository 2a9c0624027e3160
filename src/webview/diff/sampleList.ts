import { html, nothing, render, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { DiffView } from '../../core/compare/sharing/view';
import type { SampleRow, SampleState } from '../../core/compare/telling/samples';
import { icon } from '../parts/icon';
import { silent } from '../parts/text';
import type { ComparisonPlace } from './comparison';
import { LazyComparison } from './lazyComparison';
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

/** Every sample of the prompt below the comparison of the documents: what becomes of it. */
export class SampleList {
  readonly element = document.createElement('section');
  readonly #options: SampleListOptions;
  readonly #entries = new Map<string, LazyComparison>();
  #rows: readonly SampleRow[] = [];

  constructor(options: SampleListOptions) {
    this.#options = options;
    this.element.className = 'samples';
    this.element.ariaLabel = 'Rendered output';
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
    const isSame = JSON.stringify(rows) === JSON.stringify(this.#rows);
    if (!isSame) this.clear();
    this.#rows = rows;
    const made = rows.map(({ sample }) => {
      const known = this.#entries.get(sample);
      const entry = known ?? this.#createEntry(sample, look);
      return known === undefined ? entry.open(open.includes(sample)) : entry.refresh();
    });
    this.#draw();
    await Promise.all(made);
  }

  /** Shows what is open in another way. */
  restyle(look: ComparisonLook): void {
    for (const entry of this.#entries.values()) entry.restyle(look);
  }

  clear(): void {
    for (const entry of this.#entries.values()) entry.dispose();
    this.#entries.clear();
    this.#rows = [];
    this.#draw();
  }

  #createEntry(sample: string, look: ComparisonLook): LazyComparison {
    const { load, ...place } = this.#options;
    const label = `Rendered with ${sample}`;
    const entry = new LazyComparison(look, [], { ...place, label, load: () => load(sample) });
    this.#entries.set(sample, entry);
    return entry;
  }

  #draw(): void {
    const rows = repeat(
      this.#rows,
      ({ sample }) => sample,
      row => this.#entry(row),
    );
    const isEmpty = this.#rows.length === 0;
    render(isEmpty ? nothing : html`<h2>Rendered output</h2>${rows}`, this.element);
  }

  #entry({ sample, state, summary }: SampleRow): TemplateResult | typeof nothing {
    const entry = this.#entries.get(sample);
    if (entry === undefined) return nothing;
    const onToggle = (): void => {
      void entry.open(!entry.isOpen);
      const open = [...this.#entries].flatMap(([name, { isOpen }]) => (isOpen ? [name] : []));
      this.#options.onToggle(open);
      this.#draw();
    };
    const content = [
      html`<span class="kind ${state}">${silent(SIGNS[state])}</span>`,
      html`<span class="sample-name">${sample}</span>`,
      html`<span class="sample-summary">${summary}</span>`,
    ];
    return html`<div class="sample-entry ${state}">
      ${toggle({ isOpen: entry.isOpen, content }, onToggle)}
      <div class="sample-content" ?hidden=${!entry.isOpen}>${entry.element}</div>
    </div>`;
  }
}

export interface ToggleLook {
  readonly isOpen: boolean;
  readonly content: unknown;
  readonly look?: string;
}

/** The line of something that opens below it. */
export function toggle(
  { isOpen, content, look = '' }: ToggleLook,
  onToggle: () => void,
): TemplateResult {
  return html`<button
    type="button" class="sample-toggle ${look}" aria-expanded=${isOpen} @click=${onToggle}
  >${icon('chevron-right')}${content}</button>`;
}
