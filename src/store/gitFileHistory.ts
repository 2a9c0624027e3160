import { relative, sep } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { decodeUtf8 } from './files';
import { runGit } from './git';
import { readObjects } from './gitFiles';
import { requireDone, requireRepository } from './gitRepository';
import { realPathOf } from './realPaths';

/** A file as one commit left it. */
export interface FileRevision {
  /** The id of the commit. */
  readonly commit: string;
  readonly author: { readonly name: string; readonly email: string };
  /** When it was written, `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  readonly message: string;
  /** `undefined` where it was no UTF-8 text. */
  readonly text: string | undefined;
}

/**
 * What each commit that changed a file made of it, oldest first, also under the names that it had before.
 * Throws `invalid-argument` where the file lies outside of the repository around the registry or git knows
 * none of it, what `requireRepository` does.
 * @param root absolute path of the registry's folder
 * @param path absolute path of the file, which need not be there any more
 */
export async function gitFileHistory(root: string, path: string): Promise<readonly FileRevision[]> {
  const tree = await requireRepository(root);
  const from = tree.top ?? '';
  const below = relative(from, (await realPathOf(path)) ?? path).split(sep);
  const name = below.join('/');
  if (below[0] === '..' || name === '') {
    const message = `${path} is no file of the repository around the registry. Name one in ${from}.`;
    throw new LedgerError('invalid-argument', { path }, message);
  }
  const fields = ['%x01%H', '%an', '%ae', '%aI', '%B'].join('%x00');
  const plain = ['--no-show-signature', '--no-notes', '--no-color', '--no-ext-diff'];
  const diff = ['--no-textconv', '--raw', '--no-abbrev', '-z', '--diff-merges=first-parent'];
  const asked = ['--follow', '--topo-order', '--encoding=UTF-8', `--format=${fields}%x00`];
  const listed = await runGit(tree, ['log', ...asked, ...plain, ...diff, '--', name]);
  requireDone(root, listed);
  const commits = listed.output.toString('utf8').split('\u0001').slice(1).reverse();
  const changes = commits.flatMap(changeIn);
  if (changes.length === 0) {
    const message = `Git knows no commit that changed ${path}. Check the path.`;
    throw new LedgerError('invalid-argument', { path }, message);
  }
  const contents = await readObjects(tree, [...new Set(changes.map(({ object }) => object))]);
  return changes.map(({ object, ...change }) => {
    const bytes = contents.get(object);
    return { ...change, text: bytes === undefined ? undefined : decodeUtf8(bytes) };
  });
}

/** A plain file as a commit left it: no link, no submodule, and not removed. */
const CHANGE = /:\d{6} 100(?:644|755) [0-9a-f]+ ([0-9a-f]+) [A-Z]/;

function changeIn(printed: string): readonly (Omit<FileRevision, 'text'> & { object: string })[] {
  const [commit = '', name = '', email = '', date = '', message = '', ...raw] = printed.split('\0');
  const object = CHANGE.exec(raw.join(' '))?.[1];
  if (object === undefined) return [];
  const at = new Date(date).toISOString();
  return [{ commit, author: { name, email }, at, message: message.trim(), object }];
}
