import type { PlacePair } from './ascending';
import { isWord, splitWords } from './words';

/** A text as it is compared with others: how often it has which words. */
export interface WordBag {
  readonly tokens: readonly string[];
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
}

/** Counts the words of a line or of a whole message. */
export function readWords(text: string): WordBag {
  const tokens = text.includes('\n') ? text.split('\n').flatMap(splitWords) : splitWords(text);
  const words = new Map<string, number>();
  let size = 0;
  for (const token of tokens) {
    if (!isWord(token)) continue;
    words.set(token, (words.get(token) ?? 0) + 1);
    size += token.length;
  }
  return { tokens, words, size };
}

/** The share of their words that two texts have in common, by length: 0 nothing, 1 all. */
export function similarity(left: WordBag, right: WordBag): number {
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

/** Of all ways to pair two lists in order, the one with the most in common; a gain of 0 is no pair. */
export function bestPairs(
  leftLength: number,
  rightLength: number,
  gainOf: (left: number, right: number) => number,
): PlacePair[] {
  const width = rightLength + 1;
  const best = new Float64Array((leftLength + 1) * width);
  const gains = new Float64Array(leftLength * width);
  const bestAt = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = leftLength - 1; i >= 0; i -= 1) {
    for (let j = rightLength - 1; j >= 0; j -= 1) {
      const gain = gainOf(i, j);
      gains[i * width + j] = gain;
      const paired = gain > 0 ? gain + bestAt(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, bestAt(i + 1, j), bestAt(i, j + 1));
    }
  }
  const pairs: PlacePair[] = [];
  let [i, j] = [0, 0];
  while (i < leftLength && j < rightLength) {
    const gain = gains[i * width + j] ?? 0;
    if (gain > 0 && bestAt(i, j) === gain + bestAt(i + 1, j + 1)) {
      pairs.push({ left: i, right: j });
      [i, j] = [i + 1, j + 1];
    } else if (bestAt(i, j) === bestAt(i + 1, j)) i += 1;
    else j += 1;
  }
  return pairs;
}
