import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import type { NameTable } from '../core/ledger/derive/nameTable';
import type { PromptName } from '../core/base/names';
import { readFolders, tableOf } from './folders';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import type { FolderRecords } from './ports';

/** Every prompt that has records, once, sorted by its current name. Throws `io`. */
export async function allPrompts(ledger: Ledger): Promise<readonly PromptSnapshot[]> {
  const folders = await readFolders(ledger);
  return promptsIn(folders, tableOf(folders));
}

/** The same among some folders, by the names that a table gives them. */
export function promptsIn(
  all: readonly FolderRecords[],
  names: NameTable,
): readonly PromptSnapshot[] {
  const read = new Map(all.map(item => [item.folder, item]));
  // A folder may hold nothing but a rename: it leads to a prompt whose records lie elsewhere.
  const folders = new Set([...read.keys()].map(folder => names.folderOf(folder)));
  const found: PromptSnapshot[] = [];
  for (const folder of folders) {
    const inFolder = read.get(folder);
    if (inFolder === undefined) continue;
    const { records, environments } = inFolder;
    const name = names.nameOf(folder) as PromptName;
    const state = derivePrompt(records, inFolder);
    found.push({ folder, name, records, environments, read: inFolder, state });
  }
  return found.sort((left, right) => (left.name < right.name ? -1 : 1));
}
