import { isUtf8 } from 'node:buffer';
import {
  closeSync,
  fsync,
  lstatSync,
  openSync,
  renameSync,
  writeFileSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { lstat, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import {
  errorCode,
  readFailure as ioError,
  unsureFailure,
  writeFailure,
} from '../core/base/ioFailure';
import { BACKGROUND, orPatiently, type Disk } from './disk';
import { linkedRoot } from './linkedRoot';

export { errorCode, readFailure as ioError } from '../core/base/ioFailure';

/** A path below the registry's folder: checked names, never "..". */
export type RelativePath = readonly string[];

/**
 * The absolute path of something below `root`. Throws `io` where a symbolic link stands on the
 * way: a cloned repository must not lead reads or writes out of the registry.
 */
export async function containedPath(
  root: string,
  path: RelativePath,
  disk: Disk = BACKGROUND,
): Promise<string> {
  return (await containedFolder(root, path, disk)).path;
}

/** The same, and what lies there; `undefined` where there is nothing. */
export async function containedFolder(
  root: string,
  path: RelativePath,
  disk: Disk = BACKGROUND,
): Promise<{ readonly path: string; readonly found: Stats | undefined }> {
  if (path.length === 0) return { path: root, found: await lookAt(root, disk) };
  let current = root;
  let found: Stats | undefined;
  for (const part of path) {
    current = join(current, part);
    found = await lookAt(current, disk);
    refuseLink(current, found);
  }
  return { path: current, found };
}

/** Throws `io` for a link, which a registry may not hold. */
export function refuseLink(path: string, found: Stats | undefined): void {
  if (found?.isSymbolicLink() !== true) return;
  throw ioError(path, new Error(`${path} is a symbolic link, which a registry may not hold`));
}

/**
 * Refuses a registry's folder that is a link: also while it is open, for git may have checked out one
 * in its place. Throws `invalid-registry`, `io`.
 */
export async function requireOwnFolder(root: string, disk: Disk = BACKGROUND): Promise<void> {
  if ((await lookAt(root, disk))?.isSymbolicLink() === true) throw linkedRoot(root);
}

/** What lies at a path, a link itself; `undefined` where there is nothing. Throws `io`. */
export async function lookAt(path: string, disk: Disk): Promise<Stats | undefined> {
  try {
    return await disk.lstat(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw ioError(path, error);
  }
}

/** Whether an error says that there is no file or folder. */
export function isAbsent(error: unknown): boolean {
  return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR';
}

/** The bytes of a file, or `undefined` where there is none. Throws `io`. */
export async function readIfThere(
  root: string,
  path: RelativePath,
  disk: Disk = BACKGROUND,
): Promise<Buffer | undefined> {
  const { path: file, found } = await containedFolder(root, path, disk);
  if (found === undefined) return undefined;
  try {
    return await disk.readOne(file);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw ioError(file, error);
  }
}

/** The entries of a folder; none where there is no folder. Throws `io`. */
export async function listIfThere(
  root: string,
  path: RelativePath,
  disk: Disk = BACKGROUND,
): Promise<readonly Dirent[]> {
  const { path: folder, found } = await containedFolder(root, path, disk);
  if (found === undefined) return [];
  try {
    return await disk.list(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw ioError(folder, error);
  }
}

/** Bytes as text, or `undefined` where they are no UTF-8. A byte order mark stays. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (!isUtf8(bytes)) return undefined;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Waited for in another thread: a slow disk takes longer over it than a window may stand still. */
const sync = promisify(fsync);

let temporaryFiles = 0;

/**
 * Writes a file so that after a crash at any instruction either the old content or the new one is
 * there: temporary file in `cache/`, fsync, rename, fsync of the folder. Throws `io`: what
 * `isWritten` tells of is in its place, and not known to be durable; otherwise nothing was changed.
 */
export async function writeDurably(root: string, path: RelativePath, text: string): Promise<void> {
  const target = await containedPath(root, path);
  const cache = await containedPath(root, ['cache']);
  temporaryFiles += 1;
  const temporary = join(cache, `${process.pid}-${Date.now()}-${temporaryFiles}.tmp`);
  let made: string | undefined;
  try {
    made = await makeFolder(dirname(target));
    await makeFolder(cache);
    await writeAndSync(temporary, text);
  } catch (error) {
    await removeQuietly(temporary);
    throw writeFailure(target, error);
  }
  await replace(temporary, target);
  await confirm(target, [dirname(target)], made);
}

/** Gives a file another place, durably; does nothing where there is no file. Throws as `writeDurably`. */
export async function moveDurably(
  root: string,
  from: RelativePath,
  to: RelativePath,
): Promise<void> {
  const source = await containedPath(root, from);
  const target = await containedPath(root, to);
  let made: string | undefined;
  try {
    made = await mkdir(dirname(target), { recursive: true });
    await rename(source, target);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return;
    throw writeFailure(source, error);
  }
  await confirm(target, [dirname(target), dirname(source)], made);
}

/** Removes a file; one that is gone already is no failure. Throws `io`. */
export async function removeDurably(root: string, path: RelativePath): Promise<void> {
  const file = await containedPath(root, path);
  try {
    await rm(file, { force: true });
  } catch (error) {
    throw writeFailure(file, error);
  }
  await confirm(file, [dirname(file)], undefined);
}

/** Makes a folder that is not there; gives the first one of its path that was made. */
async function makeFolder(folder: string): Promise<string | undefined> {
  const isThere = lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
  return isThere ? undefined : mkdir(folder, { recursive: true });
}

/** Puts a written file in its place. Throws as `writeDurably`. */
async function replace(temporary: string, target: string): Promise<void> {
  try {
    await orPatiently(() => {
      renameSync(temporary, target);
    });
  } catch (error) {
    // Over a network the answer may fail and the rename not: then the file is where it should be.
    if (await isMoved(temporary, target)) throw unsureFailure(target, error);
    await removeQuietly(temporary);
    throw writeFailure(target, error);
  }
}

async function isMoved(from: string, to: string): Promise<boolean> {
  try {
    await lstat(from);
    return false;
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') return false;
  }
  return lstat(to).then(
    found => found.isFile(),
    () => false,
  );
}

/** Makes renames durable, and the folders that were made for them. Throws what `isWritten` tells of. */
async function confirm(
  target: string,
  folders: readonly string[],
  made: string | undefined,
): Promise<void> {
  try {
    for (const folder of folders) await syncFolder(folder);
    if (made !== undefined) await syncParents(dirname(target), dirname(made));
  } catch (error) {
    throw unsureFailure(target, error);
  }
}

/** What went wrong first is what to tell, whether or not the temporary file can be removed. */
async function removeQuietly(temporary: string): Promise<void> {
  await rm(temporary, { force: true }).catch(() => undefined);
}

/** Makes new folders durable: each folder above `folder`, up to and with `top`, lists a new one. */
async function syncParents(folder: string, top: string): Promise<void> {
  for (let parent = folder; parent !== top;) {
    parent = dirname(parent);
    await syncFolder(parent);
  }
}

async function writeAndSync(file: string, text: string): Promise<void> {
  const handle = await orPatiently(() => openSync(file, 'wx'));
  try {
    writeFileSync(handle, text, 'utf8');
    await sync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a rename durable. Windows has no such call, and its renames need none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await orPatiently(() => openSync(folder, 'r'));
  try {
    await sync(handle);
  } finally {
    closeSync(handle);
  }
}
