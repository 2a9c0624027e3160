/** Rows that are there before and after those that can be seen: scrolling shows no blank. */
const AROUND = 6;
/** Narrower than this, a version takes three lines instead of two. */
const NARROW = 640;
/** The room above and below the lines of a row, as the style sheet has it. */
const PADDING = 8;

interface ViewportEvents {
  /** Shows the rows at these places, each `height` pixels high, and no others. */
  readonly draw: (places: readonly number[], height: number) => void;
  /** Other rows can be seen; `to` is not among them. */
  readonly onLook: (from: number, to: number) => void;
}

/**
 * Rows of one height in a list that scrolls, of which only those exist that can be seen, and the one
 * where the keyboard is. A list of ten thousand opens as fast as one of ten.
 */
export class Viewport {
  readonly #scroller: HTMLElement;
  readonly #list: HTMLElement;
  readonly #events: ViewportEvents;
  #count = 0;
  #height = 1;
  #kept = 0;
  #isWaiting = false;
  #seen = '';

  constructor(scroller: HTMLElement, list: HTMLElement, events: ViewportEvents) {
    this.#scroller = scroller;
    this.#list = list;
    this.#events = events;
    scroller.addEventListener('scroll', () => {
      this.#drawSoon();
    });
    new ResizeObserver(() => {
      this.#measure();
    }).observe(scroller);
  }

  /** The place of the first row that can be seen whole, or in part. */
  get top(): number {
    return Math.floor(this.#scroller.scrollTop / this.#height);
  }

  /** How many rows fit. */
  get page(): number {
    return Math.max(1, Math.floor(this.#scroller.clientHeight / this.#height) - 1);
  }

  /** Shows another number of rows, from this place on. */
  show(count: number, top: number): void {
    this.#count = count;
    this.#seen = '';
    this.#measure();
    this.#scroller.scrollTop = top * this.#height;
    this.draw();
  }

  /** Keeps a row in the page wherever the list is scrolled to. */
  keep(at: number): void {
    this.#kept = at;
    this.draw();
  }

  /** Scrolls as little as is needed to see a row whole. */
  reveal(at: number): void {
    const [top, bottom] = [at * this.#height, (at + 1) * this.#height];
    const { scrollTop, clientHeight } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.#scroller.scrollTop = bottom - clientHeight;
    this.draw();
  }

  /** Zoom, another font or another width change what a row needs; the same rows stay in view. */
  #measure(): void {
    const { top } = this;
    const isNarrow = this.#scroller.clientWidth < NARROW;
    this.#list.classList.toggle('narrow', isNarrow);
    const line = parseFloat(getComputedStyle(this.#list).lineHeight) || 1;
    const height = Math.ceil(line * (isNarrow ? 3 : 2)) + PADDING;
    this.#list.style.setProperty('--row-height', `${height}px`);
    this.#list.style.setProperty('height', `${this.#count * height}px`);
    if (height !== this.#height) {
      this.#height = height;
      this.#scroller.scrollTop = top * height;
    }
    this.draw();
  }

  #drawSoon(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.draw();
    });
  }

  /** Shows what can be seen now. */
  draw(): void {
    const { scrollTop, clientHeight } = this.#scroller;
    const first = Math.max(0, this.top - AROUND);
    const end = Math.ceil((scrollTop + clientHeight) / this.#height) + AROUND;
    const last = Math.min(this.#count, end);
    const places = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
    // In the order of the list, which is the order in which they are read.
    if (this.#kept < first) places.unshift(this.#kept);
    else if (this.#kept >= last && this.#kept < this.#count) places.push(this.#kept);
    this.#events.draw(places, this.#height);
    const seen = `${first} ${last}`;
    if (seen === this.#seen || last <= first) return;
    this.#seen = seen;
    this.#events.onLook(first, last);
  }
}
