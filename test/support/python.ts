import { spawn } from 'node:child_process';
import { projectPath } from './sourceFiles';

/** The folder of the package promptledger. */
export const PYTHON_FOLDER = projectPath('src/python');

/** Runs a Python script with the real python3. Gives what it printed; rejects with its traceback. */
export function runPython(args: readonly string[], stdin = '', cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', [...args], {
      cwd,
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
    });
    const out: Buffer[] = [];
    const error: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => error.push(chunk));
    child.on('error', reject);
    child.on('close', code => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else
        reject(
          new Error(`python3 ended with ${String(code)}:\n${Buffer.concat(error).toString()}`),
        );
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}
