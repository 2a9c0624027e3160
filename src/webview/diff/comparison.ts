import { html, nothing, render } from 'lit-html';
import type { ChangeRow, DiffView } from '../../core/compare/sharing/view';
import { withoutTrimChanges } from '../../core/compare/structure/trimmed';
import { failure } from '../parts/messages';
import { Body } from './body';
import { renderChangeList } from './changeList';
import { renderHidden, renderRemarks } from './content';
import { renderFrontMatter } from './frontMatterTable';
import type { ComparisonLook } from './look';
import { listStops, type Stop } from './stops';

/** Where a comparison stands, and whom it tells. */
export interface ComparisonPlace {
  /** The element that scrolls. */
  readonly scroller: HTMLElement;
  /** What the table of lines is called aloud. */
  readonly label: string;
  readonly announce: (text: string) => void;
  readonly onExpand: (hunk: number) => void;
  /** Somebody wants to see the lines that differ only in the white space around them. */
  readonly onShowTrimChanges: () => void;
  /** The change that the reader is at, and how many there are. */
  readonly onPosition: (current: number | undefined, count: number) => void;
}

/** How long the heights of pages may change after a jump. */
const SETTLING_FRAMES = 12;

/** How to go from change to change. */
export interface Travel {
  readonly isFocusMoved: boolean;
  /** After the last change comes the first. */
  readonly isRound: boolean;
}

/** One comparison below a toolbar: what changed, the settings, and the lines. */
export class Comparison {
  readonly element = document.createElement('div');
  readonly #place: ComparisonPlace;
  readonly #unfolded = new Set<string>();
  /** What is compared, and what is shown of it. */
  #compared: DiffView | undefined;
  #view: DiffView | undefined;
  #hidden = 0;
  #body: Body | undefined;
  #stops: readonly Stop[] = [];
  #current: number | undefined;

  constructor(place: ComparisonPlace) {
    this.#place = place;
  }

  get hasCollapsed(): boolean {
    return this.#body?.hasCollapsed ?? false;
  }

  /** Lines that differ only in the white space around them and are not shown. */
  get hidden(): number {
    return this.#hidden;
  }

  /**
   * Shows a comparison, or the same one in another way. The change the reader is at stays.
   * `expanded` are the indexes of equal hunks that are shown whole.
   */
  show(compared: DiffView, look: ComparisonLook, expanded: readonly number[]): void {
    const view = this.#take(compared, look);
    this.#body?.stop();
    this.#body = view.identical ? undefined : this.#createBody(view, look, expanded);
    const changes = renderChangeList(view, change => {
      this.#goToChange(change);
    });
    render(
      html`${renderRemarks(view)}${renderHidden(this.#hidden, this.#place.onShowTrimChanges)}${changes}${renderFrontMatter(
        view,
      )}${this.#body?.template ?? nothing}`,
      this.element,
    );
    this.#body?.start();
    this.#markCurrent();
  }

  #take(compared: DiffView, { hidesTrimChanges }: ComparisonLook): DiffView {
    const trimmed = hidesTrimChanges ? withoutTrimChanges(compared.hunks, compared) : undefined;
    const hidden = trimmed?.hidden ?? 0;
    if (compared === this.#compared && hidden === this.#hidden && this.#view !== undefined) {
      return this.#view;
    }
    const view = trimmed === undefined ? compared : { ...compared, hunks: trimmed.hunks };
    [this.#compared, this.#view, this.#hidden] = [compared, view, hidden];
    this.#stops = listStops(view);
    if ((this.#current ?? 0) >= this.#stops.length) this.#current = undefined;
    return view;
  }

  /** Forgets which change the reader is at: other sides are compared. */
  restart(): void {
    this.#current = undefined;
    this.#unfolded.clear();
  }

  /** Shows why there is no comparison. */
  fail(message: string): void {
    this.clear();
    render(failure(message), this.element);
  }

  /** Shows nothing any more. */
  clear(): void {
    this.#body?.stop();
    this.#body = undefined;
    this.#compared = undefined;
    this.#view = undefined;
    this.#hidden = 0;
    this.#stops = [];
    this.#current = undefined;
    render(nothing, this.element);
  }

  /** Puts the focus on a stretch that was expanded. */
  focusHunk(hunk: number): void {
    this.#body?.reveal(hunk)?.focus({ preventScroll: true });
  }

  /** Goes to the next change or the one before; false when there is none and `isRound` is not set. */
  goTo(direction: 1 | -1, { isFocusMoved, isRound }: Travel): boolean {
    const { length } = this.#stops;
    const next = (this.#current ?? (direction === 1 ? -1 : length)) + direction;
    const isInside = this.#stops[next] !== undefined;
    if (length === 0 || (!isInside && !isRound)) return false;
    this.#current = (next + length) % length;
    const target = this.#markCurrent();
    this.#announceCurrent();
    if (target !== undefined) this.#bringIntoView(target, isFocusMoved);
    return true;
  }

  #announceCurrent(): void {
    const place = `Change ${(this.#current ?? 0) + 1} of ${this.#stops.length}`;
    this.#place.announce(`${place}: ${this.#stops[this.#current ?? -1]?.description ?? ''}`);
  }

  #createBody(view: DiffView, look: ComparisonLook, expanded: readonly number[]): Body {
    const { context, minimumCollapsed, wrapsLines, showsMoves } = look.settings;
    const whole = new Set(expanded);
    return new Body(view, {
      mode: look.mode,
      showsWhitespace: look.showsWhitespace,
      unfolded: this.#unfolded,
      ...{ context, minimumCollapsed, wrapsLines, showsMoves },
      scroller: this.#place.scroller,
      label: this.#place.label,
      isExpanded: hunk => look.showsUnchanged || whole.has(hunk),
      isCurrent: hunk => this.#stops[this.#current ?? -1]?.target === hunk,
      expand: this.#place.onExpand,
    });
  }

  #goToChange({ leftLine, rightLine }: ChangeRow): void {
    const view = this.#view;
    if (view === undefined) return;
    const target =
      rightLine === undefined
        ? this.#body?.revealLine('left', (leftLine ?? 1) - view.left.firstLine)
        : this.#body?.revealLine('right', rightLine - view.right.firstLine);
    if (target !== undefined) this.#bringIntoView(target, true);
  }

  #bringIntoView(target: HTMLElement, isFocusMoved: boolean): void {
    if (isFocusMoved) target.focus({ preventScroll: true });
    const isTall = target.offsetHeight > this.#place.scroller.clientHeight * 0.8;
    const block = isTall ? 'start' : 'center';
    target.scrollIntoView({ block });
    this.#keepInView(target, block, SETTLING_FRAMES);
  }

  /** Pages above get their true heights in the next frames, and push what is read away. */
  #keepInView(target: HTMLElement, block: ScrollLogicalPosition, frames: number): void {
    if (frames === 0) return;
    const { top } = target.getBoundingClientRect();
    requestAnimationFrame(() => {
      const hasMoved = Math.abs(target.getBoundingClientRect().top - top) > 1;
      if (hasMoved) target.scrollIntoView({ block });
      this.#keepInView(target, block, frames - 1);
    });
  }

  #markCurrent(): HTMLElement | undefined {
    this.#place.onPosition(this.#current, this.#stops.length);
    this.element.querySelector('.current')?.classList.remove('current');
    const stop = this.#stops[this.#current ?? -1]?.target;
    if (stop === undefined) return undefined;
    const table = this.element.querySelector<HTMLElement>('[data-stop="frontMatter"]') ?? undefined;
    const target = stop === 'frontMatter' ? table : this.#body?.reveal(stop);
    target?.classList.add('current');
    return target;
  }
}
