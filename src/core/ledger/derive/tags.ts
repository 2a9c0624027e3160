import { INITIAL_ENVIRONMENTS } from '../environments/registryConfig';
import type { LedgerRecord, ReleaseRecord, TagRecord } from '../records/records';

/** A record that says where a tag points: a plain tag record, or a release for an environment's tag. */
export type TagMoveRecord = TagRecord | ReleaseRecord;

/** One move of a tag. */
export interface TagMove {
  readonly record: TagMoveRecord;
  /** False for what did not lead to where a frozen tag stands: what came after, and what knew nothing of it. */
  readonly applied: boolean;
}

/** Where a tag points, and how it came there. */
export interface TagState {
  readonly tag: string;
  /** The record that is served: the one that froze the tag, else the last applied tip. */
  readonly served: TagMoveRecord;
  /** The version that the tag points at; `null` once it was removed, and where it is `disputed`. */
  readonly version: string | null;
  readonly immutable: boolean;
  /**
   * Two records froze it at different versions, and neither knew of the other. Nothing that a record
   * says of itself can tell which one is meant, so the tag points nowhere.
   */
  readonly disputed: boolean;
  /** Moves that nothing but void ones replaced; the next move names them in `previous`. */
  readonly tips: readonly TagMoveRecord[];
  /** Tips name different versions: two people moved the tag without seeing each other's move. */
  readonly diverged: boolean;
  /** Every move, in order. */
  readonly moves: readonly TagMove[];
}

/** Whether a record says that a tag is never to move again: then it matters what is an environment. */
export function freezesTag(record: LedgerRecord): boolean {
  return record.kind === 'tag' && record.immutable;
}

/** The name of the tag that a move is about. */
export function movedTag(record: TagMoveRecord): string {
  return record.kind === 'tag' ? record.tag : record.environment;
}

/**
 * Folds the moves of one prompt's tags, given as `orderRecords` orders them. Any set gives a state.
 * @param environments names of tags that nobody can freeze, for they move by releases
 */
export function deriveTags(
  ordered: readonly TagMoveRecord[],
  environments?: ReadonlySet<string>,
): ReadonlyMap<string, TagState> {
  const byTag = new Map<string, TagMoveRecord[]>();
  for (const record of ordered) {
    const tag = movedTag(record);
    const moves = byTag.get(tag);
    if (moves === undefined) byTag.set(tag, [record]);
    else moves.push(record);
  }
  return new Map(
    [...byTag].map(([tag, moves]) => {
      const isMovable = cannotFreeze(tag, moves, environments);
      return [tag, deriveTag(tag, moves, isMovable ? NO_FREEZES : freezesOf(moves))];
    }),
  );
}

/** Whether a tag is that of an environment, which no record can freeze. */
export function cannotFreeze(
  tag: string,
  moves: readonly TagMoveRecord[],
  environments: ReadonlySet<string> | undefined,
): boolean {
  return environments?.has(tag) ?? isProbablyEnvironment(tag, moves);
}

/**
 * Where registry.json cannot be asked. A release alone is no proof: one that somebody forges must not
 * set free what is frozen.
 */
function isProbablyEnvironment(tag: string, moves: readonly TagMoveRecord[]): boolean {
  return INITIAL_ENVIRONMENTS.has(tag) && moves.some(({ kind }) => kind === 'release');
}

/** The records that froze a tag, and those that have one of them among their causes. */
interface Freezes {
  readonly frozen: readonly TagMoveRecord[];
  readonly voided: ReadonlySet<string>;
}

const NO_FREEZES: Freezes = { frozen: [], voided: new Set() };

/**
 * What is void follows from what records name, never from their dates: whoever writes a record chooses
 * its date, and cannot take back what others named.
 */
function freezesOf(ordered: readonly TagMoveRecord[]): Freezes {
  const frozen: TagMoveRecord[] = [];
  const ids = new Set<string>();
  const voided = new Set<string>();
  for (const record of ordered) {
    const isVoid = record.previous.some(id => ids.has(id) || voided.has(id));
    if (isVoid) {
      voided.add(record.id);
    } else if (freezesTag(record)) {
      frozen.push(record);
      ids.add(record.id);
    }
  }
  return { frozen, voided };
}

function deriveTag(
  tag: string,
  ordered: readonly TagMoveRecord[],
  { frozen, voided }: Freezes,
): TagState {
  const valid = ordered.filter(({ id }) => !voided.has(id));
  const disputed = new Set(frozen.map(({ version }) => version)).size > 1;
  const replaced = new Set(valid.flatMap(({ previous }) => previous));
  for (const id of confirmed(ordered, { frozen, voided })) replaced.add(id);
  const tips = ordered.filter(({ id }) => !replaced.has(id));
  const served =
    frozen[0] ?? valid.findLast(({ id }) => !replaced.has(id)) ?? valid[valid.length - 1];
  if (served === undefined) throw new Error(`Tag "${tag}" has no record.`);
  return {
    tag,
    served,
    version: disputed ? null : served.version,
    immutable: frozen.length > 0,
    disputed,
    tips,
    diverged: new Set(tips.map(({ version }) => version)).size > 1,
    moves: appliedBy(ordered, frozen),
  };
}

/** What froze the tag and what that follows from is applied; where nothing froze it, everything. */
function appliedBy(
  ordered: readonly TagMoveRecord[],
  frozen: readonly TagMoveRecord[],
): readonly TagMove[] {
  const applied = new Set(frozen.map(({ id }) => id));
  for (const { id, previous } of [...ordered].reverse()) {
    if (applied.has(id)) for (const cause of previous) applied.add(cause);
  }
  return ordered.map(record => ({
    record,
    applied: frozen.length === 0 || applied.has(record.id),
  }));
}

/**
 * What is replaced by void moves to where the tag stands anyway: they move nothing, and say that
 * somebody has seen the others. So a frozen tag that diverged can be agreed on again.
 */
function confirmed(
  ordered: readonly TagMoveRecord[],
  { frozen, voided }: Freezes,
): readonly string[] {
  const ids = new Set(frozen.map(({ id }) => id));
  const versions = new Set(frozen.map(({ version }) => version));
  return ordered
    .filter(({ id, version }) => voided.has(id) && versions.has(version))
    .flatMap(({ previous }) => previous)
    .filter(id => !ids.has(id));
}
