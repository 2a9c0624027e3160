import type { Author } from '../core/records/records';
import { ioError } from './files';
import { tryGit } from './git';

/**
 * Who git says is working in a folder: `user.name` and `user.email` of its configuration.
 * `undefined` where git is not installed or one of them is not set. Throws `io` where git fails.
 */
export async function gitIdentity(folder: string): Promise<Author | undefined> {
  const [name, email] = await Promise.all([
    gitConfig(folder, 'user.name'),
    gitConfig(folder, 'user.email'),
  ]);
  return name === undefined || email === undefined ? undefined : { name, email };
}

async function gitConfig(folder: string, key: string): Promise<string | undefined> {
  const got = await tryGit(folder, ['config', '--get', key]);
  // Exit code 1 is git's way to say that the key is not set.
  if (got === undefined || got.code === 1) return undefined;
  if (got.code !== 0) throw ioError(folder, new Error(got.message));
  const value = got.output.toString('utf8').trim();
  return value === '' ? undefined : value;
}
