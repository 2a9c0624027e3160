import { LedgerError } from '../core/base/errors';
import { parseReference } from '../core/base/references';
import { shortId } from '../core/ledger/plan/resolve';
import { sourceText } from '../core/ledger/records/records';
import type { Ledger } from './ledger';

/** The side of a comparison that is the working document, and no version. */
export const WORKING = 'working';

/** One side of a comparison of a prompt, found. */
export interface Side {
  /** Its current name. */
  readonly prompt: string;
  /** The id of a version, or `working`. */
  readonly side: string;
  /** For people: `v3`, `production (v3)`, `working`. */
  readonly label: string;
  readonly source: string;
}

/**
 * Finds a side: a reference, or `working` for the working document of `prompt`, a name or a reference.
 * Throws what resolving does, and `prompt-not-found` for a working document that is missing.
 */
export function findSide(ledger: Ledger, text: string, prompt: string): Promise<Side> {
  return text === WORKING ? workingSide(ledger, prompt) : versionSide(ledger, text);
}

/** The working document of the prompt that a name or a reference names. Throws as `findSide` does. */
export async function workingSide(ledger: Ledger, prompt: string): Promise<Side> {
  const { name } = await ledger.existing(parseReference(prompt).prompt);
  const source = await requireWorkingDocument(ledger, name);
  return { prompt: name, side: WORKING, label: WORKING, source };
}

/** The version that a reference means. Throws what resolving does. */
export async function versionSide(ledger: Ledger, reference: string): Promise<Side> {
  const { snapshot, version } = await ledger.version(reference);
  const { selector } = parseReference(reference);
  const number = `v${version.number}`;
  const label = selector.kind === 'tag' ? `${selector.tag} (${number})` : number;
  return { prompt: snapshot.name, side: version.id, label, source: sourceText(version) };
}

/**
 * A version and the one that it was made from, of a merge the first one, as references. Throws what resolving
 * does, and `version-not-found` for a first version.
 */
export async function withPrevious(
  ledger: Ledger,
  reference: string,
): Promise<{ readonly left: string; readonly right: string }> {
  const { snapshot, version } = await ledger.version(reference);
  const { name: prompt } = snapshot;
  const [parent] = version.parents;
  if (parent !== undefined)
    return { left: `${prompt}@${parent}`, right: `${prompt}@${version.id}` };
  throw new LedgerError(
    'version-not-found',
    { prompt, version: version.id },
    `v${version.number} of "${prompt}" is a first version: nothing came before it.`,
  );
}

/** A side as programs read it: a reference, or the name of the prompt for its working document. */
export function sideName({ prompt, side }: Pick<Side, 'prompt' | 'side'>): string {
  return side === WORKING ? prompt : `${prompt}@${shortId(side)}`;
}

/** The working document of a prompt, by its current name. Throws `prompt-not-found` where it is missing. */
export async function requireWorkingDocument(ledger: Ledger, name: string): Promise<string> {
  const source = await ledger.ports.documents.read(name);
  if (source !== undefined) return source;
  throw documentMissing(name);
}

/** What is said where a prompt has no working document. */
export function documentMissing(name: string): LedgerError {
  return new LedgerError(
    'prompt-not-found',
    { prompt: name },
    `The working document of "${name}" is missing. Check out a version of it first.`,
  );
}
