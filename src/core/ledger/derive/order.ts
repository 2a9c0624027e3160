import {
  compareRecords,
  type ApprovalRecord,
  type ExperimentRecord,
  type LedgerRecord,
  type PromptRecord,
  type ReleaseRecord,
  type RenameRecord,
  type TagRecord,
  type VersionRecord,
} from '../records/records';

/** What a place in the order is decided by, besides what a record names. */
type Dated = Pick<LedgerRecord, 'id' | 'at'>;

/** The part of a record that says what it names. */
export type Naming =
  | Pick<VersionRecord, 'kind' | 'parents'>
  | Pick<TagRecord | ReleaseRecord, 'kind' | 'previous'>
  | Pick<PromptRecord, 'kind' | 'previous'>
  | Pick<RenameRecord, 'kind' | 'previous'>
  | Pick<ApprovalRecord | ExperimentRecord, 'kind'>;

/** The records that a record names as those that it follows from or replaces. */
export function causesOf(record: Naming): readonly string[] {
  switch (record.kind) {
    case 'version':
      return record.parents;
    case 'tag':
    case 'release':
      return record.previous;
    case 'prompt':
    case 'rename':
      return record.previous ?? [];
    case 'approval':
    case 'experiment':
      return [];
  }
}

/** Records in the one order that decides: see `orderByCause`. */
export function orderRecords<T extends LedgerRecord>(records: readonly T[]): T[] {
  return orderByCause(records, causesOf);
}

const places = new WeakMap<ReadonlyMap<string, unknown>, ReadonlyMap<string, number>>();

/**
 * Whether one record stands before another in the order that decides: a date that somebody chose says
 * nothing against what records name.
 * @param ordered every record by its id, in that order, as `PromptState.records` has them
 */
export function standsBefore(
  ordered: ReadonlyMap<string, unknown>,
  one: Pick<LedgerRecord, 'id'>,
  other: Pick<LedgerRecord, 'id'>,
): boolean {
  let found = places.get(ordered);
  if (found === undefined) {
    found = new Map([...ordered.keys()].map((id, place) => [id, place]));
    places.set(ordered, found);
  }
  return (found.get(one.id) ?? Infinity) < (found.get(other.id) ?? Infinity);
}

/**
 * Each item after those that it names, and otherwise by `at`, then id: of all items whose causes have
 * their place, the oldest comes next. An item that is added and that nobody names moves no other, so
 * no date can change how those stand that were there before. Each id once; what is not here is no
 * cause. Total: of items that name each other in a circle, which hashes rule out, the oldest begins.
 */
export function orderByCause<T extends Dated>(
  items: readonly T[],
  causes: (item: T) => readonly string[],
): T[] {
  const byTime = [...new Map(items.map(item => [item.id, item])).values()].sort(compareRecords);
  const ranks = new Map(byTime.map(({ id }, rank) => [id, rank]));
  const named = byTime.map((item, rank) => {
    const found = causes(item).flatMap(id => ranks.get(id) ?? []);
    return [...new Set(found)].filter(cause => cause !== rank);
  });
  // Where no clock ran back, which is nearly always, time says it all.
  if (named.every((found, rank) => found.every(cause => cause < rank))) return byTime;
  return placeRanks(named).flatMap(rank => byTime[rank] ?? []);
}

/** The ranks in their order; `named` has those that must come before each. */
function placeRanks(named: readonly (readonly number[])[]): readonly number[] {
  const missing = named.map(causes => causes.length);
  const effects = named.map((): number[] => []);
  named.forEach((causes, rank) => {
    for (const cause of causes) effects[cause]?.push(rank);
  });
  const ready: number[] = [];
  missing.forEach((count, rank) => {
    if (count === 0) addTo(ready, rank);
  });
  const placed = new Set<number>();
  let oldest = 0;
  while (placed.size < named.length) {
    while (placed.has(oldest)) oldest += 1;
    const next = takeFrom(ready) ?? oldest;
    if (placed.has(next)) continue;
    placed.add(next);
    for (const effect of effects[next] ?? []) {
      const left = (missing[effect] ?? 0) - 1;
      missing[effect] = left;
      if (left === 0) addTo(ready, effect);
    }
  }
  return [...placed];
}

/** Adds to a binary heap whose least number is first. */
function addTo(heap: number[], value: number): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] ?? value;
    if (parent <= value) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = value;
}

/** Takes the least number out of a binary heap; `undefined` of an empty one. */
function takeFrom(heap: number[]): number | undefined {
  const least = heap[0];
  const last = heap.pop();
  if (least === undefined || last === undefined || heap.length === 0) return least;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const below = (heap[right] ?? Infinity) < (heap[left] ?? Infinity) ? right : left;
    const child = heap[below];
    if (child === undefined || child >= last) break;
    heap[at] = child;
    at = below;
  }
  heap[at] = last;
  return least;
}
