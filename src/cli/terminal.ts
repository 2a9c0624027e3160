import { printJson } from '../core/base/json';
import { homedir } from 'node:os';
import { delimiter } from 'node:path';
import { showHiddenInJson } from '../core/base/hiddenCharacters';
import { findProgram, programFolders } from '../store/programs';
import { cloneAround } from '../store/workTree';
import { exactly, printable } from './style';

type Environment = Readonly<Record<string, string | undefined>>;

/** Colours are for terminals, unless somebody asked otherwise: https://no-color.org, https://force-color.org. */
export function wantsColour(stream: { readonly isTTY?: boolean }, env: Environment): boolean {
  if ((env.NO_COLOR ?? '') !== '') return false;
  const forced = env.FORCE_COLOR ?? '';
  if (forced !== '') return forced !== '0' && forced !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Where text goes, and whether somebody may see it there. */
type Stream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/**
 * Writes what a person reads: whatever the fields in it hold, it neither acts on the terminal nor
 * hides, also where a pipe hands it to one later (`| less -R`, the log of a CI).
 */
export function writeOut(stream: Stream, text: string): Promise<void> {
  return write(stream, printable(text));
}

/** Writes what a program reads, exactly: never to a terminal. */
export function writeData(stream: Stream, data: string | Uint8Array): Promise<void> {
  if (typeof data !== 'string') return write(stream, data);
  return write(stream, exactly(data));
}

/** Writes JSON, which stays the same JSON where a terminal shows it. */
export function writeJson(stream: Stream, value: unknown): Promise<void> {
  const json = `${printJson(value, 2)}\n`;
  return write(stream, stream.isTTY === true ? showHiddenInJson(json) : json);
}

/** Waits until a text is out: what is left in a pipe at exit would be lost. */
function write(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, error => {
      // The reader had enough, as `head` does.
      if (error == null || (error as NodeJS.ErrnoException).code === 'EPIPE') resolve();
      else reject(error);
    });
  });
}

/** Shows a text in the person's pager where it is longer than the screen, as git does. */
export async function page(text: string, stream: NodeJS.WriteStream, env: Environment) {
  const isLong = stream.isTTY && text.split('\n').length > stream.rows;
  if (!isLong || env.PAGER === '' || env.PAGER === 'cat') return writeOut(stream, text);
  const shown = await runPager(printable(text), env);
  if (!shown) await writeOut(stream, text);
}

/** `false` where there is no such program. */
async function runPager(text: string, env: Environment): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const folders = await programFolders([await cloneAround(process.cwd())], env.PATH);
  const own = await findProgram(process.platform === 'win32' ? 'more' : 'less', folders);
  // What a person wrote is a line for the shell; it finds its programs where we would.
  const pager = env.PAGER ?? own;
  if (pager === undefined) return false;
  // Ctrl+C is for the pager, which goes on; without it, two programs would read the keyboard.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  const shown = await new Promise<boolean>(resolve => {
    const child = spawn(pager, {
      shell: env.PAGER !== undefined,
      stdio: ['pipe', 'inherit', 'inherit'],
      // A person may stand in a clone, even in its registry. What a pager saves is theirs, at home.
      cwd: homedir(),
      env: { LESS: 'FRX', ...env, ...PAGER_ENVIRONMENT, PATH: folders.join(delimiter) },
    });
    child.on('error', () => {
      resolve(false);
    });
    child.on('close', code => {
      resolve(code !== 127);
    });
    // Who leaves the pager early has read enough.
    child.stdin.on('error', () => undefined);
    child.stdin.end(text);
  });
  process.off('SIGINT', ignore);
  return shown;
}

/** Windows would look into the current folder before it looks into PATH. */
const PAGER_ENVIRONMENT = { NoDefaultCurrentDirectoryInExePath: '1' };

/** After how long somebody wants to know that work goes on. */
const PATIENCE_MS = 1000;

/** Tells on a terminal, after a second, that work goes on, and for how long it has. */
export async function withProgress<T>(
  what: string,
  stream: NodeJS.WriteStream,
  work: (report: (progress: string) => void) => Promise<T>,
): Promise<T> {
  if (!stream.isTTY) return work(() => undefined);
  const started = Date.now();
  let progress = '';
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    const now = printable(progress === '' ? `${seconds} s` : progress);
    stream.write(`\r\u001b[K${what} ${now}`);
  }, PATIENCE_MS);
  try {
    return await work(now => (progress = now));
  } finally {
    clearInterval(timer);
    if (Date.now() - started >= PATIENCE_MS) stream.write('\r\u001b[K');
  }
}

/** Tells on stderr how long it has been, until it is ended. */
const TELLER = `
const { workerData: { what, patience } } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let seconds = 0;
setInterval(() => {
  seconds += patience / 1000;
  writeSync(2, '\\r\\u001b[K' + what + ' ' + seconds + ' s');
}, patience);
`;

/** `withProgress` on stderr for work that gives no timer a turn: a thread of its own tells. */
export async function withProgressBeside<T>(what: string, work: () => T): Promise<T> {
  if (!process.stderr.isTTY) return work();
  const started = Date.now();
  const { Worker } = await import('node:worker_threads');
  const teller = new Worker(TELLER, { eval: true, workerData: { what, patience: PATIENCE_MS } });
  try {
    return work();
  } finally {
    await teller.terminate();
    if (Date.now() - started >= PATIENCE_MS) process.stderr.write('\r\u001b[K');
  }
}
