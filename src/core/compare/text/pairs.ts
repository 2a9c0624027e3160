import type { PlacePair } from './ascending';
import type { DiffBudget } from './budget';
import type { Range } from './range';
import { bestPairs, readWords, similarity, type WordBag } from './similarity';
import { diffWords } from './words';

/** One line of a changed stretch. Numbers are indexes into the lines of the side. */
export type LineChange =
  | {
      readonly kind: 'modified';
      readonly left: number;
      readonly right: number;
      /** What changed within the line. */
      readonly leftSpans: readonly Range[];
      readonly rightSpans: readonly Range[];
    }
  | { readonly kind: 'removed'; readonly left: number }
  | { readonly kind: 'added'; readonly right: number };

export interface PairedLines {
  /** Every line of both sides once, each side in its order. */
  readonly changes: readonly LineChange[];
  readonly hitLimit: boolean;
}

/** Two lines that share less of their words than this are not two versions of one line. */
const MIN_SIMILARITY = 0.35;

/** Finds out which removed line became which added line, and what changed within it. */
export function pairLines(
  left: readonly string[],
  right: readonly string[],
  budget: DiffBudget,
): PairedLines {
  const leftLines = left.map(readWords);
  const rightLines = right.map(readWords);
  const isAffordable = budget.spend(left.length * right.length * STEPS_PER_COMPARISON);
  const pairs = isAffordable
    ? bestPairs(left.length, right.length, (i, j) => pairGain(leftLines[i], rightLines[j]))
    : pairsByPosition(leftLines, rightLines);
  const changes: LineChange[] = [];
  let hitLimit = !isAffordable;
  const at = { left: 0, right: 0 };
  for (const pair of [...pairs, { left: left.length, right: right.length }]) {
    for (; at.left < pair.left; at.left += 1) changes.push({ kind: 'removed', left: at.left });
    for (; at.right < pair.right; at.right += 1) changes.push({ kind: 'added', right: at.right });
    const [leftLine, rightLine] = [leftLines[pair.left], rightLines[pair.right]];
    if (leftLine === undefined || rightLine === undefined) break;
    const words = diffWords(leftLine.tokens, rightLine.tokens, budget);
    changes.push({ kind: 'modified', ...pair, leftSpans: words.left, rightSpans: words.right });
    hitLimit ||= words.hitLimit;
    at.left += 1;
    at.right += 1;
  }
  return { changes, hitLimit };
}

/** What comparing the words of two ordinary lines costs, in steps of the budget. */
const STEPS_PER_COMPARISON = 20;

function pairGain(left: WordBag | undefined, right: WordBag | undefined): number {
  if (left === undefined || right === undefined) return 0;
  const gain = similarity(left, right);
  if (gain >= MIN_SIMILARITY) return gain;
  return isExtended(left, right) ? MIN_SIMILARITY : 0;
}

/** A line of fewer letters than this begins many lines by chance. */
const MIN_EXTENDED = 5;

/**
 * A line that only grew, or was cut short, is the same line, however much:
 *
 *     -[{{query}}]                              -{{query}}
 *     +[{{query}} Answer in {{tone}} words.]  ->  +{{query}}[ Answer in {{tone}} words.]
 */
function isExtended(left: WordBag, right: WordBag): boolean {
  const [small, large] = left.tokens.length < right.tokens.length ? [left, right] : [right, left];
  if (small.size < MIN_EXTENDED) return false;
  const offset = large.tokens.length - small.tokens.length;
  return [0, offset].some(from =>
    small.tokens.every((token, index) => token === large.tokens[from + index]),
  );
}

/** What a stretch too long to look at closely gets: the first line with the first, and so on. */
function pairsByPosition(left: readonly WordBag[], right: readonly WordBag[]): PlacePair[] {
  const pairs: PlacePair[] = [];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    if (pairGain(left[index], right[index]) > 0) pairs.push({ left: index, right: index });
  }
  return pairs;
}
