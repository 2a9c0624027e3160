import { normalizeSource } from '../core/prompt/document/documentSource';
import { LedgerError } from '../core/base/errors';
import { withOutcome } from '../core/base/ioFailure';
import { parsePromptName, type PromptName } from '../core/base/names';
import type { Ledger } from './ledger';
import { stateOf } from './listing';
import type { PromptState, DocumentState } from '../core/ledger/derive/model';

/** A document that comes from somewhere else. */
export interface ImportedDocument {
  readonly prompt: string;
  readonly source: string;
}

export interface ImportInput {
  readonly documents: readonly ImportedDocument[];
  /** Also over working documents that say something else. */
  readonly force?: boolean | undefined;
}

/** What became of an imported document: how its working document stands now. */
export interface ImportResult {
  readonly prompt: string;
  readonly state: DocumentState;
}

interface Planned {
  readonly name: PromptName;
  readonly source: string;
  readonly isWritten: boolean;
  readonly state: PromptState;
}

/**
 * Makes working documents of documents from elsewhere; commits nothing. Throws `name-taken` before
 * anything is written where a prompt has a working document that says something else (unless
 * `force`), `invalid-name`, `invalid-argument`; `io`, which names what was written before it.
 */
export async function importDocuments(
  ledger: Ledger,
  { documents, force = false }: ImportInput,
): Promise<readonly ImportResult[]> {
  await ledger.config();
  const names = new Set<string>();
  const planned: Planned[] = [];
  for (const { prompt, source } of documents) {
    if (names.has(prompt)) throw givenTwice(prompt);
    names.add(prompt);
    planned.push(await plan(ledger, parsePromptName(prompt), normalizeSource(source), force));
  }
  await writeAll(
    ledger,
    planned.filter(({ isWritten }) => isWritten),
  );
  return planned.map(({ name, source, state }) => ({
    prompt: name,
    state: stateOf(source, state),
  }));
}

/** What a failure leaves behind is told, and the same import does the rest. */
async function writeAll(ledger: Ledger, planned: readonly Planned[]): Promise<void> {
  const written: string[] = [];
  for (const { name, source } of planned) {
    try {
      await ledger.writeDocument(name, source);
      written.push(name);
    } catch (error) {
      if (!(error instanceof LedgerError) || written.length === 0) throw error;
      const outcome = `Imported: ${written.join(', ')}. Import again to do the rest.`;
      throw withOutcome(error, outcome);
    }
  }
}

async function plan(
  ledger: Ledger,
  prompt: PromptName,
  source: string,
  force: boolean,
): Promise<Planned> {
  const { name, state } = await ledger.prompt(prompt);
  if (name !== prompt) {
    throw new LedgerError(
      'name-taken',
      { prompt, current: name },
      `"${prompt}" is a former name of "${name}". Import it under another name.`,
    );
  }
  const known = await ledger.document(name);
  const isWritten = known?.text !== source;
  if (known === undefined || !isWritten || force) return { name, source, isWritten, state };
  throw new LedgerError(
    'name-taken',
    { prompt },
    `The prompt "${prompt}" has a working document that says something else. Import it under another name, or force it.`,
  );
}

function givenTwice(prompt: string): LedgerError {
  return new LedgerError(
    'invalid-argument',
    { prompt },
    `Two imported prompts would be called "${prompt}". Import them one by one, each under a name.`,
  );
}
