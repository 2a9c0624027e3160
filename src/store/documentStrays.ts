import type { Dirent } from 'node:fs';
import { LedgerError } from '../core/base/errors';
import { promptNameProblem } from '../core/base/names';
import type { DocumentStray } from '../registry/ports';
import type { Disk } from './disk';
import { listIfThere } from './files';
import { LINK_MESSAGE } from './linkedRoot';

/** Folders of files that people edit, and what the files end with that are read. */
const FOLDERS: Readonly<Record<string, string>> = { prompts: '.prompt', samples: '.json' };

/** What no name holds that somebody typed: half a character, or one that ends a line. */
const ODD = /[\p{Cc}\ufffd]/u;

/**
 * What lies below `prompts/` and `samples/` and nothing reads, though somebody meant it: folders that
 * cannot be listed, links, names that no prompt or sample can have. Other files are nobody's concern.
 * Throws `io` where one of the two cannot be listed itself.
 * @param root absolute path of the registry's folder
 */
export async function documentStrays(root: string, disk: Disk): Promise<readonly DocumentStray[]> {
  const found: DocumentStray[] = [];
  for (const [top, suffix] of Object.entries(FOLDERS)) {
    const open: string[][] = [[top]];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const entry of await entriesOf(root, path, disk, found)) {
        const own = [...path, entry.name];
        const stray = strayOf(entry, own, suffix);
        if (stray !== undefined) found.push({ path: own.join('/'), ...stray });
        else if (entry.isDirectory()) open.push(own);
      }
    }
  }
  return found.sort((left, right) => (left.path < right.path ? -1 : 1));
}

async function entriesOf(
  root: string,
  path: readonly string[],
  disk: Disk,
  found: DocumentStray[],
): Promise<readonly Dirent[]> {
  try {
    return await listIfThere(root, path, disk);
  } catch (error) {
    if (!(error instanceof LedgerError) || path.length === 1) throw error;
    found.push({ path: path.join('/'), code: 'io', message: error.message });
    return [];
  }
}

function strayOf(
  entry: Dirent,
  path: readonly string[],
  suffix: string,
): Pick<DocumentStray, 'code' | 'message'> | undefined {
  const isMeant = entry.isDirectory() || entry.name.endsWith(suffix) || ODD.test(entry.name);
  if (!isMeant) return undefined;
  if (entry.isSymbolicLink()) return { code: 'io', message: LINK_MESSAGE };
  if (!entry.isDirectory() && !entry.isFile()) {
    return { code: 'io', message: 'It is no plain file but a pipe, a socket or a device.' };
  }
  // A sample lies in the folder of its prompt, and its own name has no limit besides.
  const name = path
    .slice(1)
    .join('/')
    .slice(0, entry.isDirectory() ? undefined : -suffix.length);
  const problem = promptNameProblem(suffix === '.json' ? lastOf(name) : name);
  if (problem === undefined) return undefined;
  return { code: 'invalid-name', message: `${problem} Nothing reads it: give it another name.` };
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
