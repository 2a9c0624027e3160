import { execFile } from 'node:child_process';
import type { Author } from '../core/records/records';
import { errorCode, ioError } from './files';

const TIMEOUT_MS = 5000;

/**
 * Who git says is working in a folder: `user.name` and `user.email` of its configuration.
 * `undefined` where git is not installed or one of them is not set.
 */
export async function gitIdentity(folder: string): Promise<Author | undefined> {
  const [name, email] = await Promise.all([
    gitConfig(folder, 'user.name'),
    gitConfig(folder, 'user.email'),
  ]);
  return name === undefined || email === undefined ? undefined : { name, email };
}

function gitConfig(folder: string, key: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, timeout: TIMEOUT_MS };
    execFile('git', ['config', '--get', key], options, (error, stdout) => {
      const value = stdout.trim();
      // Exit code 1 is git's way to say that the key is not set; ENOENT means no git.
      const isUnset = error !== null && (error.code === 1 || errorCode(error) === 'ENOENT');
      if (error === null || isUnset) resolve(value === '' ? undefined : value);
      else reject(ioError(folder, error));
    });
  });
}
