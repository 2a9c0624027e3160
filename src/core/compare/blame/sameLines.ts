import { diffArrays } from 'diff';
import { diffLines } from '../text/lines';
import { lengthOf, rangeOf, type Range } from '../text/range';

/** Lines that two texts share: `length` lines from `left` on are those from `right` on. */
export interface SameLines {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/** A stretch of one text, and the stretch of the other that stands in its place. */
interface Stretch {
  readonly left: Range;
  readonly right: Range;
}

/** With more edits than this, a search for the fewest takes longer than looking at every line. */
const FEW_EDITS = 256;
/** So many lines around an edit tell a person where it begins and ends. */
const CONTEXT = 20;

/**
 * The lines that two texts share, in order, as a comparison of the two shows them. One version mostly
 * changes a few lines of another, so what differs is found first, by the fewest edits, and only its
 * surroundings are compared as `diffLines` does; texts that differ much are compared whole.
 */
export function findSameLines(left: readonly string[], right: readonly string[]): SameLines[] {
  const found: SameLines[] = [];
  let at = { left: 0, right: 0 };
  for (const stretch of stretchesToCompare(left, right)) {
    found.push({ ...at, length: stretch.left.start - at.left });
    const leftLines = left.slice(stretch.left.start, stretch.left.endExclusive);
    const rightLines = right.slice(stretch.right.start, stretch.right.endExclusive);
    for (const hunk of diffLines(leftLines, rightLines).hunks) {
      if (hunk.kind === 'changed') continue;
      found.push({
        left: stretch.left.start + hunk.left.start,
        right: stretch.right.start + hunk.right.start,
        length: lengthOf(hunk.left),
      });
    }
    at = { left: stretch.left.endExclusive, right: stretch.right.endExclusive };
  }
  found.push({ ...at, length: left.length - at.left });
  return found.filter(({ length }) => length > 0);
}

function stretchesToCompare(left: readonly string[], right: readonly string[]): Stretch[] {
  const whole = { left: rangeOf(0, left.length), right: rangeOf(0, right.length) };
  const changes = diffArrays([...left], [...right], { maxEditLength: FEW_EDITS });
  if (changes === undefined) return [whole];
  const stretches: Stretch[] = [];
  let [leftAt, rightAt] = [0, 0];
  for (const { added, removed, count } of changes) {
    const [leftEnd, rightEnd] = [leftAt + (added ? 0 : count), rightAt + (removed ? 0 : count)];
    if (added || removed) {
      const edit = { left: rangeOf(leftAt, leftEnd), right: rangeOf(rightAt, rightEnd) };
      joinTo(stretches, withContext(edit, whole));
    }
    [leftAt, rightAt] = [leftEnd, rightEnd];
  }
  return stretches;
}

/** What surrounds an edit is the same on both sides, so both grow by as much. */
function withContext({ left, right }: Stretch, whole: Stretch): Stretch {
  const before = Math.min(CONTEXT, left.start, right.start);
  const after = Math.min(
    CONTEXT,
    whole.left.endExclusive - left.endExclusive,
    whole.right.endExclusive - right.endExclusive,
  );
  return {
    left: rangeOf(left.start - before, left.endExclusive + after),
    right: rangeOf(right.start - before, right.endExclusive + after),
  };
}

function joinTo(stretches: Stretch[], next: Stretch): void {
  const last = stretches.at(-1);
  const isApart =
    last === undefined ||
    (last.left.endExclusive < next.left.start && last.right.endExclusive < next.right.start);
  if (isApart) {
    stretches.push(next);
    return;
  }
  const join = (a: Range, b: Range): Range =>
    rangeOf(Math.min(a.start, b.start), Math.max(a.endExclusive, b.endExclusive));
  stretches[stretches.length - 1] = {
    left: join(last.left, next.left),
    right: join(last.right, next.right),
  };
}
