import { nothing, render, type TemplateResult } from 'lit-html';

/** Rows of one hunk that are drawn together; a long hunk has several. */
export interface Slice {
  readonly hunk: number;
  readonly start: number;
  readonly endExclusive: number;
  /** How many rows of the table stand above. */
  readonly rowsAbove: number;
}

export interface PagesOptions {
  readonly slices: readonly Slice[];
  /** The height that a slice will probably take, in pixels. */
  readonly estimate: (slice: Slice) => number;
  readonly draw: (slice: Slice) => TemplateResult;
  readonly scroller: HTMLElement;
}

interface Page {
  readonly element: HTMLElement;
  readonly slices: readonly Slice[];
  isDrawn: boolean;
}

const ROWS_PER_PAGE = 40;
/** Pages this close to what is seen are drawn before they are reached. */
const MARGIN = '1200px 0px';

/**
 * Draws of a long table what is seen and what is near. The rest keeps its place by its height: what
 * it had when it was drawn, and what it will probably have before that.
 */
export class Pages {
  readonly elements: readonly HTMLElement[];
  readonly #pages: readonly Page[];
  readonly #byElement = new Map<Element, Page>();
  readonly #options: PagesOptions;
  readonly #observer: IntersectionObserver;

  constructor(options: PagesOptions) {
    this.#options = options;
    this.#pages = cutPages(options.slices).map(slices => this.#createPage(slices));
    this.elements = this.#pages.map(page => page.element);
    // `scrollMargin` reaches through the scrolling element; where it is unknown, pages come later.
    const init = { root: document, rootMargin: MARGIN, scrollMargin: MARGIN };
    this.#observer = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        const page = this.#byElement.get(target);
        if (page === undefined) continue;
        if (isIntersecting) this.#draw(page);
        else this.#clear(page);
      }
    }, init);
  }

  /** Draws what will be seen first, at once; the rest when it comes near. */
  start(): void {
    const { scroller } = this.#options;
    const first = this.#pages[0]?.element;
    const above = first === undefined ? 0 : first.getBoundingClientRect().top;
    const end = scroller.getBoundingClientRect().bottom;
    let top = above;
    for (const page of this.#pages) {
      const height = page.slices.reduce((sum, slice) => sum + this.#options.estimate(slice), 0);
      if (top + height >= 0 && top < end) this.#draw(page);
      top += height;
      if (top >= end) break;
    }
    for (const page of this.#pages) this.#observer.observe(page.element);
  }

  /** Draws anew what is drawn. */
  redraw(): void {
    for (const page of this.#pages) if (page.isDrawn) this.#render(page);
  }

  stop(): void {
    this.#observer.disconnect();
  }

  /** The row group of a hunk, drawn; `row` chooses among the parts of a long one. */
  reveal(hunk: number, row = 0): HTMLElement | undefined {
    const page = this.#pages.find(({ slices }) =>
      slices.some(slice => slice.hunk === hunk && row >= slice.start && row < slice.endExclusive),
    );
    if (page === undefined) return undefined;
    this.#draw(page);
    return page.element.querySelector<HTMLElement>(`[data-hunk="${hunk}"]`) ?? undefined;
  }

  #createPage(slices: readonly Slice[]): Page {
    const made = document.createElement('div');
    made.className = 'page';
    made.role = 'presentation';
    const height = slices.reduce((sum, slice) => sum + this.#options.estimate(slice), 0);
    made.style.height = `${height}px`;
    const page: Page = { element: made, slices, isDrawn: false };
    this.#byElement.set(made, page);
    return page;
  }

  #draw(page: Page): void {
    if (page.isDrawn) return;
    page.isDrawn = true;
    this.#render(page);
    page.element.style.height = '';
  }

  #render({ element, slices }: Page): void {
    render(slices.map(this.#options.draw), element);
  }

  /** Leaves what a person is in: the focus, or a selection to be copied. */
  #clear(page: Page): void {
    if (!page.isDrawn || page.element.contains(document.activeElement)) return;
    const selection = document.getSelection();
    if (selection?.isCollapsed === false && selection.containsNode(page.element, true)) return;
    page.element.style.height = `${page.element.offsetHeight}px`;
    page.isDrawn = false;
    render(nothing, page.element);
  }
}

function cutPages(slices: readonly Slice[]): Slice[][] {
  const pages: Slice[][] = [];
  let rows = ROWS_PER_PAGE;
  for (const slice of slices) {
    if (rows >= ROWS_PER_PAGE) {
      pages.push([]);
      rows = 0;
    }
    pages.at(-1)?.push(slice);
    rows += slice.endExclusive - slice.start;
  }
  return pages;
}

/** Cuts the rows of every hunk into slices that a page can hold. */
export function cutSlices(groups: readonly { hunk: number; rows: readonly unknown[] }[]): Slice[] {
  const slices: Slice[] = [];
  let rowsAbove = 0;
  for (const { hunk, rows } of groups) {
    for (let start = 0; start < rows.length; start += ROWS_PER_PAGE) {
      const endExclusive = Math.min(start + ROWS_PER_PAGE, rows.length);
      slices.push({ hunk, start, endExclusive, rowsAbove: rowsAbove + start });
    }
    rowsAbove += rows.length;
  }
  return slices;
}
