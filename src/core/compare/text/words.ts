import type { DiffBudget } from './budget';
import { narrowToCharacters, type NarrowedWord } from './characters';
import { findEdits, internTexts, joinSlidingEdits, slideEdits, type Edit } from './edits';
import { lengthOf, rangeOf, type Range } from './range';
import { findEditsBySentence } from './sentences';

/** What changed within two versions of a line, as offsets into each (UTF-16, grapheme aligned). */
export interface WordDiff {
  readonly left: readonly Range[];
  readonly right: readonly Range[];
  readonly hitLimit: boolean;
}

const WORDS = new Intl.Segmenter('en', { granularity: 'word' });
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;
/** What `WORDS` finds in ASCII, a hundred times faster. */
const ASCII_WORDS = /\w+(?:['.]\w+)*|[ \t]+|[^\w \t]/g;
const ONLY_ASCII = /^[ -~\t]*$/;
/**
 * Between a space and a letter, and after a full stop of Chinese or Japanese, no grapheme is cut.
 * The segmenter needs small pieces: its time grows with the square of the length. The letters left
 * out are those that join the character before them (Thai, Lao, half-width Japanese).
 */
const SAFE_CUT =
  /(?<=[^ ] )(?=(?![\u0E33\u0EB3\uFF9E\uFF9F])[\p{L}\p{N}!-~])|(?<=[。、，！？])(?=\p{Script=Han})/u;

/** Words, runs of spaces, and single marks; joined, they are `line` again. No grapheme is cut. */
export function splitWords(line: string): string[] {
  if (ONLY_ASCII.test(line)) return line.match(ASCII_WORDS) ?? [];
  return line.split(SAFE_CUT).flatMap(segmentWords);
}

/** Longer texts without a safe cut (Chinese without marks, garbage) are segmented piece by piece. */
const MAX_SEGMENTED = 1000;

function segmentWords(text: string): string[] {
  if (ONLY_ASCII.test(text)) return text.match(ASCII_WORDS) ?? [];
  if (text.length <= MAX_SEGMENTED) return segmentPiece(text);
  const made: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = Math.min(at + MAX_SEGMENTED, text.length);
    const found = segmentPiece(text.slice(at, end));
    // The end of a piece may cut its last word: that one begins the next piece.
    const isWhole = end === text.length;
    const words = isWhole ? found : found.length > 1 ? found.slice(0, -1) : [withoutEnd(found[0])];
    for (const word of words) {
      made.push(word);
      at += word.length;
    }
  }
  return made;
}

/** A word without its last grapheme, which may go on; all of it when it is but one. */
function withoutEnd(word = ''): string {
  const starts = Array.from(GRAPHEMES.segment(word), ({ index }) => index);
  const end = starts.at(-1) ?? 0;
  return end === 0 ? word : word.slice(0, end);
}

function segmentPiece(text: string): string[] {
  const graphemeStarts = new Set(Array.from(GRAPHEMES.segment(text), ({ index }) => index));
  const whole: string[] = [];
  let offset = 0;
  for (const { segment } of WORDS.segment(text)) {
    if (graphemeStarts.has(offset)) whole.push(segment);
    else whole.push((whole.pop() ?? '') + segment);
    offset += segment.length;
  }
  return whole;
}

/** Whether a token counts when two lines are compared: a word, not a space or a mark. */
export function isWord(token: string): boolean {
  return WORD_CHARACTER.test(token);
}

/** Compares two lines word by word. `left` and `right` are what `splitWords` made of them. */
export function diffWords(
  left: readonly string[],
  right: readonly string[],
  budget: DiffBudget,
): WordDiff {
  const [leftIds = [], rightIds = []] = internTexts(left, right);
  const tokens = { left, right };
  const sequences = { left: leftIds, right: rightIds };
  const whole = findEdits(leftIds, rightIds, budget);
  const found = whole.hitLimit ? findEditsBySentence({ tokens, ids: sequences }, budget) : whole;
  const joined = joinSlidingEdits(found.edits, sequences);
  const slid = slideEdits(joined, sequences, (side, cut) => wordCutScore(tokens[side], cut));
  const edits = joinAroundTinyWords(joinAroundMarks(slid, tokens), tokens);
  return {
    left: toSpans(edits, 'left', tokens),
    right: toSpans(edits, 'right', tokens),
    hitLimit: found.hitLimit,
  };
}

/**
 * An added or removed phrase begins at a sentence or a word, not at the space before it:
 *
 *     Be kind[. Be short].
 *     ->
 *     Be kind. [Be short.]
 */
function wordCutScore(tokens: readonly string[], cut: number): number {
  if (cut === 0 || cut === tokens.length) return 3;
  const before = tokens[cut - 1] ?? '';
  if (before.trim() === '') return /^[.!?:;]$/.test(tokens[cut - 2] ?? '') ? 3 : 2;
  return tokens[cut]?.trim() === '' ? 1 : 0;
}

interface Tokens {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

/** Spaces and marks of this length do not part two changes; longer ones (`}} {{`) do. */
const MAX_JOINED_MARKS = 2;

/**
 * Reads as one change what only a space or a comma keeps apart:
 *
 *     [Be] [kind] and help
 *     ->
 *     [Be kind] and help
 */
function joinAroundMarks(edits: readonly Edit[], tokens: Tokens): Edit[] {
  return joinEdits(edits, (before, after) => {
    const match = textBetween(before, after, tokens);
    return match.length <= MAX_JOINED_MARKS && !isWord(match);
  });
}

/** A word of this length, spaces included, does not part two changes as long as `LONG_CHANGE`. */
const MAX_JOINED_WORD = 5;
const LONG_CHANGE = 12;

/**
 * Reads as one change two long ones that share a tiny word by chance:
 *
 *     [our own great staff] a [very long story]
 *     ->
 *     [our own great staff a very long story]
 */
function joinAroundTinyWords(edits: readonly Edit[], tokens: Tokens): Edit[] {
  return joinEdits(edits, (before, after) => {
    const isTiny = textBetween(before, after, tokens).length <= MAX_JOINED_WORD;
    return isTiny && [before, after].every(edit => isLong(edit, tokens));
  });
}

function joinEdits(edits: readonly Edit[], isOne: (before: Edit, after: Edit) => boolean): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last === undefined || !isOne(last, edit)) {
      joined.push(edit);
      continue;
    }
    joined[joined.length - 1] = {
      left: rangeOf(last.left.start, edit.left.endExclusive),
      right: rangeOf(last.right.start, edit.right.endExclusive),
    };
  }
  return joined;
}

function textBetween(before: Edit, after: Edit, tokens: Tokens): string {
  return tokens.left.slice(before.left.endExclusive, after.left.start).join('');
}

function isLong({ left, right }: Edit, tokens: Tokens): boolean {
  return isLongText(left, tokens.left) || isLongText(right, tokens.right);
}

/** Counts no further than it has to: a joined change grows by each one that it takes in. */
function isLongText({ start, endExclusive }: Range, tokens: readonly string[]): boolean {
  let length = 0;
  for (let index = start; index < endExclusive && length < LONG_CHANGE; index += 1) {
    length += tokens[index]?.length ?? 0;
  }
  return length >= LONG_CHANGE;
}

/** The stretches of one side that changed, in characters. Of a name, the part that did. */
function toSpans(edits: readonly Edit[], side: 'left' | 'right', tokens: Tokens): Range[] {
  const offsets = [0];
  for (const token of tokens[side]) offsets.push((offsets.at(-1) ?? 0) + token.length);
  return edits
    .map(edit => {
      const [start, endExclusive] = [edit[side].start, edit[side].endExclusive];
      const within = narrowEdit(edit, tokens)?.[side];
      const [from, to] = [offsets[start] ?? 0, offsets[endExclusive] ?? 0];
      return within === undefined
        ? rangeOf(from, to)
        : rangeOf(from + within.start, from + within.endExclusive);
    })
    .filter(range => lengthOf(range) > 0);
}

function narrowEdit({ left, right }: Edit, tokens: Tokens): NarrowedWord | undefined {
  if (lengthOf(left) !== 1 || lengthOf(right) !== 1) return undefined;
  return narrowToCharacters(tokens.left[left.start] ?? '', tokens.right[right.start] ?? '');
}
