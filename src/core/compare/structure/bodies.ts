import type { DiffBudget } from '../text/budget';
import { diffLines, splitLines, type LineHunk } from '../text/lines';
import { findChangedMoves, findMoves, linesIn, type LineMove } from '../text/moves';
import { pairLines, type LineChange } from '../text/pairs';
import { lengthOf } from '../text/range';
import type { ReadSide } from './side';

/** The body of one side. */
export interface BodyLines {
  /** Without their newlines. */
  readonly lines: readonly string[];
  /** The line of the document on which the body begins, counted from 1. */
  readonly firstLine: number;
  readonly endsWithNewline: boolean;
}

/** A hunk of the body; indexes are into the lines of each side. */
export type BodyHunk =
  | (LineHunk & { readonly kind: 'same' })
  | (LineHunk & { readonly kind: 'changed'; readonly changes: readonly LineChange[] });

/** Two bodies, line by line and word by word. */
export interface BodyDiff {
  readonly left: BodyLines;
  readonly right: BodyLines;
  readonly hunks: readonly BodyHunk[];
  /** Paragraphs that stand elsewhere; their lines are removed and added in the hunks. */
  readonly moves: readonly LineMove[];
  /** The bodies differ so much that some stretch is shown more coarsely than it could be. */
  readonly hitLimit: boolean;
}

/** Compares the bodies of two documents. */
export function diffBodies(leftSide: ReadSide, rightSide: ReadSide, budget: DiffBudget): BodyDiff {
  const [left, right] = [bodyLines(leftSide), bodyLines(rightSide)];
  const compared = diffLines(splitLines(leftSide.body), splitLines(rightSide.body), budget);
  let hitLimit = compared.hitLimit;
  const hunks = compared.hunks.map((hunk): BodyHunk => {
    if (hunk.kind === 'same') return { ...hunk, kind: 'same' };
    const paired = pairLines(
      left.lines.slice(hunk.left.start, hunk.left.endExclusive),
      right.lines.slice(hunk.right.start, hunk.right.endExclusive),
      budget,
    );
    hitLimit ||= paired.hitLimit;
    return {
      ...hunk,
      kind: 'changed',
      changes: paired.changes.map(change => placed(change, hunk)),
    };
  });
  return { left, right, hunks, moves: movesIn(hunks, { left, right }, budget), hitLimit };
}

/** Lines that the hunks add and remove. A changed line is removed and added. */
export function countLines(hunks: readonly LineHunk[]): { added: number; removed: number } {
  const changed = hunks.filter(hunk => hunk.kind === 'changed');
  return {
    added: changed.reduce((sum, hunk) => sum + lengthOf(hunk.right), 0),
    removed: changed.reduce((sum, hunk) => sum + lengthOf(hunk.left), 0),
  };
}

/** From indexes into the hunk to indexes into the side. */
function placed(change: LineChange, hunk: LineHunk): LineChange {
  const [left, right] = [hunk.left.start, hunk.right.start];
  switch (change.kind) {
    case 'modified':
      return { ...change, left: change.left + left, right: change.right + right };
    case 'removed':
      return { ...change, left: change.left + left };
    case 'added':
      return { ...change, right: change.right + right };
  }
}

function movesIn(
  hunks: readonly BodyHunk[],
  { left, right }: Pick<BodyDiff, 'left' | 'right'>,
  budget: DiffBudget,
): LineMove[] {
  const changes = hunks.flatMap(hunk => (hunk.kind === 'changed' ? hunk.changes : []));
  const removed = changes.flatMap(change => (change.kind === 'removed' ? change.left : []));
  const added = changes.flatMap(change => (change.kind === 'added' ? change.right : []));
  const moves = findMoves(
    { lines: left.lines, changed: removed },
    { lines: right.lines, changed: added },
  );
  const moved = { left: linesIn(moves, 'left'), right: linesIn(moves, 'right') };
  const changedMoves = findChangedMoves(
    { lines: left.lines, changed: removed.filter(line => !moved.left.has(line)) },
    { lines: right.lines, changed: added.filter(line => !moved.right.has(line)) },
    budget,
  );
  return [...moves, ...changedMoves].sort((a, b) => a.right.start - b.right.start);
}

function bodyLines({ body, bodyLine }: ReadSide): BodyLines {
  return {
    lines: splitLines(body).map(withoutNewline),
    firstLine: bodyLine,
    endsWithNewline: body.endsWith('\n'),
  };
}

function withoutNewline(line: string): string {
  return line.endsWith('\n') ? line.slice(0, -1) : line;
}
