import { lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LedgerError } from '../core/errors';

/** A path below the registry's folder: checked names, never "..". */
export type RelativePath = readonly string[];

/** The error code that Node gives, or `undefined` for other errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** `error` as a `LedgerError`: `io` with the path and a next step; a `LedgerError` stays as it is. */
export function ioError(path: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const hints: Readonly<Record<string, string>> = {
    EACCES: 'Check that you may write there.',
    EPERM: 'Check that you may write there.',
    EROFS: 'The disk is read-only.',
    ENOSPC: 'The disk is full. Free some space and try again.',
  };
  const hint = hints[errorCode(error) ?? ''] ?? 'Check the folder and try again.';
  return new LedgerError('io', { path, reason }, `${reason}. Nothing was changed. ${hint}`, error);
}

/**
 * The absolute path of something below `root`. Throws `io` where a symbolic link stands on the
 * way: a cloned repository must not lead reads or writes out of the registry.
 */
export async function containedPath(root: string, path: RelativePath): Promise<string> {
  let current = root;
  for (const part of path) {
    current = join(current, part);
    const stat = await lstat(current).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
      throw ioError(current, error);
    });
    if (stat?.isSymbolicLink() === true) {
      throw ioError(
        current,
        new Error(`${current} is a symbolic link, which a registry may not hold`),
      );
    }
  }
  return current;
}

/** The bytes of a file, or `undefined` where there is none. Throws `io`. */
export async function readIfThere(root: string, path: RelativePath): Promise<Buffer | undefined> {
  const file = await containedPath(root, path);
  try {
    return await readFile(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw ioError(file, error);
  }
}

/** Bytes as text, or `undefined` where they are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // The decoder's only failure; the caller reports it with the path.
    return undefined;
  }
}

let temporaryFiles = 0;

/**
 * Writes a file so that after a crash at any instruction either the old content or the new one is
 * there: temporary file in `cache/`, fsync, rename, fsync of the folder. Throws `io`.
 */
export async function writeDurably(root: string, path: RelativePath, text: string): Promise<void> {
  const target = await containedPath(root, path);
  const cache = await containedPath(root, ['cache']);
  temporaryFiles += 1;
  const temporary = join(cache, `${process.pid}-${Date.now()}-${temporaryFiles}.tmp`);
  try {
    const made = await mkdir(dirname(target), { recursive: true });
    await mkdir(cache, { recursive: true });
    await writeAndSync(temporary, text);
    await rename(temporary, target);
    await syncFolder(dirname(target));
    if (made !== undefined) await syncParents(dirname(target), dirname(made));
  } catch (error) {
    // What went wrong first is what to tell, whether or not the temporary file can be removed.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw ioError(target, error);
  }
}

/** Gives a file another place, durably; does nothing where there is no file. Throws `io`. */
export async function moveDurably(
  root: string,
  from: RelativePath,
  to: RelativePath,
): Promise<void> {
  const source = await containedPath(root, from);
  const target = await containedPath(root, to);
  try {
    const made = await mkdir(dirname(target), { recursive: true });
    await rename(source, target);
    await syncFolder(dirname(target));
    if (made !== undefined) await syncParents(dirname(target), dirname(made));
    await syncFolder(dirname(source));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw ioError(source, error);
  }
}

/** Makes new folders durable: each folder above `folder`, up to and with `top`, lists a new one. */
async function syncParents(folder: string, top: string): Promise<void> {
  for (let parent = folder; parent !== top;) {
    parent = dirname(parent);
    await syncFolder(parent);
  }
}

async function writeAndSync(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a rename durable. Windows has no such call, and its renames need none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
