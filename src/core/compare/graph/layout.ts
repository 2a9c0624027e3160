import type { GraphVersion } from './order';

/** A line between two lanes, from the upper end to the lower. */
export interface GraphLine {
  readonly from: number;
  readonly to: number;
}

/** A version's place in the graph. Lanes are columns, counted from 0. */
export interface GraphRow {
  readonly id: string;
  /** Where the version's own mark stands. */
  readonly lane: number;
  /** From the upper edge of the row to its middle. */
  readonly above: readonly GraphLine[];
  /** From the middle of the row to its lower edge. */
  readonly below: readonly GraphLine[];
  /** A parent of it is not here: it lies outside of this list, or is missing in the registry. */
  readonly isCut: boolean;
}
/** Which version each lane leads down to; `undefined` is a free lane. */
type Lanes = readonly (string | undefined)[];

/**
 * Gives each version of a list (as `orderVersions` orders it) a lane, and draws the lines that lead
 * from it to its parents. A lane leads to one version at a time, and lines that lead to the same
 * version share one, so a history without branches is one straight line.
 */
export function layoutGraph(versions: readonly GraphVersion[]): GraphRow[] {
  const rowOf = new Map(versions.map(({ id }, index) => [id, index]));
  let lanes: Lanes = [];
  return versions.map((version, index) => {
    const isBelow = (parent: string): boolean => (rowOf.get(parent) ?? -1) > index;
    const { row, next } = placeVersion(version, version.parents.filter(isBelow), lanes);
    lanes = next;
    return row;
  });
}

/** How many lanes the widest row takes. */
export function graphWidth(rows: readonly GraphRow[]): number {
  let widest = 0;
  for (const { lane, above, below } of rows) {
    widest = Math.max(widest, lane + 1);
    for (const { from, to } of above) widest = Math.max(widest, from + 1, to + 1);
    for (const { from, to } of below) widest = Math.max(widest, from + 1, to + 1);
  }
  return widest;
}

function placeVersion(
  { id, parents }: GraphVersion,
  shown: readonly string[],
  lanes: Lanes,
): { row: GraphRow; next: Lanes } {
  const awaited = lanes.indexOf(id);
  const lane = awaited < 0 ? freeLane(lanes) : awaited;
  const above: GraphLine[] = [];
  for (const [from, target] of lanes.entries()) {
    if (target !== undefined) above.push({ from, to: from });
  }
  const next = [...lanes];
  next[lane] = undefined;
  const passing = above.filter(({ from }) => from !== lane);
  const below = new Map(passing.map(line => [line.from, line]));
  const branches: GraphLine[] = [];
  for (const parent of new Set(shown)) {
    const known = next.indexOf(parent);
    const isOutside = known > lane && isFree(next, lane);
    // A branch that ends gives its place back, so that the main line stays at the edge.
    if (isOutside) {
      below.set(known, { from: known, to: lane });
      next[known] = undefined;
    }
    const to = known >= 0 && !isOutside ? known : freeLane(next, lane);
    next[to] = parent;
    branches.push({ from: lane, to });
  }
  const row = {
    id,
    lane,
    above,
    below: [...below.values(), ...branches],
    isCut: new Set(shown).size < new Set(parents).size,
  };
  return { row, next };
}

function isFree(lanes: Lanes, lane: number): boolean {
  return lane >= 0 && lanes[lane] === undefined;
}

/** The wanted lane where it is free, else the first that is. */
function freeLane(lanes: Lanes, wanted = -1): number {
  if (isFree(lanes, wanted)) return wanted;
  const free = lanes.findIndex(target => target === undefined);
  return free < 0 ? lanes.length : free;
}
