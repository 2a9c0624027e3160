import type { Dirent } from 'node:fs';
import { isRecordFileName, recordPath } from '../core/records/recordFile';
import type { Stray } from '../registry/ports';
import { type Disk } from './disk';
import { isAbsent, ioError, containedPath, listIfThere } from './files';

/** What is wrong with a record that is a link. */
export const LINK_MESSAGE = 'It is a symbolic link, which a registry may not hold.';

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
  if (!(await isFolder(root, disk))) {
    return [{ path: 'records', message: 'It is no folder, and records are files in it.' }];
  }
  const found: Stray[] = [];
  const open: string[] = [''];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    const parts = ['records', ...folder.split('/').filter(part => part !== '')];
    for (const entry of await listIfThere(root, parts, disk)) {
      const message = strayText(entry);
      if (message !== undefined)
        found.push({ path: recordPath({ folder, name: entry.name }), message });
      if (entry.isDirectory()) open.push(folder === '' ? entry.name : `${folder}/${entry.name}`);
    }
  }
  return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** Also where nothing is: a registry without records has no such folder. */
async function isFolder(root: string, disk: Disk): Promise<boolean> {
  const path = await containedPath(root, ['records'], disk);
  try {
    return (await disk.lstat(path)).isDirectory();
  } catch (error) {
    if (isAbsent(error)) return true;
    throw ioError(path, error);
  }
}

function strayText(entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) return LINK_MESSAGE;
  if (entry.isDirectory()) {
    return isRecordFileName(entry.name) ? 'It is a folder with the name of a record.' : undefined;
  }
  if (!entry.isFile()) return 'It is no file, and only records belong here.';
  if (isRecordFileName(entry.name) || LEFT_BY_PROGRAMS.has(entry.name)) return undefined;
  return /\.json\W/.test(entry.name)
    ? 'Its name is no longer that of a record, so nothing reads it. Give it its name back.'
    : 'It is no record, and only records belong here. Move it out of this folder.';
}
