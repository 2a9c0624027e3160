import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { projectPath } from '../support/sourceFiles';

const FOLDER = projectPath('out/torture');

let building: Promise<unknown> | undefined;

/** Builds the programs that are run beside this one, once: the path of `writer` or `watcher`. */
async function builtProgram(name: string): Promise<string> {
  building ??= build({
    entryPoints: ['writer', 'watcher'].map(program => projectPath(`test/torture/${program}.ts`)),
    outdir: FOLDER,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    external: ['sql.js'],
    logLevel: 'warning',
  });
  await building;
  return join(FOLDER, `${name}.cjs`);
}

/** A program that runs beside this one. */
export interface Program {
  readonly process: ChildProcess;
  /** The whole lines that it has printed by now. */
  readonly lines: () => readonly string[];
  /** Resolves when it has printed something. */
  readonly begun: Promise<void>;
  /** Resolves with what it said on stderr when it has ended, by itself or not. */
  readonly ended: Promise<string>;
}

/** Starts `writer` or `watcher`. */
export async function start(name: string, args: readonly string[]): Promise<Program> {
  const program = await builtProgram(name);
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  const begun = new Promise<void>(resolve => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      resolve();
    });
  });
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      resolve(said);
    });
  });
  // What follows the last line's end was cut off by the end of the process.
  return { process: child, lines: () => printed.split('\n').slice(0, -1), begun, ended };
}
