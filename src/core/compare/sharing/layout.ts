import type { BodyHunk } from '../structure/bodies';
import type { LineMove } from '../text/moves';
import type { LineChange } from '../text/pairs';
import { lengthOf, rangeOf, type Range } from '../text/range';

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
  const showLine = lineFinder(options.moves ?? []);
  return hunks.map((hunk, index) => {
    if (hunk.kind === 'changed') {
      const rows =
        options.mode === 'inline'
          ? hunk.changes.flatMap(change => inlineRows(change, showLine))
          : sideBySideRows(hunk.changes, showLine);
      return { hunk: index, isChange: true, rows };
    }
    const ends = { isFirst: index === 0, isLast: index === hunks.length - 1 };
    const isWhole = options.isExpanded(index);
    const rows = isWhole ? sameRows(hunk, 0) : collapsedRows(hunk, ends, options);
    return { hunk: index, isChange: false, rows };
  });
}

/** What a line looks like that went or came alone: all of it, or what changed on its way. */
type ShowLine = (side: 'left' | 'right', line: number) => LayoutLine;

function lineFinder(moves: readonly LineMove[]): ShowLine {
  const moved = { left: new Map<number, LayoutLine>(), right: new Map<number, LayoutLine>() };
  const add = (side: 'left' | 'right', other: 'left' | 'right', move: LineMove) => {
    for (let offset = 0; offset < lengthOf(move[side]); offset += 1) {
      const line = move[side].start + offset;
      const place = { line: move[other].start + offset, isFirst: offset === 0 };
      moved[side].set(line, { line, spans: move.spans?.[side] ?? [], moved: place });
    }
  };
  for (const move of moves) {
    add('left', 'right', move);
    add('right', 'left', move);
  }
  return (side, line) => moved[side].get(line) ?? { line, spans: [] };
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

function inlineRows(change: LineChange, showLine: ShowLine): LayoutRow[] {
  switch (change.kind) {
    case 'modified':
      return [
        { kind: 'changed', left: { line: change.left, spans: change.leftSpans } },
        { kind: 'changed', right: { line: change.right, spans: change.rightSpans } },
      ];
    case 'removed':
      return [{ kind: 'changed', left: showLine('left', change.left) }];
    case 'added':
      return [{ kind: 'changed', right: showLine('right', change.right) }];
  }
}

/** Lines that only went and lines that only came share rows, as far as they reach. */
function sideBySideRows(changes: readonly LineChange[], showLine: ShowLine): LayoutRow[] {
  const rows: LayoutRow[] = [];
  let removed: number[] = [];
  let added: number[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [left, right] = [removed[index], added[index]];
      rows.push({
        kind: 'changed',
        ...(left === undefined ? {} : { left: showLine('left', left) }),
        ...(right === undefined ? {} : { right: showLine('right', right) }),
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
