import type { DiffBudget } from './budget';
import type { Range } from './range';
import { diffWords, isWord, splitWords } from './words';

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
  const leftLines = left.map(readLine);
  const rightLines = right.map(readLine);
  const isAffordable = budget.spend(left.length * right.length * STEPS_PER_COMPARISON);
  const pairs = isAffordable
    ? bestPairs(leftLines, rightLines)
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

interface Line {
  readonly tokens: readonly string[];
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
}

function readLine(text: string): Line {
  const tokens = splitWords(text);
  const words = new Map<string, number>();
  let size = 0;
  for (const token of tokens.filter(isWord)) {
    words.set(token, (words.get(token) ?? 0) + 1);
    size += token.length;
  }
  return { tokens, words, size };
}

/** The share of their words that two lines have in common, by length: 0 nothing, 1 all. */
function similarity(left: Line, right: Line): number {
  if (left.size === 0 && right.size === 0) {
    return left.tokens.join('').trim() === right.tokens.join('').trim() ? 1 : 0;
  }
  const [small, large] = left.words.size < right.words.size ? [left, right] : [right, left];
  let common = 0;
  for (const [word, count] of small.words) {
    common += Math.min(count, large.words.get(word) ?? 0) * word.length;
  }
  return (2 * common) / (left.size + right.size);
}

interface Pair {
  readonly left: number;
  readonly right: number;
}

/** The pairs, in order on both sides, that have the most in common when taken together. */
function bestPairs(left: readonly Line[], right: readonly Line[]): Pair[] {
  const width = right.length + 1;
  const best = new Float64Array((left.length + 1) * width);
  const gains = new Float64Array(left.length * width);
  const bestAt = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      const gain = pairGain(left[i], right[j]);
      gains[i * width + j] = gain;
      const paired = gain > 0 ? gain + bestAt(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, bestAt(i + 1, j), bestAt(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    const gain = gains[i * width + j] ?? 0;
    if (gain > 0 && bestAt(i, j) === gain + bestAt(i + 1, j + 1)) {
      pairs.push({ left: i, right: j });
      [i, j] = [i + 1, j + 1];
    } else if (bestAt(i, j) === bestAt(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

function pairGain(left: Line | undefined, right: Line | undefined): number {
  if (left === undefined || right === undefined) return 0;
  const gain = similarity(left, right);
  return gain >= MIN_SIMILARITY ? gain : 0;
}

/** What a stretch too long to look at closely gets: the first line with the first, and so on. */
function pairsByPosition(left: readonly Line[], right: readonly Line[]): Pair[] {
  const pairs: Pair[] = [];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    if (pairGain(left[index], right[index]) > 0) pairs.push({ left: index, right: index });
  }
  return pairs;
}
