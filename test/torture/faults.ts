import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectPath } from '../support/sourceFiles';

/** How one call of the file system fails; what each means stands in `preload.cjs`. */
export const FAULTS = ['EIO', 'ENOSPC', 'EACCES', 'EMFILE', 'SHORT', 'LATE', 'KILL'] as const;
export type Fault = (typeof FAULTS)[number];

/** A Node program and its arguments, in a folder. */
export interface Program {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The folders whose calls count. */
  readonly watched: readonly string[];
}

/** How it ended and what it said. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One call of the file system: its name and its path. */
export interface Call {
  readonly name: string;
  readonly path: string;
}

const PRELOAD = projectPath('test/torture/preload.cjs');

/** Runs a program and tells which calls it makes. */
export async function listCalls(
  program: Program,
): Promise<{ outcome: Outcome; calls: readonly Call[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-calls-'));
  const log = join(folder, 'calls.txt');
  try {
    const outcome = await run(program, { FAULT_LOG: log });
    const lines = (await readFile(log, 'utf8')).split('\n').filter(line => line !== '');
    return { outcome, calls: lines.map(parseCall) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function parseCall(line: string): Call {
  const [, name = '', ...path] = line.split(' ');
  return { name, path: path.join(' ') };
}

/** Runs a program of which one call fails, counted from 0. */
export function runWithFault(program: Program, at: number, fault: Fault): Promise<Outcome> {
  return run(program, { FAULT_AT: String(at), FAULT_CODE: fault });
}

/** Runs it with nothing but its own faults. */
export function runWhole(program: Program): Promise<Outcome> {
  return run(program, {});
}

function run(
  { program, args, folder, stdin, env = {}, watched }: Program,
  fault: Readonly<Record<string, string>>,
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', PRELOAD, program, ...args], {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        FAULT_FOLDER: watched.join(delimiter),
        ...env,
        ...fault,
      },
    });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
      resolve({ code, signal, stdout: text(out), stderr: text(error) });
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
  });
}
