import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { watchSilence } from './silence';

const ENDED_WITHIN_MS = 10_000;

/** How a program is run. */
export interface ProcessOptions {
  readonly cwd?: string;
  /** Added to this process's own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** The program and what it started are ended when nothing was heard of it for so long. */
  readonly silenceMs?: number;
  /** Where signs of life are to be found beside its output: see `SilenceOptions`. */
  readonly look?: () => string | undefined;
  /** True: its output also comes out on this process's own. */
  readonly echo?: boolean;
}

/**
 * Runs a program to its end and returns what it printed on stdout. Throws an Error with the end of
 * its output when it fails, cannot be started or is silent for too long; however long it takes, as
 * long as it prints it goes on.
 */
export function runProgram(
  program: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<string> {
  const child = startGroup(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let all = '';
  let heard: (sign: string) => void = () => undefined;
  const take = (chunk: Buffer) => {
    all += chunk.toString();
    heard(chunk.toString());
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    take(chunk);
  });
  child.stderr?.on('data', take);
  if (options.echo === true) {
    child.stdout?.pipe(process.stdout, { end: false });
    child.stderr?.pipe(process.stderr, { end: false });
  }
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      reject(new Error(`${program} ${args.join(' ')}: ${reason}\n${lastLines(all)}`));
    };
    const { silenceMs, look } = options;
    let silence: string | undefined;
    const onSilence = (message: string) => {
      silence = message;
      askToEnd(child);
    };
    const watch = watchSilence({ of: `"${program}"`, silenceMs, look, onSilence });
    ({ heard } = watch);
    child.on('error', error => {
      watch.stop();
      fail(error.message);
    });
    child.on('close', code => {
      watch.stop();
      if (silence !== undefined) fail(silence);
      else if (code === 0) resolve(stdout);
      else fail(`exit code ${code ?? 'none'}.`);
    });
  });
}

/** `runProgram` for npm: the npm that runs this script, or the one on PATH. */
export function runNpm(args: readonly string[], options: ProcessOptions): Promise<string> {
  const npm = process.env.npm_execpath;
  if (npm !== undefined) return runProgram(process.execPath, [npm, ...args], options);
  return runProgram(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/**
 * Starts a long-lived program in a process group of its own, all its output in `logFile`. It is
 * ended with this process at the latest.
 */
export function startLogged(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly logFile: string },
): ChildProcess {
  const log = openSync(options.logFile, 'a');
  try {
    return startGroup(program, args, { ...options, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

/** Ends a program that was started here, with everything that it started itself. */
export function endGroup(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // The group is gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Lets a program end what it started itself in groups of their own, and ends it when it does not. */
function askToEnd(child: ChildProcess): void {
  const timer = setTimeout(() => {
    endGroup(child);
  }, ENDED_WITHIN_MS);
  child.once('close', () => {
    clearTimeout(timer);
  });
  if (child.pid !== undefined && process.platform !== 'win32') process.kill(-child.pid, 'SIGTERM');
}

/** The end of a log file, for an error message; empty when there is no such file. */
export function logTail(file: string): string {
  try {
    return lastLines(readFileSync(file, 'utf8'));
  } catch {
    return '';
  }
}

function startGroup(
  program: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
    readonly stdio: ('ignore' | 'pipe' | number)[];
  },
): ChildProcess {
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: options.stdio,
    // Elsewhere a group of its own is what lets endGroup reach the children.
    detached: process.platform !== 'win32',
    shell: program.endsWith('.cmd'),
  });
  const endWithParent = () => {
    endGroup(child);
  };
  process.once('exit', endWithParent);
  child.once('exit', () => process.removeListener('exit', endWithParent));
  return child;
}

function lastLines(text: string): string {
  return text.split('\n').slice(-40).join('\n');
}
