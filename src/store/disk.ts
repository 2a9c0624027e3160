import { lstatSync, readdirSync, statSync, type Dirent, type Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isPassing, patiently, withHandle } from './patience';
import { readPlainFile, readPlainFileSync } from './plainFile';

/**
 * How the files of a registry are read: few at a time, and patiently where handles are short. Each call
 * fails as Node's own does.
 */
export interface Disk {
  /** Of a link itself. */
  readonly lstat: (path: string) => Stats | Promise<Stats>;
  readonly stat: (path: string) => Stats | Promise<Stats>;
  readonly list: (folder: string) => Dirent[] | Promise<Dirent[]>;
  /** Of a plain file: nothing else is opened, for a pipe would never end, and none with more than `limit` bytes. */
  readonly read: (file: string, limit?: number) => Buffer | Promise<Buffer>;
  /** The same of a file that somebody waits for alone: handing it to another thread takes longer than it does. */
  readonly readOne: (file: string, limit?: number) => Buffer | Promise<Buffer>;
}

/** How long somebody may wait for a sign of life, or for a timer. */
const TURN_MS = 100;
/** The same in a program with windows: less than it takes to paint one. */
const SHORT_TURN_MS = 8;
let turned = performance.now();

/**
 * In the background, so that a program with windows or requests goes on meanwhile; what takes a few
 * microseconds, at once.
 */
export const BACKGROUND: Disk = {
  lstat: path => orPatiently(() => lstatSync(path)),
  stat: path => inTurn(() => orPatiently(() => statSync(path)), SHORT_TURN_MS),
  list: folder => withHandle(() => readdir(folder, { withFileTypes: true })),
  read: (file, limit) => withHandle(() => readPlainFile(file, limit)),
  readOne: (file, limit) =>
    inTurn(() => orPatiently(() => readPlainFileSync(file, limit)), SHORT_TURN_MS),
};

/** Reads at once; from time to time after everything else that waits has had its turn. */
function inTurn<T>(read: () => T | Promise<T>, turn = TURN_MS): T | Promise<T> {
  if (performance.now() - turned < turn) return read();
  return new Promise(resolve => {
    setImmediate(resolve);
  }).then(() => {
    turned = performance.now();
    return read();
  });
}

/** Tries again in the background what failed for want of handles alone. */
export function orPatiently<T>(read: () => T): T | Promise<T> {
  try {
    return read();
  } catch (error) {
    if (!isPassing(error)) throw error;
    return patiently(read);
  }
}

/**
 * At once, for a program that does nothing else: many small files are read in a quarter of the time
 * that handing each call to another thread takes.
 */
export const AT_ONCE: Disk = {
  lstat: path => orPatiently(() => lstatSync(path)),
  stat: path => orPatiently(() => statSync(path)),
  list: folder => inTurn(() => orPatiently(() => readdirSync(folder, { withFileTypes: true }))),
  read: (file, limit) => inTurn(() => orPatiently(() => readPlainFileSync(file, limit))),
  readOne: (file, limit) => inTurn(() => orPatiently(() => readPlainFileSync(file, limit))),
};
