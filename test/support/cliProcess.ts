import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectPath } from './sourceFiles';

/** A worker of mocha has its own: processes that one begins must not read half of what another builds. */
const FOLDER = projectPath(`out/cli/${process.env.MOCHA_WORKER_ID ?? 'main'}`);

interface Build {
  readonly buildCommandLine: (outdir: string) => Promise<void>;
}

let building: Promise<string> | undefined;

/** The command line as npm gets it, built once for all tests of a process: the path of its program. */
export function builtCli(): Promise<string> {
  building ??= build();
  return building;
}

async function build(): Promise<string> {
  const { buildCommandLine } = createRequire(__filename)('../../src/cli/build.js') as Build;
  await buildCommandLine(FOLDER);
  return join(FOLDER, 'promptledger.cjs');
}

/** How a process ended and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

const AUTHOR = 'Ada <ada@example.com>';

/** The environment of a command line that runs in this folder. */
export function cliEnvironment(folder: string, env: CliOptions['env']): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: folder, PROMPTLEDGER_AUTHOR: AUTHOR, ...env };
}

/** Runs the real command line as a process of its own, as somebody who has a name. */
export async function runCli(
  folder: string,
  args: readonly string[],
  { stdin, env = {} }: CliOptions = {},
): Promise<Ended> {
  const program = await builtCli();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: folder,
      env: cliEnvironment(folder, env),
    });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    child.on('error', reject);
    child.on('close', code => {
      const text = (chunks: Buffer[]) => Buffer.concat(chunks).toString('utf8');
      resolve({ code, stdout: text(out), stderr: text(error) });
    });
    // A program that does not read its input may be gone before it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
  });
}

/** The one JSON value that a command prints with `--json`, and its exit code. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Tests know the shape.
export async function runJson<T = unknown>(
  folder: string,
  args: readonly string[],
  options?: CliOptions,
): Promise<{ readonly code: number | null; readonly value: T; readonly stderr: string }> {
  return jsonOf<T>(args, await runCli(folder, [...args, '--json'], options));
}

/** What a command printed, as JSON. Throws an Error with all that it printed where it is none. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- Tests know the shape.
export function jsonOf<T>(
  args: readonly string[],
  { code, stdout, stderr }: Ended,
): { readonly code: number | null; readonly value: T; readonly stderr: string } {
  try {
    return { code, value: JSON.parse(stdout) as T, stderr };
  } catch (error) {
    throw new Error(`${args.join(' ')} printed no JSON:\n${stdout}\n${stderr}`, { cause: error });
  }
}
