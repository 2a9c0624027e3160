import { spawn } from 'node:child_process';
import { errorCode, ioError } from './files';

const TIMEOUT_MS = 30_000;

/** How a call of git ended. */
export interface GitResult {
  readonly code: number;
  readonly output: Buffer;
  /** What git said of it on stderr, without the line's end. */
  readonly message: string;
}

/**
 * Calls git in a folder. That git ends with another code than 0 is a result, no error.
 * @param input what git reads from stdin
 * @returns `undefined` where git is not installed. Throws `io` where it cannot be run to its end.
 */
export function tryGit(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<GitResult | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...args], { cwd: folder, timeout: TIMEOUT_MS });
    const output: Buffer[] = [];
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    child.on('error', (error: unknown) => {
      if (errorCode(error) === 'ENOENT') resolve(undefined);
      else reject(ioError(folder, error));
    });
    child.on('close', (code, signal) => {
      const message = Buffer.concat(said).toString('utf8').trim();
      if (code === null) reject(ioError(folder, new Error(`git was ended by ${signal}`)));
      else resolve({ code, output: Buffer.concat(output), message });
    });
    // Git may end before it has read everything; how it ended is what counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Calls git as `tryGit` does. Throws `io` also where git is not installed. */
export async function runGit(
  folder: string,
  args: readonly string[],
  input?: string,
): Promise<GitResult> {
  const result = await tryGit(folder, args, input);
  if (result === undefined) throw ioError(folder, new Error('git was not found'));
  return result;
}
