import type { Dirent } from 'node:fs';
import { promptNameProblem } from '../core/base/names';
import { isRecordFileName, recordPath } from '../core/ledger/records/recordFile';
import type { Stray } from '../registry/ports';
import type { Disk } from './disk';
import { listIfThere } from './files';
import { LINK_MESSAGE } from './linkedRoot';

/** What file managers and git's users leave in any folder; nothing reads it. */
const LEFT_BY_PROGRAMS: ReadonlySet<string> = new Set([
  '.DS_Store',
  '.gitkeep',
  'Thumbs.db',
  'desktop.ini',
]);

/**
 * What lies below `records/` and can be no record: links, files of other names, folders that are
 * called like a record. Files with the name of a record are for readers to judge. Throws `io`.
 * @param root absolute path of the registry's folder
 */
export async function recordStrays(root: string, disk: Disk): Promise<readonly Stray[]> {
  const found: Stray[] = [];
  const open: string[] = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of await entriesOf(root, folder, disk)) {
      const message = strayText(entry);
      if (message !== undefined)
        found.push({ path: recordPath({ folder, name: entry.name }), message });
      if (entry.isDirectory()) open.push(folder === '' ? entry.name : `${folder}/${entry.name}`);
    }
  }
  return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** What cannot be listed is told by whoever reads the records in it. */
async function entriesOf(root: string, folder: string, disk: Disk): Promise<readonly Dirent[]> {
  const parts = folder.split('/').filter(part => part !== '');
  try {
    return await listIfThere(root, ['records', ...parts], disk);
  } catch (error) {
    if (folder === '') throw error;
    return [];
  }
}

function strayText(entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return LINK_MESSAGE;
  if (entry.isDirectory()) {
    if (isRecordFileName(entry.name)) return 'It is a folder with the name of a record.';
    const problem = promptNameProblem(entry.name);
    return problem && `${problem} No record of a prompt lies there.`;
  }
  if (!entry.isFile()) return 'It is no file, and only records belong here.';
  if (isRecordFileName(entry.name) || LEFT_BY_PROGRAMS.has(entry.name)) return undefined;
  return 'It is no record, and only records belong here. Move it out of this folder.';
}
