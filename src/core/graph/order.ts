import { compareText } from '../records/records';

/** What the graph of a prompt needs to know of a version. */
export interface GraphVersion {
  readonly id: string;
  readonly at: string;
  readonly parents: readonly string[];
}

/**
 * Newest first, and every version before those that it follows from, even where a clock ran back.
 * Total: records that name each other in a circle (no honest writer makes them) come last.
 */
export function orderVersions<T extends GraphVersion>(versions: readonly T[]): T[] {
  const newestFirst = [...versions].sort(
    (left, right) => compareText(right.at, left.at) || compareText(right.id, left.id),
  );
  const known = new Map(newestFirst.map(version => [version.id, version]));
  const children = countChildren(newestFirst);
  const ordered: T[] = [];
  let ready = newestFirst.filter(({ id }) => !children.has(id));
  for (let next = ready[0]; next !== undefined; next = ready[0]) {
    ordered.push(next);
    const freed = new Set<string>();
    for (const parent of new Set(next.parents)) {
      const left = (children.get(parent) ?? 0) - 1;
      children.set(parent, left);
      if (left === 0 && known.has(parent)) freed.add(parent);
    }
    ready = ready.slice(1);
    for (const id of freed) ready = insert(ready, known.get(id));
  }
  const seen = new Set(ordered);
  return [...ordered, ...newestFirst.filter(version => !seen.has(version))];
}

function countChildren(versions: readonly GraphVersion[]): Map<string, number> {
  const children = new Map<string, number>();
  for (const { parents } of versions) {
    for (const parent of new Set(parents)) children.set(parent, (children.get(parent) ?? 0) + 1);
  }
  return children;
}

function insert<T extends GraphVersion>(ready: readonly T[], version: T | undefined): T[] {
  if (version === undefined) return [...ready];
  const isOlder = (other: T): boolean =>
    (compareText(other.at, version.at) || compareText(other.id, version.id)) < 0;
  const at = ready.findIndex(isOlder);
  const before = at < 0 ? ready.length : at;
  return [...ready.slice(0, before), version, ...ready.slice(before)];
}
