import type { HistoryRun } from '../../protocol/historyItem';

/** Which rows of a list are selected, and where the keyboard is. Rows are counted from 0. */
export interface Selection {
  readonly selected: ReadonlySet<number>;
  readonly active: number;
  /** Where a range begins. */
  readonly anchor: number;
}

export const NO_SELECTION: Selection = { selected: new Set(), active: 0, anchor: 0 };

/** One row, and none besides. */
export function selectOnly(at: number): Selection {
  return { selected: new Set([at]), active: at, anchor: at };
}

/** From where the range begins to this row. */
export function selectRange({ anchor }: Selection, at: number): Selection {
  return { selected: rowsBetween(anchor, at), active: at, anchor };
}

/** One row more, or one less. */
export function toggle({ selected }: Selection, at: number): Selection {
  const rows = new Set(selected);
  if (!rows.delete(at)) rows.add(at);
  return { selected: rows, active: at, anchor: at };
}

/** The keyboard moves and the selection stays. */
export function moveTo({ selected, anchor }: Selection, at: number): Selection {
  return { selected, active: at, anchor };
}

/** All of `count` rows. */
export function selectAll({ active }: Selection, count: number): Selection {
  return { selected: rowsBetween(0, count - 1), active, anchor: active };
}

/** The selected rows, from the first to the last. */
export function inOrder({ selected }: Selection): number[] {
  return [...selected].sort((left, right) => left - right);
}

/** The selection as the ids at its ends: what holds when other rows come and go. */
export function runsOf(selection: Selection, ids: readonly string[]): HistoryRun[] {
  const runs: { first: string; last: string }[] = [];
  let before = NaN;
  for (const at of inOrder(selection)) {
    const id = ids[at];
    const run = runs.at(-1);
    if (id === undefined) continue;
    if (run !== undefined && at === before + 1) run.last = id;
    else runs.push({ first: id, last: id });
    before = at;
  }
  return runs;
}

/** The rows of a selection that was kept as ids; what is gone is left out. */
export function rowsOfRuns(
  runs: readonly HistoryRun[],
  placeOf: (id: string) => number | undefined,
): Set<number> {
  const rows = new Set<number>();
  for (const { first, last } of runs) {
    const ends = [placeOf(first), placeOf(last)].filter(at => at !== undefined);
    const [start, end] = [ends[0], ends.at(-1)];
    if (start === undefined || end === undefined) continue;
    for (const at of rowsBetween(start, end)) rows.add(at);
  }
  return rows;
}

function rowsBetween(one: number, other: number): Set<number> {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  return new Set(Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
