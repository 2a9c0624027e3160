import { diffLines } from 'diff';
import { diffDocuments } from '../../src/core/compare/telling/documents';
import { median, timeRuns } from './timing';

/** How long two documents of so many lines take to compare, every fifth line changed. */
export interface ComparisonTimes {
  readonly lines: number;
  /** Parts, lines, words and moves. */
  readonly ours: number;
  /** Lines alone. */
  readonly diffLines: number;
}

const SIZES = [
  { lines: 2000, runs: 7, peerRuns: 5 },
  { lines: 20_000, runs: 3, peerRuns: 1 },
];

/** Compares long prompts as the panel does, and with the bare library that it stands on. */
export async function timeComparisons(): Promise<readonly ComparisonTimes[]> {
  const results: ComparisonTimes[] = [];
  for (const { lines, runs, peerRuns } of SIZES) {
    const [left, right] = [prompt(lines, 'kind', 'order'), prompt(lines, 'polite', 'refund')];
    const nothing = () => undefined;
    const ours = median(await timeRuns(runs, nothing, () => diffDocuments(left, right)));
    const peer = median(await timeRuns(peerRuns, nothing, () => diffLines(left, right)));
    results.push({ lines, ours, diffLines: peer });
  }
  return results;
}

function prompt(lines: number, changed: string, topic: string): string {
  const made = Array.from({ length: lines }, (_, index) =>
    index % 5 === 0
      ? `Rule ${index}: be ${changed} to everybody who asks about the ${topic} of today.`
      : `Rule ${index}: say what is so, and say it in a few short words.`,
  );
  return `${made.join('\n')}\n`;
}
