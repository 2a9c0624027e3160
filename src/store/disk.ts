import {
  lstatSync,
  readdirSync,
  readFile as readFileWithCallback,
  readFileSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** How the files of a registry are read. Each call fails as Node's own does. */
export interface Disk {
  /** Of a link itself. */
  readonly lstat: (path: string) => Stats | Promise<Stats>;
  readonly stat: (path: string) => Stats | Promise<Stats>;
  readonly list: (folder: string) => Dirent[] | Promise<Dirent[]>;
  readonly read: (file: string) => Buffer | Promise<Buffer>;
}

/** In the background, so that a program with windows or requests goes on meanwhile. */
export const BACKGROUND: Disk = {
  lstat: path => lstat(path),
  stat: path => stat(path),
  list: folder => readdir(folder, { withFileTypes: true }),
  // Thousands of small files in half the time that the one of `fs/promises` takes.
  read: promisify(readFileWithCallback),
};

/** How long somebody may wait for a sign of life, or for a timer. */
const TURN_MS = 100;
let turned = performance.now();

/** Reads at once; from time to time after everything else that waits has had its turn. */
function inTurn<T>(read: () => T): T | Promise<T> {
  if (performance.now() - turned < TURN_MS) return read();
  return new Promise(resolve => {
    setImmediate(resolve);
  }).then(() => {
    turned = performance.now();
    return read();
  });
}

/**
 * At once, for a program that does nothing else: many small files are read in a quarter of the time
 * that handing each call to another thread takes.
 */
export const AT_ONCE: Disk = {
  lstat: path => lstatSync(path),
  stat: path => statSync(path),
  list: folder => inTurn(() => readdirSync(folder, { withFileTypes: true })),
  read: file => inTurn(() => readFileSync(file)),
};
