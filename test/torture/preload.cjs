'use strict';
/*
 * Loaded into a child process with `node --require`: counts every call of the file system that concerns
 * one folder (or an output file), and makes one of them fail. What it is to do stands in the environment:
 *
 *   FAULT_FOLDER  the folders whose calls count, separated by ":" (";" on Windows)
 *   FAULT_AT      the call that fails, counted from 0; none without it
 *   FAULT_CODE    EIO, ENOSPC, EACCES, EMFILE, SHORT (half of the bytes are written, then ENOSPC),
 *                 LATE (it is done, and then EIO), or KILL (SIGKILL before the call)
 *   FAULT_LOG     a file that takes one line for each call: its number, name and path
 */
const fs = require('node:fs');
const path = require('node:path');

const folders = (process.env.FAULT_FOLDER ?? '').split(path.delimiter).filter(Boolean);
const at = Number(process.env.FAULT_AT ?? '-1');
const code = process.env.FAULT_CODE ?? 'EIO';
const log = process.env.FAULT_LOG;
const real = { ...fs, promises: { ...fs.promises } };
const logFile = log === undefined ? undefined : real.openSync(log, 'a');
/** Descriptors of files below the folder. */
const watched = new Map();
let calls = 0;

const NUMBERS = { EIO: -5, ENOSPC: -28, EACCES: -13, EMFILE: -24 };
const WORDS = {
  EIO: 'i/o error',
  ENOSPC: 'no space left on device',
  EACCES: 'permission denied',
  EMFILE: 'too many open files',
};

function failure(name, file) {
  const known = code === 'SHORT' ? 'ENOSPC' : code === 'LATE' ? 'EIO' : code;
  const syscall = name.replace(/Sync$/, '');
  const message = `${known}: ${WORDS[known]}, ${syscall} '${file}'`;
  return Object.assign(new Error(message), {
    code: known,
    errno: NUMBERS[known],
    syscall,
    path: file,
  });
}

function concerns(file) {
  if (Buffer.isBuffer(file)) file = file.toString();
  if (file instanceof URL) file = file.pathname;
  if (typeof file !== 'string') return undefined;
  const whole = path.resolve(file);
  const isBelow = folder => whole === folder || whole.startsWith(folder + path.sep);
  return folders.some(isBelow) ? whole : undefined;
}

/** Counts a call; what it is to do instead: `undefined` for nothing. */
function count(name, file) {
  const number = calls++;
  if (logFile !== undefined) real.writeSync(logFile, `${number} ${name} ${file}\n`);
  if (number !== at) return undefined;
  if (code === 'KILL') process.kill(process.pid, 'SIGKILL');
  return failure(name, file);
}

const isWrite = name => /^(write|writeFile|writev|appendFile)(Sync)?$/.test(name);

function half(data) {
  const bytes = Buffer.isBuffer(data)
    ? data
    : Buffer.from(ArrayBuffer.isView(data) ? data.buffer : String(data));
  return bytes.subarray(0, Math.floor(bytes.length / 2));
}

const OF_PATHS = [
  'access',
  'appendFile',
  'chmod',
  'chown',
  'copyFile',
  'cp',
  'lchown',
  'link',
  'lstat',
  'lutimes',
  'mkdir',
  'mkdtemp',
  'open',
  'opendir',
  'readFile',
  'readdir',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'statfs',
  'symlink',
  'truncate',
  'unlink',
  'utimes',
  'writeFile',
];
const OF_DESCRIPTORS = [
  'close',
  'fchmod',
  'fchown',
  'fdatasync',
  'fstat',
  'fsync',
  'ftruncate',
  'futimes',
  'read',
  'readv',
  'write',
  'writev',
  'readFile',
  'writeFile',
  'appendFile',
];

function fileOf(name, args) {
  if (typeof args[0] === 'number')
    return OF_DESCRIPTORS.includes(name) ? watched.get(args[0]) : undefined;
  return (
    concerns(args[0]) ??
    (/^(rename|link|copyFile|symlink|cp)$/.test(name) ? concerns(args[1]) : undefined)
  );
}

function patchSync(name) {
  const original = real[`${name}Sync`];
  if (typeof original !== 'function') return;
  fs[`${name}Sync`] = function (...args) {
    const file = fileOf(name, args);
    if (file === undefined) return original.apply(this, args);
    const error = count(`${name}Sync`, file);
    if (error === undefined) return opened(name, args, original.apply(this, args));
    if (code === 'LATE') original.apply(this, args);
    if (code === 'SHORT' && isWrite(name)) original.call(this, args[0], half(args[1]));
    throw error;
  };
  Object.assign(fs[`${name}Sync`], original);
}

function opened(name, args, result) {
  if (name === 'open' && typeof result === 'number') watched.set(result, concerns(args[0]) ?? '');
  if (name === 'close') watched.delete(args[0]);
  return result;
}

function patchCallback(name) {
  const original = real[name];
  if (typeof original !== 'function') return;
  fs[name] = function (...args) {
    const done = args.at(-1);
    const file = fileOf(name, args);
    if (file === undefined || typeof done !== 'function') return original.apply(this, args);
    const error = count(name, file);
    const rest = args.slice(0, -1);
    if (error !== undefined) {
      if (code === 'LATE') return original.call(this, ...rest, () => done(error));
      if (code === 'SHORT' && isWrite(name))
        return original.call(this, args[0], half(args[1]), () => done(error));
      return process.nextTick(done, error);
    }
    return original.call(this, ...rest, (failed, ...results) => {
      if (failed === null || failed === undefined) opened(name, args, results[0]);
      done(failed, ...results);
    });
  };
  Object.assign(fs[name], original);
  const promisified = Object.getOwnPropertySymbols(original);
  for (const symbol of promisified) delete fs[name][symbol];
}

function patchPromise(name) {
  const original = real.promises[name];
  if (typeof original !== 'function') return;
  fs.promises[name] = async function (...args) {
    const file = fileOf(name, args);
    if (file === undefined) return original.apply(this, args);
    const error = count(name, file);
    if (error !== undefined) {
      if (code === 'LATE') await original.apply(this, args);
      if (code === 'SHORT' && isWrite(name))
        await original.call(this, args[0], half(args[1]), args[2]);
      throw error;
    }
    const result = await original.apply(this, args);
    return name === 'open' ? watchHandle(result, file) : result;
  };
}

const OF_HANDLES = [
  'appendFile',
  'chmod',
  'close',
  'datasync',
  'read',
  'readFile',
  'readv',
  'stat',
  'sync',
  'truncate',
  'utimes',
  'write',
  'writeFile',
  'writev',
];

function watchHandle(handle, file) {
  for (const name of OF_HANDLES) {
    const original = handle[name];
    if (typeof original !== 'function') continue;
    handle[name] = async function (...args) {
      const error = count(`handle.${name}`, file);
      if (error === undefined) return original.apply(handle, args);
      if (code === 'LATE') await original.apply(handle, args);
      if (code === 'SHORT' && isWrite(name)) await original.call(handle, half(args[0]));
      // A handle that stays open would be closed by the garbage collector, with a warning.
      if (name === 'close' && code !== 'LATE') await original.apply(handle, args);
      throw error;
    };
  }
  return handle;
}

for (const name of new Set([...OF_PATHS, ...OF_DESCRIPTORS])) {
  patchSync(name);
  patchCallback(name);
}
for (const name of OF_PATHS) patchPromise(name);
require('node:module').syncBuiltinESMExports();
