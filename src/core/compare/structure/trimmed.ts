import type { BodyHunk } from './bodies';
import type { LineChange } from '../text/pairs';
import { rangeOf } from '../text/range';

/** The lines of both sides, without their newlines. */
interface Lines {
  readonly left: { readonly lines: readonly string[] };
  readonly right: { readonly lines: readonly string[] };
}

/** Hunks in which lines that differ only in the white space around them count as equal. */
export interface TrimmedHunks {
  readonly hunks: readonly BodyHunk[];
  /** How many such lines there are. */
  readonly hidden: number;
}

/**
 * Takes lines that differ only in the white space around them for equal:
 *
 *     -  Be kind.
 *     +Be kind.                 Be kind.
 *     -Be short.         ->    -Be short.
 *     +Be brief.               +Be brief.
 */
export function withoutTrimChanges(hunks: readonly BodyHunk[], sides: Lines): TrimmedHunks {
  const cut: Cut[] = [];
  let hidden = 0;
  for (const hunk of hunks) {
    if (hunk.kind === 'same') {
      append(cut, { kind: 'same', left: hunk.left, right: hunk.right, changes: [] });
      continue;
    }
    let [left, right] = [hunk.left.start, hunk.right.start];
    for (const change of hunk.changes) {
      const from = { left, right };
      if (change.kind !== 'added') left += 1;
      if (change.kind !== 'removed') right += 1;
      const isSame = isTrimChange(change, sides);
      if (isSame) hidden += 1;
      append(cut, {
        kind: isSame ? 'same' : 'changed',
        left: rangeOf(from.left, left),
        right: rangeOf(from.right, right),
        changes: isSame ? [] : [change],
      });
    }
  }
  return { hunks: hidden === 0 ? hunks : cut.map(toHunk), hidden };
}

/** A hunk that may still grow. */
interface Cut extends Pick<BodyHunk, 'kind' | 'left' | 'right'> {
  readonly changes: LineChange[];
}

function append(cut: Cut[], next: Cut): void {
  const last = cut.at(-1);
  if (last?.kind !== next.kind) {
    cut.push(next);
    return;
  }
  for (const change of next.changes) last.changes.push(change);
  cut[cut.length - 1] = {
    ...last,
    left: rangeOf(last.left.start, next.left.endExclusive),
    right: rangeOf(last.right.start, next.right.endExclusive),
  };
}

function toHunk({ kind, left, right, changes }: Cut): BodyHunk {
  return kind === 'same' ? { kind, left, right } : { kind, left, right, changes };
}

/** Equal lines that are told as changed differ in the newline at the end: that is none around. */
function isTrimChange(change: LineChange, { left, right }: Lines): boolean {
  if (change.kind !== 'modified') return false;
  const [before, after] = [left.lines[change.left] ?? '', right.lines[change.right] ?? ''];
  return before !== after && before.trim() === after.trim();
}
