import { diffArrays } from 'diff';
import type { DiffBudget } from './budget';
import { lengthOf, rangeOf, type Range } from './range';

/** What stands at `left` in one sequence stands as `right` in the other; all between edits is equal. */
export interface Edit {
  readonly left: Range;
  readonly right: Range;
}

/** Edits in ascending order, never touching; `hitLimit` when they are coarser than they could be. */
export interface EditScript {
  readonly edits: readonly Edit[];
  readonly hitLimit: boolean;
}

/** Numbers in place of texts: equal texts have equal numbers, and comparing them is one step. */
export function internTexts(...sequences: readonly (readonly string[])[]): readonly number[][] {
  const known = new Map<string, number>();
  return sequences.map(sequence =>
    sequence.map(text => {
      const seen = known.get(text) ?? known.size;
      if (seen === known.size) known.set(text, seen);
      return seen;
    }),
  );
}

/**
 * The fewest edits between two sequences (Myers). When they are too many for the budget, everything
 * between the equal ends is one edit.
 */
export function findEdits(
  left: readonly number[],
  right: readonly number[],
  budget: DiffBudget,
): EditScript {
  const start = equalStart(left, right);
  const end = equalEnd(left, right, start);
  const inner = {
    left: rangeOf(start, left.length - end),
    right: rangeOf(start, right.length - end),
  };
  if (lengthOf(inner.left) === 0 && lengthOf(inner.right) === 0) {
    return { edits: [], hitLimit: false };
  }
  if (lengthOf(inner.left) === 0 || lengthOf(inner.right) === 0) {
    return { edits: [inner], hitLimit: false };
  }
  return searchEdits(left, right, inner, budget);
}

function searchEdits(
  left: readonly number[],
  right: readonly number[],
  inner: Edit,
  budget: DiffBudget,
): EditScript {
  const maxEditLength = budget.edits();
  const changes =
    maxEditLength === 0
      ? undefined
      : diffArrays(
          left.slice(inner.left.start, inner.left.endExclusive),
          right.slice(inner.right.start, inner.right.endExclusive),
          { maxEditLength },
        );
  if (changes === undefined) {
    budget.spend(maxEditLength ** 2);
    return { edits: [inner], hitLimit: true };
  }
  const edits = toEdits(changes, inner);
  const size = edits.reduce((sum, edit) => sum + lengthOf(edit.left) + lengthOf(edit.right), 0);
  budget.spend(Math.min(size, maxEditLength) ** 2);
  return { edits, hitLimit: false };
}

interface Change {
  readonly added: boolean;
  readonly removed: boolean;
  readonly count: number;
}

function toEdits(changes: readonly Change[], { left, right }: Edit): Edit[] {
  const edits: Edit[] = [];
  let from = { left: left.start, right: right.start };
  let at = from;
  const close = () => {
    if (from.left === at.left && from.right === at.right) return;
    edits.push({ left: rangeOf(from.left, at.left), right: rangeOf(from.right, at.right) });
  };
  for (const { added, removed, count } of changes) {
    if (added || removed) {
      at = { left: at.left + (removed ? count : 0), right: at.right + (added ? count : 0) };
      continue;
    }
    close();
    from = at = { left: at.left + count, right: at.right + count };
  }
  close();
  return edits;
}

function equalStart(left: readonly number[], right: readonly number[]): number {
  const limit = Math.min(left.length, right.length);
  let length = 0;
  while (length < limit && left[length] === right[length]) length += 1;
  return length;
}

/** How many equal elements both end with, beyond the `start` equal ones they begin with. */
function equalEnd(left: readonly number[], right: readonly number[], start: number): number {
  const limit = Math.min(left.length, right.length) - start;
  let length = 0;
  while (length < limit && left.at(-1 - length) === right.at(-1 - length)) length += 1;
  return length;
}

/**
 * Joins two insertions (or two removals) that are one, said in two pieces:
 *
 *     returns[,] [refunds ]and questions
 *     ->
 *     returns[, refunds] and questions
 */
export function joinSlidingEdits(edits: readonly Edit[], sequences: Sequences): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const side = pureSide(edit);
    const gap = last === undefined ? 0 : edit.left.start - last.left.endExclusive;
    if (
      last === undefined ||
      side === undefined ||
      !canSlideBack(sequences[side], edit[side], gap)
    ) {
      joined.push(edit);
      continue;
    }
    joined[joined.length - 1] = {
      left: rangeOf(last.left.start, edit.left.endExclusive - gap),
      right: rangeOf(last.right.start, edit.right.endExclusive - gap),
    };
  }
  return joined;
}

interface Sequences {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** The side on which an insertion or a removal has its elements. */
function pureSide(edit: Edit): 'left' | 'right' | undefined {
  if (lengthOf(edit.left) === 0) return 'right';
  return lengthOf(edit.right) === 0 ? 'left' : undefined;
}

function canSlideBack(sequence: readonly number[], range: Range, by: number): boolean {
  for (let step = 1; step <= by; step += 1) {
    if (sequence[range.start - step] !== sequence[range.endExclusive - step]) return false;
  }
  return true;
}

/** How good it looks to cut a sequence before element `index`; only the order of the numbers counts. */
export type CutScore = (side: 'left' | 'right', index: number) => number;

/**
 * Of all the places that a pure insertion or removal could be said to be, takes the one with the
 * nicest cuts. With words, where a cut at the start of a sentence is nicest:
 *
 *     Say [hi. Say ]bye.
 *     ->
 *     [Say hi. ]Say bye.
 */
export function slideEdits(edits: readonly Edit[], sequences: Sequences, score: CutScore): Edit[] {
  const slid: Edit[] = [];
  edits.forEach((edit, index) => {
    const side = pureSide(edit);
    if (side === undefined) {
      slid.push(edit);
      return;
    }
    const from = slid.at(-1)?.[side].endExclusive ?? -1;
    const to = edits[index + 1]?.[side].start ?? sequences[side].length + 1;
    const shift = bestShift(sequences[side], edit[side], rangeOf(from + 1, to - 1), cut =>
      score(side, cut),
    );
    slid.push({ left: shifted(edit.left, shift), right: shifted(edit.right, shift) });
  });
  return slid;
}

/** `room` keeps one equal element between this edit and the next one on either side. */
function bestShift(
  sequence: readonly number[],
  { start, endExclusive }: Range,
  room: Range,
  score: (cut: number) => number,
): number {
  let best = 0;
  let bestScore = score(start) + score(endExclusive);
  const consider = (shift: number) => {
    const total = score(start + shift) + score(endExclusive + shift);
    if (total > bestScore) [best, bestScore] = [shift, total];
  };
  for (let shift = -1; start + shift >= room.start; shift -= 1) {
    if (sequence[start + shift] !== sequence[endExclusive + shift]) break;
    consider(shift);
  }
  for (let shift = 1; endExclusive + shift <= room.endExclusive; shift += 1) {
    if (sequence[start + shift - 1] !== sequence[endExclusive + shift - 1]) break;
    consider(shift);
  }
  return best;
}

function shifted({ start, endExclusive }: Range, by: number): Range {
  return rangeOf(start + by, endExclusive + by);
}
