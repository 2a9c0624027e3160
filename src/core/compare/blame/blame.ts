import { findSameLines } from './sameLines';

/** Where a line was introduced: a version, and the line's index in that version, counted from 0. */
export interface LineOrigin {
  readonly version: string;
  readonly line: number;
}

/** A text whose lines are known by their origins. */
export interface BlamedText {
  readonly lines: readonly string[];
  readonly origins: readonly LineOrigin[];
  /** Versions that it follows from, near or far, that are not here. With them it might read otherwise. */
  readonly missing: readonly string[];
}

/** What blame needs of a history. */
export interface BlameHistory {
  /** `undefined` for a version that is not here. */
  parentsOf(id: string): readonly string[] | undefined;
  linesOf(id: string): readonly string[];
}

/**
 * Where each line of a text comes from, when the text was made from `parents`; `undefined` for a line
 * that no parent has. A line that several parents have comes from the first of them, as in git.
 */
export function blameLines(
  lines: readonly string[],
  parents: readonly Pick<BlamedText, 'lines' | 'origins'>[],
): (LineOrigin | undefined)[] {
  const origins = new Array<LineOrigin | undefined>(lines.length).fill(undefined);
  for (const parent of parents) {
    for (const { left, right, length } of findSameLines(parent.lines, lines)) {
      for (let offset = 0; offset < length; offset += 1) {
        origins[right + offset] ??= parent.origins[left + offset];
      }
    }
  }
  return origins;
}

/**
 * Where each line of a version was introduced. A parent that is missing counts as none, so the lines
 * that it may have brought are the version's own. `undefined` where the version itself is missing.
 * @param known what was blamed before; the history is followed no further than that
 */
export function blameVersion(
  id: string,
  history: BlameHistory,
  known: ReadonlyMap<string, BlamedText> = new Map(),
): BlamedText | undefined {
  const steps = blameSteps(id, history, known);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/**
 * The same, a version at a time, for a caller who lets others have their turn in between, or gives up:
 * every version on the way comes with what is known of it then.
 */
export function* blameSteps(
  id: string,
  history: BlameHistory,
  known: ReadonlyMap<string, BlamedText>,
): Generator<readonly [id: string, text: BlamedText], BlamedText | undefined> {
  const ancestry = findAncestry(id, history, known);
  const waiting = countChildren(ancestry);
  // Of a long history only what is still compared is kept: all of it takes a lot of room.
  const blamed = new Map<string, BlamedText>();
  for (const [version, parents] of ancestry) {
    const texts = parents.flatMap(parent => blamed.get(parent) ?? known.get(parent) ?? []);
    const missing = new Set(texts.flatMap(text => text.missing));
    for (const parent of parents) {
      if (history.parentsOf(parent) === undefined) missing.add(parent);
      const left = (waiting.get(parent) ?? 0) - 1;
      waiting.set(parent, left);
      if (left <= 0) blamed.delete(parent);
    }
    const lines = history.linesOf(version);
    const origins = blameLines(lines, texts).map((origin, line) => origin ?? { version, line });
    const text = { lines, origins, missing: [...missing] };
    blamed.set(version, text);
    yield [version, text];
  }
  return blamed.get(id) ?? known.get(id);
}

/** A version and all that it follows from as far as it is not known yet, parents first. */
function findAncestry(
  id: string,
  history: BlameHistory,
  known: ReadonlyMap<string, BlamedText>,
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const entered = new Set<string>();
  const open = [id];
  for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
    const parents = known.has(next) || found.has(next) ? undefined : history.parentsOf(next);
    // Entering twice means that its parents are done, or that records form a circle.
    const wanted = entered.has(next) ? [] : (parents ?? []).filter(each => !entered.has(each));
    entered.add(next);
    if (wanted.length > 0) {
      for (const parent of wanted) open.push(parent);
      continue;
    }
    if (parents !== undefined) found.set(next, [...new Set(parents)]);
    open.pop();
  }
  return found;
}

function countChildren(ancestry: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const children = new Map<string, number>();
  for (const parents of ancestry.values()) {
    for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  return children;
}
