import { diffInfo, type DiffInfo, type DiffSide } from '../core/compare/telling/info';
import type { Ledger } from './ledger';
import { findSide, sideName, WORKING, type Side } from './sides';

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
  const before = await findSide(ledger, input.left, input.left);
  const after = await findSide(ledger, input.right ?? WORKING, input.left);
  const [left, right] = [named(before), named(after)];
  return { prompt: after.prompt, left, right, info: diffInfo(left, right) };
}

/** A side with the name that programs read. */
export function named(side: Side): DiffSide {
  return { label: sideName(side), source: side.source };
}
