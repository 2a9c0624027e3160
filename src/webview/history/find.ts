import { button, element } from '../dom';

interface FindEvents {
  /** Another text is looked for; the empty text ends it. */
  onFind(text: string): void;
  /** To the version at a place. */
  onGo(place: number): void;
  /** Where the keyboard is now. */
  active(): number;
  onClose(): void;
}

/** Looks for a text in the whole history, also where the list is not scrolled to. */
export class FindBar {
  readonly element: HTMLElement;
  readonly #events: FindEvents;
  readonly #input = element('input', {
    type: 'text',
    'aria-label': 'Find in messages, authors, tags, numbers and ids',
    placeholder: 'Message, author, tag, v12 or id',
    spellcheck: 'false',
  });
  readonly #count = element('span', { class: 'found', role: 'status' });
  #places: readonly number[] = [];
  /** Typing goes to the first place by itself; a history that grew does not move anybody. */
  #isTyped = false;

  constructor(events: FindEvents) {
    this.#events = events;
    this.element = element(
      'div',
      { class: 'find', role: 'search' },
      this.#input,
      this.#count,
      button(
        { icon: 'previous', label: 'Previous Match', title: 'Previous Match (Shift+Enter)' },
        () => {
          this.#step(-1);
        },
      ),
      button({ icon: 'next', label: 'Next Match', title: 'Next Match (Enter)' }, () => {
        this.#step(1);
      }),
      button({ icon: 'close', label: 'Close Find', title: 'Close (Escape)' }, () => {
        this.close();
      }),
    );
    this.element.hidden = true;
    this.#input.addEventListener('input', () => {
      this.#isTyped = true;
      events.onFind(this.text);
    });
    this.element.addEventListener('keydown', event => {
      if (event.key === 'Escape') this.close();
      else if (event.key === 'Enter' && event.target === this.#input) {
        this.#step(event.shiftKey ? -1 : 1);
      } else return;
      event.preventDefault();
    });
  }

  /** What is looked for; empty while nothing is. */
  get text(): string {
    return this.element.hidden ? '' : this.#input.value.trim();
  }

  /** Opens with a text that is already there, and takes the keyboard where a person asked for it. */
  open(text: string | undefined, isAsked: boolean): void {
    this.element.hidden = false;
    if (text !== undefined) this.#input.value = text;
    if (isAsked) {
      this.#input.focus();
      if (text === undefined) this.#input.select();
    }
    this.#isTyped = isAsked;
    if (this.text !== '') this.#events.onFind(this.text);
  }

  close(): void {
    if (this.element.hidden) return;
    this.element.hidden = true;
    this.#places = [];
    this.#events.onFind('');
    this.#events.onClose();
  }

  /** Asks again: the history is another. */
  again(): void {
    this.#isTyped = false;
    if (this.text !== '') this.#events.onFind(this.text);
  }

  /** The answer of the extension. */
  show(text: string, places: readonly number[]): void {
    if (text !== this.text) return;
    this.#places = places;
    const active = this.#events.active();
    const first = places.find(place => place >= active) ?? places[0];
    if (this.#isTyped && first !== undefined) this.#events.onGo(first);
    this.#isTyped = false;
    this.#tell();
  }

  #step(by: 1 | -1): void {
    const active = this.#events.active();
    const next =
      by === 1
        ? (this.#places.find(place => place > active) ?? this.#places[0])
        : (this.#places.findLast(place => place < active) ?? this.#places.at(-1));
    if (next !== undefined) this.#events.onGo(next);
    this.#tell();
  }

  #tell(): void {
    const at = this.#places.indexOf(this.#events.active());
    const count = this.#places.length;
    this.#count.textContent =
      this.text === ''
        ? ''
        : count === 0
          ? 'No results'
          : `${at < 0 ? '?' : at + 1} of ${count.toLocaleString('en')}`;
  }
}
