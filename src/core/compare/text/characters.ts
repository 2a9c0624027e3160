import { rangeOf, type Range } from './range';

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ONLY_ASCII = /^[ -~]*$/;
/** `order_id`, `v12`, `maxTokens`: names that people read in pieces. */
const NAME_LIKE = /^(?=.{4})(?:.*[\p{L}\p{N}]_|.*_[\p{L}\p{N}]|.*\p{L}\p{N}|.*\p{Ll}\p{Lu})/u;
/** Of a word this long, a changed letter is hard to find. */
const LONG_WORD = 16;
/** What is longer is no word, and takes long to read by grapheme. */
const MAX_WORD = 1000;
/** The share of the longer word that must be equal at its ends. */
const MIN_EQUAL = 0.6;

/** What changed of a word that was replaced by another one; offsets into each. */
export interface NarrowedWord {
  readonly left: Range;
  readonly right: Range;
}

/**
 * Marks the characters of a name that changed a little; a word of prose reads better as a whole:
 *
 *     {{[customer_name]}}  ->  {{[customer_names]}}        [colour]  ->  [color]
 *     ->
 *     {{customer_name}}    ->  {{customer_name[s]}}        [colour]  ->  [color]
 */
export function narrowToCharacters(left: string, right: string): NarrowedWord | undefined {
  const longer = Math.max(left.length, right.length);
  if (longer > MAX_WORD) return undefined;
  const isReadInPieces = longer >= LONG_WORD || (NAME_LIKE.test(left) && NAME_LIKE.test(right));
  if (!isReadInPieces) return undefined;
  const [before, after] = [graphemes(left), graphemes(right)];
  const start = equalCount(before, after, 0);
  const end = equalCount([...before].reverse(), [...after].reverse(), start);
  const [startLength, endLength] = [
    before.slice(0, start).join('').length,
    before.slice(before.length - end).join('').length,
  ];
  if ((startLength + endLength) / longer < MIN_EQUAL) return undefined;
  return {
    left: rangeOf(startLength, left.length - endLength),
    right: rangeOf(startLength, right.length - endLength),
  };
}

function graphemes(text: string): readonly string[] {
  if (ONLY_ASCII.test(text)) return text.split('');
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment);
}

/** How many elements are equal from the start, `taken` at the other end left out. */
function equalCount(left: readonly string[], right: readonly string[], taken: number): number {
  const limit = Math.min(left.length, right.length) - taken;
  let length = 0;
  while (length < limit && left[length] === right[length]) length += 1;
  return length;
}
