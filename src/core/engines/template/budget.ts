import { LedgerError } from '../../base/errors';
import type { Origin, Position } from './position';

/** What one rendering may do. A step takes some 0.2 µs, so these end within a second or two. */
const LIMITS: Limits = {
  steps: 5_000_000,
  /** Characters, of the output and of all texts on the way to it. */
  characters: 32 * 1024 * 1024,
  /** Items of lists and entries of dicts that are made on the way; each takes some 30 bytes. */
  items: 4 * 1024 * 1024,
};
/** Going through so many characters takes as long as a step. */
const CHARACTERS_PER_STEP = 32;

interface Limits {
  readonly steps: number;
  readonly characters: number;
  readonly items: number;
}

/** Where a rendering was when it was stopped. */
export interface StoppedAt extends Position {
  readonly origin: Origin;
}

/**
 * Counts what a rendering does and the room that it takes, and stops one that never seems to end.
 * Whatever an engine does with values is counted by what it touches, before it is done: a template
 * of a hundred characters asks for 2^40 of anything.
 */
export class Budget {
  /** Set by the engine that was stopped. */
  stoppedAt: StoppedAt | undefined;
  readonly #limits: Limits;
  readonly #total: Budget | undefined;
  #steps = 0;
  #characters = 0;
  #items = 0;

  /** Of one rendering: all templates of a document, with all that they include. */
  constructor(limits: Limits = LIMITS, total?: Budget) {
    this.#limits = limits;
    this.#total = total;
  }

  /** What several renderings may do together: a few large ones, or many as they usually are. */
  static forRenderings(): Budget {
    const { steps, characters, items } = LIMITS;
    return new Budget({ steps: 4 * steps, characters: 4 * characters, items: 4 * items });
  }

  /** The budget of one of these renderings. */
  part(): Budget {
    return new Budget(LIMITS, this);
  }

  /** Throws `too-large`. */
  spend(steps: number): void {
    this.#steps += steps;
    this.#total?.spend(steps);
    if (this.#steps > this.#limits.steps) throw tooLarge();
  }

  /** Going through so many characters once. Throws `too-large`. */
  scan(length: number): void {
    this.spend(length / CHARACTERS_PER_STEP);
  }

  /** Room for a text, before it is made. Throws `too-large`. */
  reserve(length: number): void {
    this.#characters += length;
    this.#total?.reserve(length);
    if (this.#characters > this.#limits.characters) throw tooLarge();
    this.scan(length);
  }

  /** Room for the items of a list, before it is made. Throws `too-large`. */
  hold(items: number): void {
    this.#items += items;
    this.#total?.hold(items);
    if (this.#items > this.#limits.items) throw tooLarge();
    this.spend(items / 4);
  }

  /** Accounts for a text that was made. Throws `too-large`. */
  text(text: string): string {
    this.reserve(text.length);
    return text;
  }
}

function tooLarge(): LedgerError {
  const { steps, characters, items } = LIMITS;
  return new LedgerError(
    'too-large',
    { maxSteps: steps, maxLength: characters, maxItems: items },
    'Rendering this prompt with these values never seems to end. Use shorter lists and texts.',
  );
}
