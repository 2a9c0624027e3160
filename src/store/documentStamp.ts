import type { Stats } from 'node:fs';
import { LedgerError } from '../core/base/errors';
import { errorCode } from '../core/base/ioFailure';
import type { Disk } from './disk';
import { containedFolder, ioError, isAbsent, type RelativePath } from './files';

/**
 * Changes whenever the file may have; `undefined` where it vanished. As git's index does it. Of one that may
 * not be looked at it is always the same: reading it says why.
 */
export async function stampOf(file: string, disk: Disk): Promise<string | undefined> {
  try {
    return stampIn(await disk.stat(file));
  } catch (error) {
    if (isAbsent(error)) return undefined;
    if (isForbidden(error)) return 'forbidden';
    throw ioError(file, error);
  }
}

/**
 * The same of a plain file below `root`; `undefined` of anything else, and where a listing would not come to it: behind
 * a link, or in a folder that may not be looked into.
 */
export async function stampIfPlain(
  root: string,
  path: RelativePath,
  disk: Disk,
): Promise<string | undefined> {
  try {
    const { found } = await containedFolder(root, path, disk);
    return found?.isFile() === true ? stampIn(found) : undefined;
  } catch (error) {
    if (error instanceof LedgerError && error.code === 'io') return undefined;
    throw error;
  }
}

function stampIn({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return [mtimeMs, ctimeMs, size, ino].join(':');
}

function isForbidden(error: unknown): boolean {
  return errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM';
}
