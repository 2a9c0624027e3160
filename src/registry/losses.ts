import {
  lostRecords,
  type HeldFolder,
  type LossFacts,
  type LostRecord,
} from '../core/ledger/audit/lostRecords';
import { recordText } from '../core/ledger/audit/recordText';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { recordPath } from '../core/ledger/records/recordFile';
import type { LedgerRecord } from '../core/ledger/records/records';
import type { FolderRecords } from './ports';
import type { PromptState } from '../core/ledger/derive/model';

/** A record that is not there as it was, and what to say of it. */
export type Loss = LostRecord & LossFacts;

/** The records that one side has and the other one not. */
export interface Losses {
  readonly lost: readonly Loss[];
  /** Those that the other side never had, for it began before them. */
  readonly behind: readonly Loss[];
}

/** Both sides of a comparison. */
export interface LossInput {
  readonly then: readonly FolderRecords[];
  /** With everything that is wrong below `records/`. */
  readonly now: {
    readonly folders: readonly HeldFolder[];
    readonly problems: readonly { readonly path: string; readonly message: string }[];
  };
  /** The paths from which both began; `undefined` where nothing is known. Asked only where it matters. */
  readonly common: () => Promise<ReadonlySet<string> | undefined>;
}

/** What became of every record of `then`. Throws what `common` does. */
export async function lossesOf({ then, now, common }: LossInput): Promise<Losses> {
  const missing = lostRecords(then, now.folders);
  if (missing.length === 0) return { lost: [], behind: [] };
  const known = await common();
  const bad = new Map(now.problems.map(({ path, message }) => [path, message]));
  const byName = new Map(
    [...bad.keys(), ...now.folders.flatMap(pathsOf)].map(path => [nameIn(path), path]),
  );
  const states = new Map(then.map(({ folder, records }) => [folder, derivePrompt(records)]));
  // Where something lies at its place, sound or not, it is no record that never came here.
  const isBehind = ({ path }: LostRecord): boolean =>
    known !== undefined && !known.has(path) && problemAt(path, bad) === undefined;
  const told = missing.map(item => ({
    ...item,
    what: item.record === undefined ? 'record' : textOf(item.record, states.get(item.folder)),
    problem: problemAt(item.path, bad),
    elsewhere: byName.get(item.name),
  }));
  return { lost: told.filter(item => !isBehind(item)), behind: told.filter(isBehind) };
}

/** What is wrong with a file, or with the folder that it would lie in. */
function problemAt(path: string, bad: ReadonlyMap<string, string>): string | undefined {
  const found = bad.get(path);
  const end = path.lastIndexOf('/');
  return found ?? (end < 0 ? undefined : problemAt(path.slice(0, end), bad));
}

function textOf(record: LedgerRecord, state: PromptState | undefined): string {
  return recordText(record, state?.versions ?? new Map());
}

/** The paths of the record files of a folder. */
export function pathsOf({ folder, names }: HeldFolder): readonly string[] {
  return names.map(name => recordPath({ folder, name }));
}

/** The name of a record file, whatever somebody appended to it. */
function nameIn(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^.*?\.json/.exec(name)?.[0] ?? name;
}
