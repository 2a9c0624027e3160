import { LedgerError } from '../../base/errors';
import { namedRecord, type RecordProblem } from '../records/recordFile';
import type { LedgerRecord, ReleaseRecord, TagRecord, VersionRecord } from '../records/records';
import { cannotFreeze, type TagState } from './tags';
import type { VersionGraph } from './versions';

/**
 * What can be asked of a prompt: each may or may not depend on a record that is damaged. `served`,
 * `tips` and `moves` are asked of one tag: what it points at, which moves nothing replaced, all moves.
 */
export type Aspect =
  | 'latest'
  | 'heads'
  | 'versions'
  | 'facts'
  | `served ${string}`
  | `tips ${string}`
  | `moves ${string}`;

/** What may depend on record files that are there and say nothing. */
export interface Doubts {
  /** One that cannot be read. It may be restored to anything: every answer depends on it. */
  readonly unreadable: RecordProblem | undefined;
  /** One that may have said anything: no sound record tells what it was. */
  readonly anything: RecordProblem | undefined;
  /** For what else is in doubt, the file that it depends on. */
  readonly doubts: ReadonlyMap<Aspect, RecordProblem>;
}

/** The record files of a prompt that are there and say nothing, and what may depend on them. */
export interface Damage extends Doubts {
  readonly problems: readonly RecordProblem[];
}

const NO_DAMAGE: Damage = {
  problems: [],
  unreadable: undefined,
  anything: undefined,
  doubts: new Map(),
};

interface Known extends Pick<VersionGraph, 'versions' | 'heads'> {
  readonly records: readonly LedgerRecord[];
  readonly tags: ReadonlyMap<string, TagState>;
  readonly environments: ReadonlySet<string> | undefined;
}

/**
 * What may depend on record files that could not be taken for records. A damaged file has its name
 * left, which is the id of the record that it was: where a sound version names it as parent, it was a
 * version and no head; where a sound move of a tag names it, it was a move of that tag, since replaced.
 */
export function damageOf(all: readonly RecordProblem[], known: Known): Damage {
  const problems = all.filter(({ isVoid }) => isVoid !== true);
  if (problems.length === 0) return NO_DAMAGE;
  const ids = new Set(known.records.map(({ id }) => id));
  const doubts = new Map<Aspect, RecordProblem>();
  let anything: RecordProblem | undefined;
  for (const problem of problems) {
    const named = namedRecord(problem.path);
    // A sound record of this id is there as well: nothing is missing.
    if (named !== undefined && ids.has(named.id)) continue;
    const aspects = doubtedAspects(named, known);
    if (aspects === undefined) anything ??= problem;
    for (const aspect of aspects ?? []) doubts.set(aspect, doubts.get(aspect) ?? problem);
  }
  const unreadable = problems.find(({ code }) => code === 'io');
  return { problems, unreadable, anything, doubts };
}

/** The file on which one of `aspects` may depend, or `undefined` where none of them does. */
export function doubtOf(
  { unreadable, anything, doubts }: Doubts,
  ...aspects: readonly Aspect[]
): RecordProblem | undefined {
  if (unreadable !== undefined || anything !== undefined) return unreadable ?? anything;
  return aspects.map(aspect => doubts.get(aspect)).find(problem => problem !== undefined);
}

/** Throws `io` or `record-corrupt` where one of `aspects` may depend on a file that says nothing. */
export function refuseDoubt(
  prompt: string,
  { damage }: { readonly damage: Damage },
  ...aspects: readonly Aspect[]
): void {
  const problem = doubtOf(damage, ...aspects);
  if (problem !== undefined) throw damageError(prompt, problem);
}

/** Throws `io` where a record of the prompt is there and cannot be read. */
export function refuseUnreadable(prompt: string, { damage }: { readonly damage: Damage }): void {
  if (damage.unreadable !== undefined) throw damageError(prompt, damage.unreadable);
}

/** The damaged file in which one of some versions lies; `undefined` where none of them does. */
export function damagedVersion(
  { versions, damage }: Pick<VersionGraph, 'versions'> & { readonly damage: Damage },
  ids: readonly (string | null)[],
): RecordProblem | undefined {
  const missing = new Set(ids.filter(id => id !== null && !versions.has(id)));
  return damage.problems.find(({ path }) => missing.has(namedRecord(path)?.id ?? ''));
}

/** Throws where one of some versions lies in a damaged file: a list would say that it has no number. */
export function refuseDamagedVersion(
  prompt: string,
  state: Pick<VersionGraph, 'versions'> & { readonly damage: Damage },
  ids: readonly (string | null)[],
): void {
  const problem = damagedVersion(state, ids);
  if (problem !== undefined) throw damageError(prompt, problem);
}

/** Why a question about a prompt has no answer: `io` or `record-corrupt`, with the file's path. */
export function damageError(prompt: string, problem: RecordProblem): LedgerError {
  const { code, path, message, belongsTo } = problem;
  const data = { prompt, path, reason: message };
  if (path.startsWith('prompts/')) {
    const what = `The working document of "${prompt}" cannot be read: ${path}. ${message}`;
    return new LedgerError('io', data, what);
  }
  if (code === 'io') {
    return new LedgerError(
      'io',
      data,
      `"${prompt}" has a record that cannot be read: ${path}. ${message} Without it every answer could be wrong.`,
    );
  }
  if (belongsTo !== undefined) {
    return new LedgerError(
      'record-corrupt',
      data,
      `"${prompt}" has a record in the wrong folder, and the answer may depend on it: ${path}. Put it back ("promptledger verify --repair"), or ask for a version by its number or id.`,
    );
  }
  return new LedgerError(
    'record-corrupt',
    data,
    `"${prompt}" has a damaged record, and the answer may depend on it: ${path}. ${message} Restore it ("promptledger verify --repair", or "git checkout -- ${path}" in the registry's folder), or ask for a version by its number or id.`,
  );
}

interface Named {
  readonly id: string;
  readonly time: string;
}

type Move = TagRecord | ReleaseRecord;

/** What may depend on the record of this id; `undefined` where nothing tells what it was. */
function doubtedAspects(named: Named | undefined, known: Known): readonly Aspect[] | undefined {
  if (named === undefined) return undefined;
  const children = [...known.versions.values()].filter(({ parents }) => parents.includes(named.id));
  const moves = known.records.filter(isMove).filter(({ previous }) => previous.includes(named.id));
  const tags = new Set(moves.map(tagOf));
  const [tag] = tags;
  if (children.length > 0 && tags.size === 0) return versionAspects(named, children, known);
  if (children.length > 0 || tags.size !== 1 || tag === undefined) return undefined;
  return moveAspects(named, moves, { ...known, tag: known.tags.get(tag) });
}

function versionAspects(
  named: Named,
  children: readonly VersionRecord[],
  { versions, heads }: Known,
): readonly Aspect[] {
  const causesOf = (id: string): readonly string[] => versions.get(id)?.parents ?? [];
  const after = followers(named, { tips: heads, children, causesOf });
  const isLatestSure = after.isOrdered && after.ids.has(heads.at(-1)?.id ?? '');
  const areHeadsSure = isLatestSure && after.ids.size === heads.length;
  return [
    'versions',
    ...(isLatestSure ? [] : ['latest' as const]),
    ...(areHeadsSure ? [] : ['heads' as const]),
  ];
}

function moveAspects(
  named: Named,
  children: readonly Move[],
  {
    tag,
    records,
    environments,
  }: Pick<Known, 'records' | 'environments'> & {
    readonly tag: TagState | undefined;
  },
): readonly Aspect[] | undefined {
  if (tag === undefined) return undefined;
  const moves = new Map(records.filter(isMove).map(move => [move.id, move]));
  const causesOf = (id: string): readonly string[] => moves.get(id)?.previous ?? [];
  const after = followers(named, { tips: tag.tips, children, causesOf });
  // An environment's tag always moves; of another one, what was lost may have ended all moves.
  const isEnvironment = cannotFreeze(
    tag.tag,
    tag.moves.map(({ record }) => record),
    environments,
  );
  const isServedSure = isEnvironment && after.isOrdered && after.ids.has(tag.served.id);
  const areTipsSure = isServedSure && after.ids.size === tag.tips.length;
  return [
    `moves ${tag.tag}`,
    ...(isServedSure ? [] : [`served ${tag.tag}` as const]),
    ...(areTipsSure ? [] : [`tips ${tag.tag}` as const]),
  ];
}

interface Followed {
  readonly tips: readonly { readonly id: string }[];
  /** The sound records that name the one that is lost. */
  readonly children: readonly { readonly at: string }[];
  readonly causesOf: (id: string) => readonly string[];
}

/**
 * The tips that follow from a record: it cannot have replaced one of those. Their order is sure where
 * there is one, or where every record that names the lost one is younger, as its writer saw to.
 */
function followers(
  { id, time }: Named,
  { tips, children, causesOf }: Followed,
): { readonly ids: ReadonlySet<string>; readonly isOrdered: boolean } {
  const ids = tips.map(tip => tip.id).filter(tip => leadsTo(tip, id, causesOf));
  const areYounger = children.every(({ at }) => at.replaceAll(/[-:.]/g, '') > time);
  return { ids: new Set(ids), isOrdered: ids.length === 1 || areYounger };
}

function leadsTo(from: string, to: string, causesOf: Followed['causesOf']): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const cause of causesOf(id)) open.push(cause);
  }
  return false;
}

function isMove(record: LedgerRecord): record is Move {
  return record.kind === 'tag' || record.kind === 'release';
}

function tagOf(move: Move): string {
  return move.kind === 'tag' ? move.tag : move.environment;
}
