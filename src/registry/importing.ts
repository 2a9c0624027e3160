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
  /** What somebody agreed to replace: the working document as it was then. */
  readonly over?: { readonly text: string | undefined };
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

/**
 * What an import would do to a prompt: make it (`created`), change the text of one whose present text is
 * committed (`changed`), nothing (`unchanged`), or overwrite a text that no version holds (`conflict`). It is
 * refused where another prompt was called so before (`former`).
 */
export type ImportEffect = 'created' | 'changed' | 'unchanged' | 'conflict' | 'former';

/** What an import would do, before it does it. */
export interface ImportPlan {
  readonly prompt: string;
  readonly effect: ImportEffect;
  /** The working document as it is now, where there is one. */
  readonly before: string | undefined;
  /** What it would be. */
  readonly source: string;
}

interface Planned extends ImportPlan {
  readonly prompt: PromptName;
  /** What it is called now. */
  readonly current: PromptName;
  readonly state: PromptState;
}

/**
 * What an import of these documents would do to each prompt; writes nothing. Throws `invalid-name`,
 * `invalid-argument`, `io`.
 */
export function planImport(
  ledger: Ledger,
  documents: readonly ImportedDocument[],
): Promise<readonly ImportPlan[]> {
  return planAll(ledger, documents);
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
  const planned = await planAll(ledger, documents);
  planned.forEach((plan, at) => {
    requireFree(plan, documents[at]?.over, force);
  });
  await writeAll(
    ledger,
    planned.filter(({ effect }) => effect !== 'unchanged'),
  );
  return planned.map(({ prompt, source, state }) => ({ prompt, state: stateOf(source, state) }));
}

async function planAll(
  ledger: Ledger,
  documents: readonly ImportedDocument[],
): Promise<readonly Planned[]> {
  const names = new Set<string>();
  const planned: Planned[] = [];
  for (const { prompt, source } of documents) {
    if (names.has(prompt)) throw givenTwice(prompt);
    names.add(prompt);
    planned.push(await plan(ledger, parsePromptName(prompt), normalizeSource(source)));
  }
  return planned;
}

/** What a failure leaves behind is told, and the same import does the rest. */
async function writeAll(ledger: Ledger, planned: readonly Planned[]): Promise<void> {
  const written: string[] = [];
  for (const { prompt, source } of planned) {
    try {
      await ledger.writeDocument(prompt, source);
      written.push(prompt);
    } catch (error) {
      if (!(error instanceof LedgerError) || written.length === 0) throw error;
      const outcome = `Imported: ${written.join(', ')}. Import again to do the rest.`;
      throw withOutcome(error, outcome);
    }
  }
}

async function plan(ledger: Ledger, prompt: PromptName, source: string): Promise<Planned> {
  const { name: current, state } = await ledger.prompt(prompt);
  const before = (await ledger.document(current))?.text;
  const effect = current === prompt ? effectOf(before, source, state) : 'former';
  return { prompt, current, source, state, before, effect };
}

/** Throws `name-taken` for what would be lost: unless it is forced, and what was agreed to is still so. */
function requireFree(
  { prompt, current, before, effect }: Planned,
  over: ImportedDocument['over'],
  force: boolean,
): void {
  if (effect === 'former') {
    throw new LedgerError(
      'name-taken',
      { prompt, current },
      `"${prompt}" is a former name of "${current}". Import it under another name.`,
    );
  }
  if (over !== undefined && over.text !== before) {
    throw new LedgerError(
      'name-taken',
      { prompt },
      `The working document of "${prompt}" was changed meanwhile. Import again to see what it says now.`,
    );
  }
  if (before !== undefined && effect !== 'unchanged' && !force) throw saysElse(prompt);
}

function effectOf(before: string | undefined, source: string, state: PromptState): ImportEffect {
  if (before === undefined) return state.versions.size === 0 ? 'created' : 'changed';
  if (before === source) return 'unchanged';
  return stateOf(before, state) === 'clean' ? 'changed' : 'conflict';
}

function saysElse(prompt: string): LedgerError {
  return new LedgerError(
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
