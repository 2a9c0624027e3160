import { randomBytes } from 'node:crypto';
import { chmod, lstat, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { errorCode, unsureFailure, writeFailure } from '../core/base/ioFailure';
import { syncFolder } from './files';

/**
 * Writes a file outside of a registry whole or not at all: beside it, then in its place, with the
 * permissions that it had. What a link leads to is replaced and the link stays; what is no file (a
 * terminal, a pipe) is written to. Throws `io`: what `isWritten` tells of is in its place, otherwise
 * what was there is as it was.
 */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  const found = await lookAt(file);
  if (found === 'other') return writeThrough(file, content);
  const temporary = besideOf(found.target);
  try {
    await writeWhole(temporary, content, found.mode);
    await rename(temporary, found.target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw writeFailure(file, error);
  }
  try {
    await syncFolder(dirname(found.target));
  } catch (error) {
    throw unsureFailure(file, error);
  }
}

interface Place {
  readonly target: string;
  /** `undefined` where there is no file yet. */
  readonly mode: number | undefined;
}

async function lookAt(file: string): Promise<Place | 'other'> {
  try {
    const target = await realpath(file);
    const found = await stat(target);
    return found.isFile() ? { target, mode: found.mode } : 'other';
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw writeFailure(file, error);
    return newPlace(file);
  }
}

/** Nothing is there. A link to nothing is written to: what it names is made. */
async function newPlace(file: string): Promise<Place | 'other'> {
  try {
    if (await isLink(file)) return 'other';
    return { target: join(await realpath(dirname(file)), basename(file)), mode: undefined };
  } catch (error) {
    throw writeFailure(file, error);
  }
}

async function isLink(file: string): Promise<boolean> {
  return lstat(file).then(
    found => found.isSymbolicLink(),
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}

function besideOf(target: string): string {
  return join(
    dirname(target),
    `.${basename(target).slice(0, 100)}.${randomBytes(6).toString('hex')}.tmp`,
  );
}

async function writeWhole(
  temporary: string,
  content: string | Uint8Array,
  mode: number | undefined,
): Promise<void> {
  const handle = await open(temporary, 'wx');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (mode !== undefined) await chmod(temporary, mode & 0o7777);
}

/** There is nothing to lose and nothing to replace. */
async function writeThrough(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (error) {
    throw writeFailure(file, error);
  }
}
