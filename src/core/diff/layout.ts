import type { BodyHunk } from './documents';
import type { LineChange } from './pairs';
import { lengthOf, rangeOf, type Range } from './range';

/** A line of one side as it is shown: its index, and what of it changed. */
export interface LayoutLine {
  readonly line: number;
  readonly spans: readonly Range[];
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
}

/** Equal lines that stay visible around a change. */
const CONTEXT = 3;
/** Fewer hidden lines than this are not worth a row that says so. */
const MIN_COLLAPSED = 3;

/** Puts the hunks of a body in rows. */
export function layoutBody(hunks: readonly BodyHunk[], options: LayoutOptions): LayoutGroup[] {
  return hunks.map((hunk, index) => {
    if (hunk.kind === 'changed') {
      const rows =
        options.mode === 'inline' ? hunk.changes.flatMap(inlineRows) : sideBySideRows(hunk.changes);
      return { hunk: index, isChange: true, rows };
    }
    const ends = { isFirst: index === 0, isLast: index === hunks.length - 1 };
    const rows = options.isExpanded(index) ? sameRows(hunk, 0) : collapsedRows(hunk, ends);
    return { hunk: index, isChange: false, rows };
  });
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
): LayoutRow[] {
  const length = lengthOf(hunk.left);
  const before = isFirst ? 0 : CONTEXT;
  const after = isLast ? 0 : CONTEXT;
  const count = length - before - after;
  if (count < MIN_COLLAPSED) return sameRows(hunk, 0);
  return [
    ...sameRows(hunk, 0, before),
    { kind: 'collapsed', count },
    ...sameRows(hunk, length - after),
  ];
}

function inlineRows(change: LineChange): LayoutRow[] {
  switch (change.kind) {
    case 'modified':
      return [
        { kind: 'changed', left: { line: change.left, spans: change.leftSpans } },
        { kind: 'changed', right: { line: change.right, spans: change.rightSpans } },
      ];
    case 'removed':
      return [{ kind: 'changed', left: wholeLine(change.left) }];
    case 'added':
      return [{ kind: 'changed', right: wholeLine(change.right) }];
  }
}

/** Lines that only went and lines that only came share rows, as far as they reach. */
function sideBySideRows(changes: readonly LineChange[]): LayoutRow[] {
  const rows: LayoutRow[] = [];
  let removed: number[] = [];
  let added: number[] = [];
  const flush = () => {
    for (let index = 0; index < Math.max(removed.length, added.length); index += 1) {
      const [left, right] = [removed[index], added[index]];
      rows.push({
        kind: 'changed',
        ...(left === undefined ? {} : { left: wholeLine(left) }),
        ...(right === undefined ? {} : { right: wholeLine(right) }),
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

/** A line without a counterpart needs no marks within: all of it came or went. */
function wholeLine(line: number): LayoutLine {
  return { line, spans: [] };
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
