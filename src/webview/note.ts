import { asError } from './connect';
import { element } from './dom';

/** Long enough to be read, then out of the way. */
const NOTE_FOR_MS = 4000;

/** The line of a page that says what came of a request. */
export class Note {
  readonly element = element('p', { class: 'note', role: 'status' });
  #timer: number | undefined;

  /** What there is to say goes away by itself; an error stays until something else is said. */
  say(text: string, isError = false): void {
    window.clearTimeout(this.#timer);
    this.element.textContent = text;
    this.element.classList.toggle('error', isError);
    if (isError || text === '') return;
    this.#timer = window.setTimeout(() => {
      this.element.textContent = '';
    }, NOTE_FOR_MS);
  }

  /** Says what a request resolves to, or why it was refused. */
  follow(asked: Promise<string | null>): void {
    asked.then(
      text => {
        if (text !== null && text !== '') this.say(text);
      },
      (error: unknown) => {
        this.say(asError(error).message, true);
      },
    );
  }
}
