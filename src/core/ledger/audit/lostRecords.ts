import { recordFileName, recordPath, type RecordProblem } from '../records/recordFile';
import type { LedgerRecord } from '../records/records';

/** A folder of records as somebody read it. */
export interface HeldFolder {
  readonly folder: string;
  readonly names: readonly string[];
  readonly records: readonly LedgerRecord[];
  readonly problems: readonly Pick<RecordProblem, 'path' | 'message'>[];
}

/** A record file that was sound once and is not there as it was. */
export interface LostRecord {
  /** Below the registry's folder. */
  readonly path: string;
  readonly folder: string;
  readonly name: string;
  /** `undefined` for a kind of record that a newer writer made. */
  readonly record: LedgerRecord | undefined;
}

/**
 * The sound record files of `before` that `now` has not: missing, or at their place and not sound.
 * A sound file of the same name has the same bytes, for the name says what they hash to. What was
 * not sound before is nobody's record.
 */
export function lostRecords(
  before: readonly HeldFolder[],
  now: readonly HeldFolder[],
): readonly LostRecord[] {
  const there = new Set(now.flatMap(soundPaths));
  return before.flatMap(read => {
    const byName = new Map(read.records.map(item => [recordFileName(item.at, item.id), item]));
    const sound = new Set(soundPaths(read));
    return read.names
      .map(name => ({
        path: recordPath({ folder: read.folder, name }),
        ...{ folder: read.folder, name, record: byName.get(name) },
      }))
      .filter(({ path }) => sound.has(path) && !there.has(path));
  });
}

function soundPaths({ folder, names, problems }: HeldFolder): readonly string[] {
  const bad = new Set(problems.map(({ path }) => path));
  return names.map(name => recordPath({ folder, name })).filter(path => !bad.has(path));
}

/** What to say of a lost record. */
export interface LossFacts {
  /** What the record is, in words. */
  readonly what: string;
  /** What is wrong with the file at its place, where there is one. */
  readonly problem: string | undefined;
  /** A file elsewhere that has its name. */
  readonly elsewhere: string | undefined;
}

/**
 * A sentence of each: what was there, what is there now, what to do.
 * `since` is what was compared with, as the person called it.
 */
export function lossText(facts: LossFacts & { readonly since: string }): string {
  const { since, what } = facts;
  return `${since} has here: ${what}. ${fateText(facts)} Records are only ever added: "promptledger verify --repair --since ${since}" brings it back.`;
}

/** What became of a lost record. */
export function fateText({ problem, elsewhere }: Omit<LossFacts, 'what'>): string {
  if (problem !== undefined) return problem;
  if (elsewhere === undefined) return 'It is not here any more.';
  return `It is not here any more; ${elsewhere} has its name.`;
}
