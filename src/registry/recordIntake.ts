import type { RecordProblem } from '../core/ledger/records/recordFile';
import { misplacedIn, withMisplaced, type Misplaced } from './misplaced';
import type { Documents, FolderRecords, KnownNames, RecordStore, RegistryIndex } from './ports';
import { compareText } from '../core/base/textOrder';

interface IntakePorts {
  readonly records: RecordStore;
  readonly index?: RegistryIndex | undefined;
}

/** How many folders are taken in before other work gets a turn. */
const FOLDERS_A_BATCH = 20;

/**
 * Takes in the folders whose files are not those that the index knows. Gives the prompts that changed.
 * @param doubted folders of which somebody says that a file is not what it was: nobody changes a record,
 * so that the others are not read again
 */
export async function takeInRecords(
  { records, index }: IntakePorts,
  doubted: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  if (index === undefined) return [];
  const there = await records.list();
  const known = index.knownRecords();
  const problems = index.knownProblems();
  const before = misplacedOf(index);
  const folders = new Set([...there.keys(), ...known.keys(), ...problems.keys()]);
  const isSame = (folder: string): boolean =>
    areSame(there.get(folder) ?? [], known.get(folder) ?? []);
  // Files that were bad may have been half written when they were read.
  const changed = [...folders].filter(
    folder => !isSame(folder) || problems.has(folder) || doubted.has(folder),
  );
  const names = new Set<string>();
  for (let start = 0; start < changed.length; start += FOLDERS_A_BATCH) {
    const batch = changed.slice(start, start + FOLDERS_A_BATCH);
    const read = await Promise.all(
      batch.map(async folder =>
        there.has(folder)
          ? records.read(folder, { fresh: doubted.has(folder) })
          : emptyFolder(folder),
      ),
    );
    const isAsBefore = (folder: FolderRecords): boolean =>
      isSame(folder.folder) && pathsOf(folder) === (problems.get(folder.folder) ?? []).join();
    const news = read.filter(folder => !isAsBefore(folder));
    for (const name of takeIn(index, news)) names.add(name);
  }
  for (const folder of ownersThatDiffer(before, misplacedOf(index))) {
    for (const name of takeIn(index, [await records.read(folder)])) names.add(name);
  }
  return [...names];
}

/** Whether two sorted lists of names are equal; nearly always they are one list. */
export function areSame(one: readonly string[], other: readonly string[]): boolean {
  if (one === other) return true;
  return one.length === other.length && one.every((name, place) => name === other[place]);
}

function misplacedOf(index: RegistryIndex): Misplaced {
  return misplacedIn([{ problems: index.problems() }]);
}

/** What lies elsewhere is known of the folders that were taken in before. */
function takeIn(index: RegistryIndex, folders: readonly FolderRecords[]): readonly string[] {
  if (folders.length === 0) return [];
  const misplaced = misplacedOf(index);
  return index.takeInRecords(folders.map(read => withMisplaced(read, misplaced)));
}

function ownersThatDiffer(before: Misplaced, after: Misplaced): readonly string[] {
  const pathsIn = (misplaced: Misplaced, folder: string): string =>
    (misplaced.get(folder) ?? []).map(({ path }) => path).join();
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    folder => pathsIn(before, folder) !== pathsIn(after, folder),
  );
}

/** Takes in again what depends on registry.json, which changed: whether a frozen tag is an environment's. */
export async function takeInFrozen({ records, index }: IntakePorts): Promise<void> {
  if (index === undefined) return;
  const folders = index.frozenFolders();
  takeIn(index, await Promise.all(folders.map(folder => records.read(folder))));
}

function pathsOf({ problems }: FolderRecords): string {
  return problems
    .map(({ path }) => path)
    .sort(compareText)
    .join();
}

function emptyFolder(folder: string): FolderRecords {
  return { folder, names: [], records: [], problems: [] };
}

/**
 * Damaged files, one of which may have given a prompt another name: only where its working document does not
 * lie under this one.
 */
export async function doubtfulNames(
  { names, documents }: { readonly names?: KnownNames | undefined; readonly documents: Documents },
  name: string,
): Promise<readonly RecordProblem[]> {
  const doubts = names?.doubts() ?? [];
  // One that cannot be looked at is there.
  const isThere = doubts.length === 0 || (await documents.has(name).catch(() => true));
  return isThere ? [] : doubts;
}
