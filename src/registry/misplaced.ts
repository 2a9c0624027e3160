import { namedRecord, type RecordProblem } from '../core/ledger/records/recordFile';
import type { FolderRecords, RecordStore, RegistryIndex } from './ports';

/** Records by the folder where they belong. */
export type Misplaced = ReadonlyMap<string, readonly RecordProblem[]>;

/** What lies in one of some folders and belongs to another. */
export function misplacedIn(folders: readonly Pick<FolderRecords, 'problems'>[]): Misplaced {
  const found = new Map<string, RecordProblem[]>();
  for (const problem of folders.flatMap(({ problems }) => problems)) {
    if (problem.belongsTo === undefined) continue;
    const known = found.get(problem.belongsTo);
    if (known === undefined) found.set(problem.belongsTo, [problem]);
    else known.push(problem);
  }
  return found;
}

/** A folder with what belongs to it and lies elsewhere. A copy of a record that it has is missing nowhere. */
export function withMisplaced(read: FolderRecords, misplaced: Misplaced): FolderRecords {
  const found = misplaced.get(read.folder);
  if (found === undefined) return read;
  const here = new Set(read.records.map(({ id }) => id));
  const elsewhere = found
    .filter(({ path }) => !here.has(namedRecord(path)?.id ?? ''))
    .map(({ path, code, message }) => ({ path, code, message, belongsTo: read.folder }));
  return elsewhere.length === 0 ? read : { ...read, elsewhere };
}

/** A folder and what belongs to it elsewhere, as far as an index knows of that. */
export async function readWhole(
  { records, index }: { readonly records: RecordStore; readonly index?: RegistryIndex | undefined },
  folder: string,
): Promise<FolderRecords> {
  const misplaced = misplacedIn([{ problems: index?.problems() ?? [] }]);
  return withMisplaced(await records.read(folder), misplaced);
}

/** The same for all of some folders, and for those that are not among them and own what lies in them. */
export async function allWithMisplaced(
  records: RecordStore,
  folders: readonly FolderRecords[],
): Promise<readonly FolderRecords[]> {
  const misplaced = misplacedIn(folders);
  const known = new Set(folders.map(({ folder }) => folder));
  const others = [...misplaced.keys()].filter(folder => !known.has(folder));
  const owners = await Promise.all(others.map(folder => records.read(folder)));
  return [...folders, ...owners].map(read => withMisplaced(read, misplaced));
}
