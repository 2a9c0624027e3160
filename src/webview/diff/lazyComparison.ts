import type { DiffView } from '../../core/compare/sharing/view';
import { asError } from '../connect';
import { Comparison, type ComparisonPlace, type Travel } from './comparison';
import type { ComparisonLook } from './look';

export interface LazyOptions extends Pick<
  ComparisonPlace,
  'scroller' | 'label' | 'announce' | 'onShowTrimChanges'
> {
  readonly load: () => Promise<DiffView>;
  /** Equal hunks that are shown whole now. */
  readonly onExpand?: (expanded: readonly number[]) => void;
}

/** A comparison among others: it is asked for when it is first opened. */
export class LazyComparison {
  readonly #comparison: Comparison;
  readonly #options: LazyOptions;
  #look: ComparisonLook;
  #expanded: readonly number[];
  #view: DiffView | undefined;
  #isOpen = false;

  constructor(look: ComparisonLook, expanded: readonly number[], options: LazyOptions) {
    this.#look = look;
    this.#expanded = expanded;
    this.#options = options;
    this.#comparison = new Comparison({
      ...options,
      onExpand: hunk => {
        this.#expanded = [...this.#expanded, hunk];
        options.onExpand?.(this.#expanded);
        this.#draw();
        this.#comparison.focusHunk(hunk);
      },
      onPosition: () => undefined,
    });
  }

  get element(): HTMLElement {
    return this.#comparison.element;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Lines that differ only in the white space around them and are not shown. */
  get hidden(): number {
    return this.#isOpen ? this.#comparison.hidden : 0;
  }

  /** Opens or closes. Resolves when what is opened stands there. */
  async open(isOpen: boolean): Promise<void> {
    this.#isOpen = isOpen;
    if (!isOpen) return;
    if (this.#view === undefined) {
      await this.#load();
      return;
    }
    // What is drawn is measured, so the page shows the place of it first.
    await Promise.resolve();
    this.#draw();
  }

  /**
   * Looks whether the text is still what is shown; the reader's place stays where it is. What is
   * closed is asked for when it is opened: its text may be another one by then.
   */
  async refresh(): Promise<void> {
    if (this.#isOpen) await this.#load();
    else this.#view = undefined;
  }

  restyle(look: ComparisonLook): void {
    // Other lines count as equal: the stretches between changes are others.
    if (look.hidesTrimChanges !== this.#look.hidesTrimChanges) this.#expanded = [];
    this.#look = look;
    this.#draw();
  }

  /** Folds what was shown whole, when it is drawn again. */
  forgetExpanded(): void {
    this.#expanded = [];
  }

  /** Goes to a change within; false when there is none left in that direction. */
  goTo(direction: 1 | -1, { isFocusMoved }: Pick<Travel, 'isFocusMoved'>): boolean {
    return this.#isOpen && this.#comparison.goTo(direction, { isFocusMoved, isRound: false });
  }

  /** Begins anew from either end. */
  restart(): void {
    this.#comparison.restart();
  }

  dispose(): void {
    this.#comparison.clear();
  }

  async #load(): Promise<void> {
    try {
      const view = await this.#options.load();
      if (JSON.stringify(view) === JSON.stringify(this.#view)) return;
      this.#view = view;
      this.#draw();
    } catch (error) {
      this.#view = undefined;
      this.#comparison.fail(asError(error).message);
    }
  }

  #draw(): void {
    if (this.#view === undefined || !this.#isOpen) return;
    this.#comparison.show(this.#view, this.#look, this.#expanded);
  }
}
