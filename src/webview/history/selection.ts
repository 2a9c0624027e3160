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
  const [first, last] = [Math.min(anchor, at), Math.max(anchor, at)];
  const rows = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return { selected: new Set(rows), active: at, anchor };
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
