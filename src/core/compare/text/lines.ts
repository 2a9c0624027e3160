import { longestAscending, type PlacePair } from './ascending';
import { createBudget, type DiffBudget } from './budget';
import { findEdits, internTexts, joinSlidingEdits, slideEdits, type Edit } from './edits';
import { lengthOf, rangeOf, type Range } from './range';

/** A stretch of lines that are equal on both sides, or that took each other's place. */
export interface LineHunk {
  readonly kind: 'same' | 'changed';
  readonly left: Range;
  readonly right: Range;
}

/** Hunks that cover both sides from first to last line, without gaps, `same` and `changed` in turn. */
export interface LineDiff {
  readonly hunks: readonly LineHunk[];
  /** The documents differ too much to look closer: some stretch is shown as changed as a whole. */
  readonly hitLimit: boolean;
}

/** Lines with the newline that ends them; the last may have none. Joined, they are `text` again. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]+\n?|\n/g) ?? [];
}

/**
 * Compares lines. Lines that both sides have exactly once are anchors (patience), because a person
 * recognises them; only what lies between two anchors is searched for the fewest edits.
 */
export function diffLines(
  left: readonly string[],
  right: readonly string[],
  budget: DiffBudget = createBudget(),
): LineDiff {
  const [leftIds = [], rightIds = []] = internTexts(left, right);
  const blank = new Set<number>();
  left.forEach((line, index) => {
    if (line.trim() === '') blank.add(leftIds[index] ?? -1);
  });
  const sequences = { left: leftIds, right: rightIds };
  const { edits, hitLimit } = searchBetweenAnchors(sequences, blank, budget);
  const texts = { left, right };
  const whole = joinSlidingEdits(edits, sequences);
  const slid = slideEdits(whole, sequences, (side, cut) => lineCutScore(texts[side], cut));
  return { hunks: toHunks(slid, left.length, right.length), hitLimit };
}

/** Numbers in place of texts. */
export interface Sequences {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** Edits of what lies between elements that both sides have exactly once; no `blank` is an anchor. */
export function searchBetweenAnchors(
  sequences: Sequences,
  blank: ReadonlySet<number>,
  budget: DiffBudget,
): { edits: readonly Edit[]; hitLimit: boolean } {
  const edits: Edit[] = [];
  let hitLimit = false;
  const pending: Edit[] = [
    { left: rangeOf(0, sequences.left.length), right: rangeOf(0, sequences.right.length) },
  ];
  for (let gap = pending.pop(); gap !== undefined; gap = pending.pop()) {
    const inner = trimEqualEnds(gap, sequences);
    const anchors = budget.spend(lengthOf(inner.left) + lengthOf(inner.right))
      ? findAnchors(inner, sequences, blank)
      : [];
    if (anchors.length > 0) {
      for (const between of gapsBetween(anchors, inner)) pending.push(between);
      continue;
    }
    const found = findEditsIn(inner, sequences, budget);
    for (const edit of found.edits) edits.push(edit);
    hitLimit ||= found.hitLimit;
  }
  return { edits: joinTouching(edits), hitLimit };
}

/** The edits of one stretch. */
export function findEditsIn({ left, right }: Edit, sequences: Sequences, budget: DiffBudget) {
  const found = findEdits(
    sequences.left.slice(left.start, left.endExclusive),
    sequences.right.slice(right.start, right.endExclusive),
    budget,
  );
  const edits = found.edits.map(edit => ({
    left: rangeOf(edit.left.start + left.start, edit.left.endExclusive + left.start),
    right: rangeOf(edit.right.start + right.start, edit.right.endExclusive + right.start),
  }));
  return { edits, hitLimit: found.hitLimit };
}

function trimEqualEnds({ left, right }: Edit, sequences: Sequences): Edit {
  let [leftStart, rightStart] = [left.start, right.start];
  let [leftEnd, rightEnd] = [left.endExclusive, right.endExclusive];
  const isRoom = () => leftStart < leftEnd && rightStart < rightEnd;
  while (isRoom() && sequences.left[leftStart] === sequences.right[rightStart]) {
    leftStart += 1;
    rightStart += 1;
  }
  while (isRoom() && sequences.left[leftEnd - 1] === sequences.right[rightEnd - 1]) {
    leftEnd -= 1;
    rightEnd -= 1;
  }
  return { left: rangeOf(leftStart, leftEnd), right: rangeOf(rightStart, rightEnd) };
}

/** The longest run of lines, in order on both sides, that each side has exactly once. */
function findAnchors(gap: Edit, sequences: Sequences, blank: ReadonlySet<number>): PlacePair[] {
  const leftOnly = uniquePositions(sequences.left, gap.left);
  const rightOnly = uniquePositions(sequences.right, gap.right);
  const candidates: PlacePair[] = [];
  for (const [id, left] of leftOnly) {
    const right = rightOnly.get(id);
    if (right === undefined || left < 0 || right < 0 || blank.has(id)) continue;
    candidates.push({ left, right });
  }
  return longestAscending(candidates.sort((a, b) => a.left - b.left));
}

/** Where each element stands; -1 for those that stand there more than once. */
function uniquePositions(sequence: readonly number[], range: Range): Map<number, number> {
  const positions = new Map<number, number>();
  for (let index = range.start; index < range.endExclusive; index += 1) {
    const id = sequence[index] ?? -1;
    positions.set(id, positions.has(id) ? -1 : index);
  }
  return positions;
}

function gapsBetween(anchors: readonly PlacePair[], { left, right }: Edit): Edit[] {
  const gaps: Edit[] = [];
  let [leftStart, rightStart] = [left.start, right.start];
  for (const anchor of anchors) {
    gaps.push({
      left: rangeOf(leftStart, anchor.left),
      right: rangeOf(rightStart, anchor.right),
    });
    [leftStart, rightStart] = [anchor.left + 1, anchor.right + 1];
  }
  gaps.push({
    left: rangeOf(leftStart, left.endExclusive),
    right: rangeOf(rightStart, right.endExclusive),
  });
  return gaps.filter(gap => lengthOf(gap.left) > 0 || lengthOf(gap.right) > 0);
}

function joinTouching(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  const ordered = [...edits].sort(
    (a, b) => a.left.start - b.left.start || a.right.start - b.right.start,
  );
  for (const edit of ordered) {
    const last = joined.at(-1);
    const touches =
      last?.left.endExclusive === edit.left.start && last.right.endExclusive === edit.right.start;
    if (last === undefined || !touches) {
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

const ROLE_LINE = /^(system|developer|user|assistant|tool):\s*$/;

/**
 * An added paragraph or message begins where a person would say that it begins:
 *
 *     One.                  One.
 *     [                     |
 *     Two.]           ->    [Two.
 *                           ]
 *     Three.                Three.
 */
function lineCutScore(lines: readonly string[], cut: number): number {
  const next = lines[cut];
  if (next !== undefined && ROLE_LINE.test(next)) return 3;
  if (lines[cut - 1]?.trim() === '') return 2;
  return next === undefined || next.trim() === '' ? 1 : 0;
}

function toHunks(edits: readonly Edit[], leftLength: number, rightLength: number): LineHunk[] {
  const hunks: LineHunk[] = [];
  let [left, right] = [0, 0];
  const addSame = (leftEnd: number, rightEnd: number) => {
    if (leftEnd === left) return;
    hunks.push({ kind: 'same', left: rangeOf(left, leftEnd), right: rangeOf(right, rightEnd) });
  };
  for (const edit of edits) {
    addSame(edit.left.start, edit.right.start);
    hunks.push({ kind: 'changed', ...edit });
    [left, right] = [edit.left.endExclusive, edit.right.endExclusive];
  }
  addSame(leftLength, rightLength);
  return hunks;
}
