import type { BodyHunk } from './bodies';
import type { LineMove } from './moves';
import type { LineChange } from './pairs';
import { lengthOf, rangeOf, type Range } from './range';

/** A line of one side as it is shown: its index, and what of it changed. */
export interface LayoutLine {
  readonly line: number;
  readonly spans: readonly Range[];
  /** Where the line stands on the other side, when it moved. */
  readonly moved?: { readonly line: number; readonly isFirst: boolean };
}

/** What is shown from left to right on one row. */
export type LayoutRow =
  | { readonly kind: 'same'; readonly left: number; readonly right: number }
  | { readonly kind: 'changed'; readonly left?: LayoutLine; readonly right?: LayoutLine }
  | { readonly kind: 'collapsed'; readonly count: number };

/** The rows of one hunk. */
export interface LayoutGroup {
  /** The index of the hunk: stable while the same two documents are compared. */
  readonly hunk: number;
  readonly isChange: boolean;
  readonly rows: readonly LayoutRow[];
}

export interface LayoutOptions {
  /** `inline` puts a removed line above the line that took its place. */
  readonly mode: 'sideBySide' | 'inline';
  /** Hunks of equal lines that are shown whole. */
  readonly isExpanded: (hunk: number) => boolean;
  /** Equal lines that stay visible around a change. */
  readonly context?: number;
  /** Fewer hidden lines than this are not worth a row that says so. */
  readonly minimumCollapsed?: number;
  /** Lines that stand elsewhere on the other side. */
  readonly moves?: readonly LineMove[];
}

const CONTEXT = 3;
const MIN_COLLAPSED = 3;

/** Puts the hunks of a body in rows. */
export function layoutBody(hunks: readonly BodyHunk[], options: LayoutOptions): LayoutGroup[] {
  const findMove = moveFinder(options.moves ?? []);
  return hunks.map((hunk, index) => {
    if (hunk.kind === 'changed') {
      const rows =
        options.mode === 'inline'
          ? hunk.changes.flatMap(change => inlineRows(change, findMove))
          : sideBySideRows(hunk.changes, findMove);
      return { hunk: index, isChange: true, rows };
    }
    const ends = { isFirst: index === 0, isLast: index === hunks.length - 1 };
    const isWhole = options.isExpanded(index);
    const rows = isWhole ? sameRows(hunk, 0) : collapsedRows(hunk, ends, options);
    return { hunk: index, isChange: false, rows };
  });
}

type FindMove = (side: 'left' | 'right', line: number) => LayoutLine['moved'];

function moveFinder(moves: readonly LineMove[]): FindMove {
  const left = new Map<number, LayoutLine['moved']>();
  const right = new Map<number, LayoutLine['moved']>();
  for (const move of moves) {
    for (let offset = 0; offset < lengthOf(move.left); offset += 1) {
      const isFirst = offset === 0;
      left.set(move.left.start + offset, { line: move.right.start + offset, isFirst });
      right.set(move.right.start + offset, { line: move.left.start + offset, isFirst });
    }
  }
  return (side, line) => (side === 'left' ? left : right).get(line);
}

function sameRows(hunk: BodyHunk, start: number, end = lengthOf(hunk.left)): LayoutRow[] {
  const rows: LayoutRow[] = [];
  for (let offset = start; offset < end; offset += 1) {
    rows.push({
      kind: 'same',
      left: hunk.left.start + offset,
      right: hunk.right.start + offset,
    });
  }
  return rows;
}

function collapsedRows(
  hunk: BodyHunk,
  { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean },
  { context = CONTEXT, minimumCollapsed = MIN_COLLAPSED }: LayoutOptions,
): LayoutRow[] {
  const length = lengthOf(hunk.left);
  const before = isFirst ? 0 : context;
  const after = isLast ? 0 : context;
  const count = length - before - after;
  if (count < Math.max(minimumCollapsed, 1)) return sameRows(hunk, 0);
  return [
    ...sameRows(hunk, 0, before),
    { kind: 'collapsed', count },
    ...sameRows(hunk, length - after),
  ];
}

function inlineRows(change: LineChange, findMove: FindMove): LayoutRow[] {
  switch (change.kind) {
    case 'modified':
      return [
        { kind: 'changed', left: { line: change.left, spans: change.leftSpans } },
        { kind: 'changed', right: { line: change.right, spans: change.rightSpans } },
      ];
    case 'removed':
      return [{ kind: 'changed', left: wholeLine('left', change.left, findMove) }];
    case 'added':
      return [{ kind: 'changed', right: wholeLine('right', change.right, findMove) }];
  }
}

/** Lines that only went and lines that only came share rows, as far as they reach. */
function sideBySideRows(changes: readonly LineChange[], findMove: FindMove): LayoutRow[] {
  const rows: LayoutRow[] = [];
  let removed: number[] = [];
  let added: number[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [left, right] = [removed[index], added[index]];
      rows.push({
        kind: 'changed',
        ...(left === undefined ? {} : { left: wholeLine('left', left, findMove) }),
        ...(right === undefined ? {} : { right: wholeLine('right', right, findMove) }),
      });
    }
    [removed, added] = [[], []];
  };
  for (const change of changes) {
    if (change.kind === 'removed') removed.push(change.left);
    else if (change.kind === 'added') added.push(change.right);
    else {
      flush();
      rows.push({
        kind: 'changed',
        left: { line: change.left, spans: change.leftSpans },
        right: { line: change.right, spans: change.rightSpans },
      });
    }
  }
  flush();
  return rows;
}

/** A line without a counterpart needs no marks within: all of it came or went, or moved. */
function wholeLine(side: 'left' | 'right', line: number, findMove: FindMove): LayoutLine {
  const moved = findMove(side, line);
  return { line, spans: [], ...(moved === undefined ? {} : { moved }) };
}

/** `text` in pieces, in order; `isChanged` where a span covers it. */
export function cutAtSpans(
  text: string,
  spans: readonly Range[],
): { readonly text: string; readonly isChanged: boolean }[] {
  const pieces: { text: string; isChanged: boolean }[] = [];
  let from = 0;
  for (const { start, endExclusive } of [...spans, rangeOf(text.length, text.length)]) {
    if (start > from) pieces.push({ text: text.slice(from, start), isChanged: false });
    if (endExclusive > start)
      pieces.push({ text: text.slice(start, endExclusive), isChanged: true });
    from = endExclusive;
  }
  return pieces;
}
