import type { Author } from '../core/ledger/records/records';
import { tryGit } from './git';
import { requireDone } from './gitRepository';
import { workTreeAround } from './workTree';

/**
 * Who git says is working around a registry: `user.name` and `user.email` of its configuration.
 * `undefined` where git is not installed or one of them is not set. Throws `io` where git fails,
 * `untrusted`, `invalid-registry`.
 * @param root absolute path of the registry's folder
 */
export async function gitIdentity(root: string): Promise<Author | undefined> {
  const tree = await workTreeAround(root);
  const got = await tryGit(tree, ['config', '-z', '--get-regexp', '^user\\.(name|email)$']);
  // Exit code 1 is git's way to say that neither is set.
  if (got === undefined || got.code === 1) return undefined;
  requireDone(root, got);
  const name = lastValue(got.output, 'user.name');
  const email = lastValue(got.output, 'user.email');
  return name === undefined || email === undefined ? undefined : { name, email };
}

/** The nearest configuration comes last and counts. A key without a value has no line. */
function lastValue(output: Buffer, key: string): string | undefined {
  const entries = output.toString('utf8').split('\0');
  const value = entries.findLast(entry => entry.startsWith(`${key}\n`))?.slice(key.length + 1);
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}
