import {
  close,
  closeSync,
  constants,
  fstat,
  fstatSync,
  lstatSync,
  open,
  openSync,
  read,
  readSync,
  type Stats,
} from 'node:fs';
import { promisify } from 'node:util';

const openFile = promisify(open);
const statFile = promisify(fstat);
const closeFile = promisify(close);

/** More than any file of a registry holds: who planted it would fill the memory. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A link is not followed, and a pipe is not waited for: whoever opens one for reading would hang until
 * somebody writes. Windows has neither flag.
 */
const FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * The bytes of a plain file. Fails as Node does; `ELOOP` for a link, `EFBIG` for more bytes than `limit`,
 * of which none is read, `ENOTSUP` for a pipe, a socket or a device.
 */
export async function readPlainFile(path: string, limit = MAX_BYTES): Promise<Buffer> {
  refuseLink(path);
  const file = await openFile(path, FLAGS);
  try {
    const bytes = bufferFor(path, await statFile(file), limit);
    let length = 0;
    while (length < bytes.length) {
      const count = await readPart(file, bytes, length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    await closeFile(file);
  }
}

/** The same at once. */
export function readPlainFileSync(path: string, limit = MAX_BYTES): Buffer {
  refuseLink(path);
  const file = openSync(path, FLAGS);
  try {
    const bytes = bufferFor(path, fstatSync(file), limit);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function readPart(file: number, bytes: Buffer, length: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, bytes, length, bytes.length - length, null, (error, count) => {
      if (error === null) resolve(count);
      else reject(error);
    });
  });
}

/** Where opening a file follows links. */
function refuseLink(path: string): void {
  if (process.platform !== 'win32' || !lstatSync(path).isSymbolicLink()) return;
  throw failure(path, 'ELOOP', 'it is a symbolic link');
}

function bufferFor(path: string, stats: Stats, limit: number): Buffer {
  if (stats.isDirectory()) throw failure(path, 'EISDIR', 'it is a folder');
  if (!stats.isFile()) throw failure(path, 'ENOTSUP', 'it is no plain file');
  if (stats.size > limit) throw failure(path, 'EFBIG', `it has ${stats.size} bytes`);
  return Buffer.allocUnsafe(stats.size);
}

function failure(path: string, code: string, reason: string): Error {
  return Object.assign(new Error(`${code}: ${reason}, open '${path}'`), { code, path });
}
