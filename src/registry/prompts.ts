import { compareText } from '../core/base/textOrder';
import type { NameTable } from '../core/ledger/derive/nameTable';
import { promptNameProblem, type PromptName } from '../core/base/names';
import { isRename } from '../core/ledger/records/records';
import { readFolders, tableOf } from './folders';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';
import type { FolderRecords } from './ports';
import { folderState } from './written';

/** Every prompt that has records, or may have, once, sorted by its current name. Throws `io`. */
export async function allPrompts(ledger: Ledger): Promise<readonly PromptSnapshot[]> {
  const folders = await readFolders(ledger);
  return promptsIn(folders, tableOf(folders));
}

/** The same among some folders, by the names that a table gives them. */
export function promptsIn(
  folders: readonly FolderRecords[],
  names: NameTable,
): readonly PromptSnapshot[] {
  return folders
    .filter(isPromptFolder)
    .map(read => {
      const { folder, records, environments } = read;
      const name = names.nameOf(folder) as PromptName;
      return { name, folder, records, environments, read, state: folderState(read) };
    })
    .sort((left, right) => compareText(left.name, right.name));
}

/** Whether a folder is that of a prompt: it holds more than renames, or what may be more. */
function isPromptFolder({ folder, records, problems, elsewhere = [] }: FolderRecords): boolean {
  if (records.some(record => !isRename(record))) return true;
  const isInDoubt = elsewhere.length > 0 || problems.some(({ isVoid }) => isVoid !== true);
  return isInDoubt && promptNameProblem(folder) === undefined;
}
