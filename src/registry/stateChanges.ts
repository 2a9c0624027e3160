import { fateText } from '../core/ledger/audit/lostRecords';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import type { NameTable } from '../core/ledger/derive/nameTable';
import { orderRecords } from '../core/ledger/derive/order';
import { releaseInfo } from '../core/ledger/derive/shapes';
import type { RecordChange } from '../core/compare/telling/changeNotes';
import { tagChanges, type TagChange } from '../core/compare/telling/tagChanges';
import { environmentNames } from '../core/ledger/environments/environmentNames';
import type { LedgerRecord } from '../core/ledger/records/records';
import { tableOf } from './folders';
import type { Ledger } from './ledger';
import { lossesOf, type Loss, type Losses } from './losses';
import type { FolderRecords, RecordHistory } from './ports';
import { readRegistry } from './readRegistry';
import { requireHistory } from './verifySince';
import { compareText } from '../core/base/textOrder';
import type { PromptState, ReleaseInfo } from '../core/ledger/derive/model';

/** What happened to a prompt between two moments, besides its text. */
export interface StateChange {
  /** What it is called now, or was called where nothing of it is left. */
  readonly prompt: string;
  /** The tags and environments that lead elsewhere. */
  readonly tags: readonly TagChange[];
  /** The releases that were added, in order. */
  readonly releases: readonly ReleaseInfo[];
  /** The records that are missing, or not what they were. */
  readonly records: readonly RecordChange[];
  /** All that were added, in order, each with the state that it belongs to. */
  readonly added: readonly (readonly [record: LedgerRecord, state: PromptState])[];
}

/** The records of a registry at one moment. */
interface Moment {
  readonly folders: readonly FolderRecords[];
  readonly environments: ReadonlySet<string> | undefined;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly names: NameTable;
}

/**
 * What happened to prompts from one moment to another, sorted by name: to tags, releases and records. A
 * moment is a revision of git; `undefined` is now. Throws `io`, and `invalid-argument` for a revision
 * that git does not know.
 */
export async function stateChanges(
  ledger: Ledger,
  from: string | undefined,
  to?: string,
): Promise<readonly StateChange[]> {
  const [left, right] = [await momentOf(ledger, from), await momentOf(ledger, to)];
  if (to === undefined) ledger.leaveOut(right.folders.flatMap(({ problems }) => problems));
  // What now has and an older commit has not is no loss.
  const losses =
    from === undefined
      ? { lost: [], behind: [] }
      : await lossesOf({
          then: left.folders,
          now: right,
          common: () => historyOf(ledger, from).commonRecords(from, to),
        });
  return merged(changedFolders(left, right, losses));
}

async function momentOf(ledger: Ledger, revision: string | undefined): Promise<Moment> {
  if (revision === undefined) {
    const { folders, problems } = await readRegistry(ledger);
    const environments = environmentNames(await ledger.ports.documents.readConfig());
    return { folders, environments, problems, names: tableOf(folders) };
  }
  const { folders, config } = await historyOf(ledger, revision).registryAt(revision);
  const problems = folders.flatMap(read => read.problems);
  return { folders, environments: environmentNames(config), problems, names: tableOf(folders) };
}

function historyOf(ledger: Ledger, revision: string): RecordHistory {
  return requireHistory(ledger, revision);
}

/** Folder by folder; of one without a prompt of its own, the prompt that its records are about. */
function changedFolders(left: Moment, right: Moment, losses: Losses): readonly StateChange[] {
  const before = new Map(left.folders.map(read => [read.folder, read]));
  const after = new Map(right.folders.map(read => [read.folder, read]));
  const areRulesSame = namesIn(left) === namesIn(right);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(folder => {
    const [was, is] = [before.get(folder), after.get(folder)];
    if (areRulesSame && isSame(was, is)) return [];
    const names = is === undefined ? left.names : right.names;
    const prompt = names.nameOf(names.folderOf(folder));
    return [
      {
        prompt,
        ...between(prompt, stateIn(left, was), stateIn(right, is)),
        records: [...losses.lost, ...losses.behind.map(asBehind)]
          .filter(loss => loss.folder === folder)
          .map(recordChange),
      },
    ];
  });
}

function namesIn({ environments }: Moment): string {
  return [...(environments ?? ['?'])].sort(compareText).join();
}

function isSame(was: FolderRecords | undefined, is: FolderRecords | undefined): boolean {
  if (was === undefined || is === undefined) return false;
  const areSound = [was, is].every(
    ({ problems, elsewhere = [] }) => problems.length + elsewhere.length === 0,
  );
  return areSound && was.names.join() === is.names.join();
}

function stateIn({ environments }: Moment, read: FolderRecords | undefined): PromptState {
  return derivePrompt(read?.records ?? [], { ...read, environments });
}

function between(
  prompt: string,
  before: PromptState,
  after: PromptState,
): Pick<StateChange, 'tags' | 'releases' | 'added'> {
  const records = [...after.records.values()].filter(({ id }) => !before.records.has(id));
  const added = orderRecords(records);
  return {
    tags: tagChanges(before, after),
    releases: added.flatMap(record =>
      record.kind === 'release' ? [releaseInfo(prompt, after, record)] : [],
    ),
    added: added.map(record => [record, after] as const),
  };
}

function asBehind(loss: Loss): Loss & { readonly isBehind: true } {
  return { ...loss, isBehind: true };
}

function recordChange(loss: Loss & { readonly isBehind?: true }): RecordChange {
  const { path, what, problem } = loss;
  if (loss.isBehind === true) return { path, kind: 'behind', what, message: '' };
  const kind = problem === undefined ? 'missing' : 'changed';
  return { path, kind, what, message: fateText(loss) };
}

/** What folders say of one prompt, together. */
function merged(changes: readonly StateChange[]): readonly StateChange[] {
  const byPrompt = new Map<string, StateChange>();
  for (const change of changes) {
    const known = byPrompt.get(change.prompt);
    byPrompt.set(change.prompt, known === undefined ? change : together(known, change));
  }
  return [...byPrompt.values()]
    .filter(({ tags, records, added }) => tags.length + records.length + added.length > 0)
    .sort((left, right) => compareText(left.prompt, right.prompt));
}

function together(one: StateChange, other: StateChange): StateChange {
  return {
    prompt: one.prompt,
    tags: [...one.tags, ...other.tags],
    releases: [...one.releases, ...other.releases],
    records: [...one.records, ...other.records],
    added: [...one.added, ...other.added],
  };
}
