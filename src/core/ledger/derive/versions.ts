import type { VersionRecord } from '../records/records';
import { sourceText } from '../records/records';

/** A parent that a version names and no record has: the version counts as a root. */
export interface Gap {
  readonly version: string;
  readonly missing: string;
}

/** The versions of a prompt and how they follow from each other. */
export interface VersionGraph {
  /** By id, in order: each after its parents. */
  readonly versions: ReadonlyMap<string, VersionRecord>;
  /** Versions that no version names as parent, in order. */
  readonly heads: readonly VersionRecord[];
  readonly gaps: readonly Gap[];
  /** The highest number of a version; 0 without one. */
  readonly highest: number;
}

/** Finds the heads and the gaps among the versions of one prompt, given as `orderRecords` orders them. */
export function deriveVersions(ordered: readonly VersionRecord[]): VersionGraph {
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
    highest: ordered.reduce((highest, { number }) => Math.max(highest, number), 0),
  };
}

/** The ids from which `version` follows, itself included. */
export function ancestorsOf(
  versions: { get(id: string): Pick<VersionRecord, 'parents'> | undefined },
  version: string,
): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [version];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    const record = versions.get(id);
    if (record === undefined) continue;
    seen.add(id);
    for (const parent of record.parents) open.push(parent);
  }
  return seen;
}

/** The last version in order from which both follow, or `undefined` for unrelated histories. */
export function commonAncestor(
  versions: ReadonlyMap<string, VersionRecord>,
  left: string,
  right: string,
): VersionRecord | undefined {
  const ofLeft = ancestorsOf(versions, left);
  const ofRight = ancestorsOf(versions, right);
  return [...versions.values()].findLast(({ id }) => ofLeft.has(id) && ofRight.has(id));
}

/** Whether one of the versions has exactly this text. */
export function isVersionText({ versions }: Pick<VersionGraph, 'versions'>, text: string): boolean {
  return [...versions.values()].some(version => sourceText(version) === text);
}
