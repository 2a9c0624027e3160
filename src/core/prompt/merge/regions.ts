import { diff3Merge } from 'node-diff3';
import type { Sides } from './pieces';

/** Items on which the sides agree once both changes are in, or what each of them says. */
export type MergedRegion =
  | { readonly kind: 'agreed'; readonly items: readonly string[] }
  | ({ readonly kind: 'conflict' } & Sides<readonly string[]>);

/** Pairs of equal lines that the merge may look at; it looks at each of them. */
const MAX_PAIRS = 10_000_000;

type Lists = Sides<readonly string[]>;

/**
 * Merges two sides of a base, line by line. Where hundreds of thousands of lines repeat each other,
 * what lies between the ends that all of them share is taken as a whole: from the side that changed
 * it, or as one conflict.
 */
export function mergeRegions({ ours, base, theirs }: Lists): readonly MergedRegion[] {
  if (pairsOf(base, ours) + pairsOf(base, theirs) <= MAX_PAIRS) {
    const options = { excludeFalseConflicts: true };
    return diff3Merge([...ours], [...base], [...theirs], options).map(({ ok, conflict }) =>
      conflict === undefined
        ? { kind: 'agreed', items: ok ?? [] }
        : { kind: 'conflict', base: conflict.o, ours: conflict.a, theirs: conflict.b },
    );
  }
  const { start, end } = sharedEnds([ours, base, theirs]);
  const cut = (lines: readonly string[]): readonly string[] =>
    lines.slice(start, lines.length - end);
  return [
    { kind: 'agreed', items: base.slice(0, start) },
    mergeWhole({ ours: cut(ours), base: cut(base), theirs: cut(theirs) }),
    { kind: 'agreed', items: base.slice(base.length - end) },
  ];
}

function mergeWhole({ ours, base, theirs }: Lists): MergedRegion {
  if (isSame(ours, base) || isSame(ours, theirs)) return { kind: 'agreed', items: theirs };
  if (isSame(theirs, base)) return { kind: 'agreed', items: ours };
  return { kind: 'conflict', base, ours, theirs };
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

/** How often a line of one side equals one of the other. */
function pairsOf(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of left) counts.set(line, (counts.get(line) ?? 0) + 1);
  return right.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

function sharedEnds(sides: readonly (readonly string[])[]): { start: number; end: number } {
  const [first = [], ...others] = sides;
  const shortest = Math.min(...sides.map(({ length }) => length));
  let start = 0;
  while (start < shortest && others.every(side => side[start] === first[start])) start++;
  let end = 0;
  while (end < shortest - start && others.every(side => side.at(-1 - end) === first.at(-1 - end))) {
    end++;
  }
  return { start, end };
}
