import { asError } from './connect';
import { NOTHING_SAID, type Said } from './parts/messages';

/** Long enough to be read, then out of the way. */
const SAID_FOR_MS = 4000;

/** What a page has to say about what was asked for, the same in every page. */
export class Notes {
  readonly #show: (said: Said) => void;
  #timer: number | undefined;

  constructor(show: (said: Said) => void) {
    this.#show = show;
  }

  /** What there is to say goes away by itself; an error stays until something else is said. */
  say(text: string, isError = false): void {
    window.clearTimeout(this.#timer);
    this.#show({ text, isError });
    if (isError || text === '') return;
    this.#timer = window.setTimeout(() => {
      this.#show(NOTHING_SAID);
    }, SAID_FOR_MS);
  }

  /** Says what a request resolves to, or why it was refused. Resolves to that, or to `undefined`. */
  async follow<T>(asked: Promise<T>, done = ''): Promise<T | undefined> {
    try {
      const answer = await asked;
      const text = typeof answer === 'string' ? answer : done;
      if (text !== '') this.say(text);
      return answer;
    } catch (error) {
      this.say(asError(error).message, true);
      return undefined;
    }
  }
}
