import { LedgerError } from '../../base/errors';

/** Prompts that include two others each reach a million in twenty steps. */
const MAX_DOCUMENTS = 1000;
/** Of all that is included, counted each time that another way leads to it. */
const MAX_CHARACTERS = 4 * 1024 * 1024;

/** What one prompt may include, whatever of it is shown: each is read, and its places are kept. */
export class IncludeAllowance {
  #documents = 1;
  #characters = 0;

  /** Takes in one more text. Throws `too-large`. */
  take(length: number): void {
    this.#documents += 1;
    this.#characters += length;
    if (this.#documents > MAX_DOCUMENTS) throw tooLarge(`more than ${MAX_DOCUMENTS} others`);
    if (this.#characters > MAX_CHARACTERS) throw tooLarge('more than 4 MB of other prompts');
  }
}

function tooLarge(what: string): LedgerError {
  return new LedgerError(
    'too-large',
    { maxDocuments: MAX_DOCUMENTS, maxLength: MAX_CHARACTERS },
    `This prompt includes ${what}. Include fewer.`,
  );
}
