import { LedgerError } from '../errors';

/** Loops in loops multiply: beyond this the rendering is an accident or an attack. */
const MAX_STEPS = 3_000_000;
/** Characters, of the output and of all texts on the way to it. */
const MAX_TEXT = 64 * 1024 * 1024;

/** Counts what a rendering does, and stops one that never seems to end. */
export class Budget {
  #steps = 0;
  #text = 0;

  /** Throws `too-large`. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw tooLarge();
  }

  /** Room for a text, before it is made. Throws `too-large`. */
  reserve(length: number): void {
    this.#text += length;
    if (this.#text > MAX_TEXT) throw tooLarge();
  }

  /** Accounts for a text that was made. Throws `too-large`. */
  text(text: string): string {
    this.reserve(text.length);
    return text;
  }
}

function tooLarge(): LedgerError {
  return new LedgerError(
    'too-large',
    { maxSteps: MAX_STEPS, maxLength: MAX_TEXT },
    'Rendering this prompt with these values never seems to end. Use shorter lists and texts.',
  );
}
