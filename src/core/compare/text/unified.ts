import { formatPatch, type StructuredPatchHunk } from 'diff';
import { createBudget } from './budget';
import { diffLines, splitLines, type LineHunk } from './lines';
import { lengthOf, rangeOf } from './range';

export interface UnifiedLabels {
  readonly leftLabel: string;
  readonly rightLabel: string;
  /**
   * The file that both sides are texts of, from the root of the repository: with it, `git apply` and
   * `patch -p1` find what to change. The labels stand behind it.
   */
  readonly file?: string;
  /** A side that has no such file: the patch makes or removes it. */
  readonly missing?: 'left' | 'right';
}

const CONTEXT = 3;

/** The difference as `diff -u` and `git diff` write it; `patch` applies it. Empty when equal. */
export function unifiedDiff(
  leftSource: string,
  rightSource: string,
  labels: UnifiedLabels,
): string {
  const sides = { left: splitLines(leftSource), right: splitLines(rightSource) };
  const { hunks } = diffLines(sides.left, sides.right, createBudget());
  const groups = groupByContext(hunks);
  if (groups.length === 0) return '';
  return formatPatch(
    {
      ...fileNames(labels),
      hunks: groups.map(group => toPatchHunk(group, sides)),
    },
    { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  );
}

function fileNames({ leftLabel, rightLabel, file, missing }: UnifiedLabels) {
  if (file === undefined) {
    const headers = { oldHeader: undefined, newHeader: undefined };
    return { oldFileName: leftLabel, newFileName: rightLabel, ...headers };
  }
  return {
    oldFileName: missing === 'left' ? '/dev/null' : `a/${file}`,
    newFileName: missing === 'right' ? '/dev/null' : `b/${file}`,
    oldHeader: leftLabel,
    newHeader: rightLabel,
  };
}

/** Changes whose context lines meet share one `@@`. */
function groupByContext(hunks: readonly LineHunk[]): LineHunk[][] {
  const groups: LineHunk[][] = [];
  let group: LineHunk[] = [];
  hunks.forEach((hunk, index) => {
    if (hunk.kind === 'changed') {
      group.push(hunk);
      return;
    }
    const length = lengthOf(hunk.left);
    const after = index === 0 ? 0 : CONTEXT;
    const before = index === hunks.length - 1 ? 0 : CONTEXT;
    if (length <= after + before) {
      group.push(hunk);
      return;
    }
    groups.push([...group, cut(hunk, 0, after)]);
    group = [cut(hunk, length - before, length)];
  });
  groups.push(group);
  return groups.filter(hunksOfGroup => hunksOfGroup.some(hunk => hunk.kind === 'changed'));
}

function cut(hunk: LineHunk, start: number, endExclusive: number): LineHunk {
  return {
    kind: hunk.kind,
    left: rangeOf(hunk.left.start + start, hunk.left.start + endExclusive),
    right: rangeOf(hunk.right.start + start, hunk.right.start + endExclusive),
  };
}

interface Sides {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

function toPatchHunk(group: readonly LineHunk[], { left, right }: Sides): StructuredPatchHunk {
  const lines: string[] = [];
  for (const hunk of group) {
    const removed = left.slice(hunk.left.start, hunk.left.endExclusive);
    const added = right.slice(hunk.right.start, hunk.right.endExclusive);
    const [before, after] =
      hunk.kind === 'same'
        ? [patchLines(' ', removed), []]
        : [patchLines('-', removed), patchLines('+', added)];
    // One by one: a call takes no hundred thousand arguments.
    for (const line of before) lines.push(line);
    for (const line of after) lines.push(line);
  }
  const linesOf = (side: 'left' | 'right') => {
    const start = group[0]?.[side].start ?? 0;
    return { start: start + 1, count: (group.at(-1)?.[side].endExclusive ?? start) - start };
  };
  const [old, current] = [linesOf('left'), linesOf('right')];
  return {
    oldStart: old.start,
    oldLines: old.count,
    newStart: current.start,
    newLines: current.count,
    lines,
  };
}

function patchLines(sign: string, lines: readonly string[]): string[] {
  return lines.flatMap(line =>
    line.endsWith('\n')
      ? [sign + line.slice(0, -1)]
      : [sign + line, '\\ No newline at end of file'],
  );
}
