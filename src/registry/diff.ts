import { diffInfo, type DiffInfo, type DiffSide } from '../core/compare/telling/info';
import { LedgerError } from '../core/base/errors';
import { shortId } from '../core/ledger/plan/resolve';
import { parseReference } from '../core/base/references';
import type { Ledger } from './ledger';
import { sourceText } from '../core/ledger/records/records';

export interface DiffInput {
  /** A reference. */
  readonly left: string;
  /** Another one; without it, the working document of the left one's prompt. */
  readonly right?: string | undefined;
}

/** A comparison, with what was compared. */
export interface ComparedSources {
  readonly prompt: string;
  readonly left: DiffSide;
  readonly right: DiffSide;
  readonly info: DiffInfo;
}

/**
 * Compares two versions, or a version with the working document. Throws what resolving does, and
 * `prompt-not-found` for a working document that is missing.
 */
export async function compareSources(ledger: Ledger, input: DiffInput): Promise<ComparedSources> {
  const left = await versionSide(ledger, input.left);
  const right =
    input.right === undefined
      ? await workingSide(ledger, parseReference(input.left).prompt)
      : await versionSide(ledger, input.right);
  return { prompt: right.prompt, left, right, info: diffInfo(left, right) };
}

interface Side extends DiffSide {
  readonly prompt: string;
}

async function versionSide(ledger: Ledger, reference: string): Promise<Side> {
  const { snapshot, version } = await ledger.version(reference);
  const label = `${snapshot.name}@${shortId(version.id)}`;
  return { prompt: snapshot.name, label, source: sourceText(version) };
}

async function workingSide(ledger: Ledger, prompt: string): Promise<Side> {
  const { name } = await ledger.existing(prompt);
  return { prompt: name, label: name, source: await requireWorkingDocument(ledger, name) };
}

/** The working document of a prompt. Throws `prompt-not-found` where it is missing. */
export async function requireWorkingDocument(ledger: Ledger, name: string): Promise<string> {
  const source = await ledger.ports.documents.read(name);
  if (source !== undefined) return source;
  throw new LedgerError(
    'prompt-not-found',
    { prompt: name },
    `The working document of "${name}" is missing. Check out a version of it first.`,
  );
}
