import { diffInfo, type DiffInfo, type DiffSide } from '../core/compare/telling/info';
import type { Ledger } from './ledger';
import { sideName, versionSide, workingSide, type Side } from './sides';

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
  // A prompt may be called "working": here a side is the working document only where it is left out.
  const before = await versionSide(ledger, input.left);
  const after =
    input.right === undefined
      ? await workingSide(ledger, input.left)
      : await versionSide(ledger, input.right);
  const [left, right] = [named(before), named(after)];
  return { prompt: after.prompt, left, right, info: diffInfo(left, right) };
}

/** A side with the name that programs read. */
export function named(side: Side): DiffSide {
  return { label: sideName(side), source: side.source };
}
