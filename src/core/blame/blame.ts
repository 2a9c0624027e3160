import { diffLines } from '../diff/lines';

/** Where a line was introduced: a version, and the line's index in that version, counted from 0. */
export interface LineOrigin {
  readonly version: string;
  readonly line: number;
}

/** A text whose lines are known by their origins. */
export interface BlamedText {
  readonly lines: readonly string[];
  readonly origins: readonly LineOrigin[];
}

/** What blame needs of a history; `undefined` for a version that is not here. */
export interface BlameSource {
  readonly parents: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Where each line of a text comes from, when the text was made from `parents`; `undefined` for a line
 * that no parent has. A line that several parents have comes from the first of them, as in git.
 */
export function blameLines(
  lines: readonly string[],
  parents: readonly BlamedText[],
): (LineOrigin | undefined)[] {
  const origins = new Array<LineOrigin | undefined>(lines.length).fill(undefined);
  for (const parent of parents) {
    for (const { kind, left, right } of diffLines(parent.lines, lines).hunks) {
      if (kind === 'changed') continue;
      for (let offset = 0; right.start + offset < right.endExclusive; offset += 1) {
        origins[right.start + offset] ??= parent.origins[left.start + offset];
      }
    }
  }
  return origins;
}

/**
 * Where each line of a version was introduced. A parent that is missing counts as none, so the lines
 * that it may have brought are the version's own. `undefined` where the version itself is missing.
 * @param known what was blamed before; every version on the way is added to it. Versions never
 *   change, so it holds for good.
 */
export function blameVersion(
  id: string,
  sourceOf: (id: string) => BlameSource | undefined,
  known = new Map<string, BlamedText>(),
): BlamedText | undefined {
  const open = [id];
  const entered = new Set<string>();
  for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
    const source = known.has(next) ? undefined : sourceOf(next);
    if (source === undefined) {
      open.pop();
      continue;
    }
    // Parents first; entering twice means that they are done, or that records form a circle.
    const missing = source.parents.filter(parent => !known.has(parent) && !entered.has(parent));
    entered.add(next);
    if (missing.some(parent => sourceOf(parent) !== undefined)) {
      open.push(...missing);
      continue;
    }
    known.set(next, blameSource(next, source, known));
    open.pop();
  }
  return known.get(id);
}

function blameSource(
  id: string,
  { lines, parents }: BlameSource,
  known: ReadonlyMap<string, BlamedText>,
): BlamedText {
  const found = blameLines(
    lines,
    parents.flatMap(parent => known.get(parent) ?? []),
  );
  return { lines, origins: found.map((origin, line) => origin ?? { version: id, line }) };
}
