import { readFileSync } from 'node:fs';

/** How a mocha run ended. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A run that never came to its end counts as one failure: nothing else would tell of it. */
export const BROKEN_RUN: Tally = { passed: 0, failed: 1, skipped: 0 };

/** The tally that the reporter wrote to `file`, or `undefined` when the run never ended. */
export function readTally(file: string): Tally | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Tally;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Adds runs up. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}
