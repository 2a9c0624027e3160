import { compareRecords, type ReleaseRecord, type TagRecord } from '../records/records';

/** A record that says where a tag points: a plain tag record, or a release for an environment's tag. */
export type TagMoveRecord = TagRecord | ReleaseRecord;

/** One move of a tag. A move that is not applied came after an immutable one: it is void. */
export interface TagMove {
  readonly record: TagMoveRecord;
  readonly applied: boolean;
}

/** Where a tag points, and how it came there. */
export interface TagState {
  readonly tag: string;
  /** The record that is served: the last applied tip. */
  readonly served: TagMoveRecord;
  /** The version that the tag points at, or `null` once it was removed. */
  readonly version: string | null;
  readonly immutable: boolean;
  /** Moves that no applied move replaced; the next move names them all in `previous`. */
  readonly tips: readonly TagMoveRecord[];
  /** Tips name different versions: two people moved the tag without seeing each other's move. */
  readonly diverged: boolean;
  /** Every move, oldest first. */
  readonly moves: readonly TagMove[];
}

/** The name of the tag that a move is about. */
export function movedTag(record: TagMoveRecord): string {
  return record.kind === 'tag' ? record.tag : record.environment;
}

/** Folds the moves of one prompt's tags. Any set of records gives a state, whatever its order. */
export function deriveTags(records: readonly TagMoveRecord[]): ReadonlyMap<string, TagState> {
  const byTag = new Map<string, TagMoveRecord[]>();
  for (const record of [...records].sort(compareRecords)) {
    const tag = movedTag(record);
    const moves = byTag.get(tag);
    if (moves === undefined) byTag.set(tag, [record]);
    else moves.push(record);
  }
  return new Map([...byTag].map(([tag, moves]) => [tag, deriveTag(tag, moves)]));
}

function deriveTag(tag: string, ordered: readonly TagMoveRecord[]): TagState {
  // An environment's tag moves by releases; a forged "immutable" must not stop them.
  const isEnvironment = ordered.some(record => record.kind === 'release');
  const locked = isEnvironment ? -1 : ordered.findIndex(isImmutable);
  const moves = ordered.map((record, index) => ({
    record,
    applied: locked < 0 || index <= locked,
  }));
  const applied = moves.filter(move => move.applied).map(move => move.record);
  const replaced = new Set(applied.flatMap(record => record.previous));
  const tips = ordered.filter(record => !replaced.has(record.id));
  const served = lastOf(applied.filter(record => !replaced.has(record.id))) ?? lastOf(applied);
  if (served === undefined) throw new Error(`Tag "${tag}" has no record.`);
  return {
    tag,
    served,
    version: served.version,
    immutable: locked >= 0,
    tips,
    diverged: new Set(tips.map(tip => tip.version)).size > 1,
    moves,
  };
}

function isImmutable(record: TagMoveRecord): boolean {
  return record.kind === 'tag' && record.immutable;
}

function lastOf<T>(items: readonly T[]): T | undefined {
  return items[items.length - 1];
}
