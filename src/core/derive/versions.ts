import { compareRecords, type VersionRecord } from '../records/records';

/** A parent that a version names and no record has: the version counts as a root. */
export interface Gap {
  readonly version: string;
  readonly missing: string;
}

/** The versions of a prompt and how they follow from each other. */
export interface VersionGraph {
  /** By id, oldest first. */
  readonly versions: ReadonlyMap<string, VersionRecord>;
  /** Versions that no version names as parent, oldest first. */
  readonly heads: readonly VersionRecord[];
  readonly gaps: readonly Gap[];
}

/** Orders the versions of one prompt and finds its heads. */
export function deriveVersions(records: readonly VersionRecord[]): VersionGraph {
  const ordered = [...records].sort(compareRecords);
  const versions = new Map(ordered.map(record => [record.id, record]));
  const parents = new Set(ordered.flatMap(record => record.parents));
  return {
    versions,
    heads: [...versions.values()].filter(record => !parents.has(record.id)),
    gaps: [...versions.values()].flatMap(record =>
      record.parents
        .filter(parent => !versions.has(parent))
        .map(missing => ({ version: record.id, missing })),
    ),
  };
}

/** The ids from which `version` follows, itself included. */
export function ancestorsOf(
  versions: ReadonlyMap<string, VersionRecord>,
  version: string,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [version];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    const record = versions.get(id);
    if (record === undefined) continue;
    seen.add(id);
    open.push(...record.parents);
  }
  return seen;
}

/** The newest version from which both follow, or `undefined` for unrelated histories. */
export function commonAncestor(
  versions: ReadonlyMap<string, VersionRecord>,
  left: string,
  right: string,
): VersionRecord | undefined {
  const ofLeft = ancestorsOf(versions, left);
  const shared = [...ancestorsOf(versions, right)].filter(id => ofLeft.has(id));
  return shared
    .flatMap(id => versions.get(id) ?? [])
    .sort(compareRecords)
    .at(-1);
}
