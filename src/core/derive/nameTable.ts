import { compareRecords, type RenameRecord } from '../records/records';

/**
 * Which prompt a name means. A prompt's records stay in the folder of its first name, so the
 * first name is what identifies it, and renames only lead to it.
 */
export interface NameTable {
  /** The folder that `name`, current or former, leads to; the name itself where nobody has it. */
  folderOf(name: string): string;
  /** What the prompt of this folder is called now. */
  nameOf(folder: string): string;
}

/**
 * Makes the table. `owners` are the folders with versions of their own: such a name is theirs,
 * whatever renames say. Any other name belongs to the earliest rename into it.
 */
export function nameTable(
  owners: ReadonlySet<string>,
  renames: readonly RenameRecord[],
): NameTable {
  const folders = new Map<string, string>();
  const names = new Map<string, string>();
  for (const rename of [...renames].sort(compareRecords)) {
    const isTaken = owners.has(rename.prompt) || folders.has(rename.prompt);
    if (!isTaken) folders.set(rename.prompt, rename.from);
    const leadsHere = (folders.get(rename.prompt) ?? rename.prompt) === rename.from;
    if (leadsHere) names.set(rename.from, rename.prompt);
  }
  return {
    folderOf: name => (owners.has(name) ? name : (folders.get(name) ?? name)),
    nameOf: folder => names.get(folder) ?? folder,
  };
}
