import { resolve } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { ioError } from './files';
import { tryGit, type GitResult } from './git';
import { isWithin, realPathOf } from './realPaths';
import { workTreeAround, type WorkTree } from './workTree';

/** What there is to ask about a registry. */
export type FoundRepository =
  | { readonly kind: 'repository'; readonly tree: WorkTree }
  | { readonly kind: 'no-repository' }
  | { readonly kind: 'no-git' };

/**
 * The repository whose work tree holds the folder that a registry lies in, as git says. Throws
 * `untrusted`; `invalid-registry` where the repository lies in the registry, or a folder looks like
 * one; `io` where git refuses the repository, of another owner for example.
 * @param root absolute path of the registry's folder
 */
export async function repositoryAround(root: string): Promise<FoundRepository> {
  const tree = await workTreeAround(root);
  if (tree.top === undefined) return { kind: 'no-repository' };
  const questions = ['--is-inside-work-tree', '--show-prefix', '--absolute-git-dir'];
  const asked = await tryGit(tree, ['rev-parse', ...questions, '--git-common-dir']);
  if (asked === undefined) return { kind: 'no-git' };
  requireDone(root, asked);
  const [isInside, prefix, ...folders] = asked.output.toString('utf8').split('\n');
  if (isInside !== 'true' || prefix !== '') {
    const reason = `the repository in ${tree.top} has its work tree elsewhere (core.worktree)`;
    throw ioError(root, new Error(reason));
  }
  for (const folder of folders) {
    const real = await realPathOf(resolve(tree.top, folder));
    if (folder !== '' && real !== undefined && isWithin(tree.root, real)) throw bringsItsOwn(real);
  }
  return { kind: 'repository', tree };
}

/** The same where there must be one. Throws `io` besides where there is none, or no git. */
export async function requireRepository(root: string): Promise<WorkTree> {
  const found = await repositoryAround(root);
  switch (found.kind) {
    case 'repository':
      return found.tree;
    case 'no-repository':
      throw ioError(root, new Error(`${root} is not in a work tree of a git repository`));
    case 'no-git':
      throw ioError(root, new Error('git was not found in the folders of PATH'));
  }
}

/** Throws `io` with what git said where it did not do what it was asked. */
export function requireDone(root: string, { code, message }: GitResult): void {
  if (code !== 0)
    throw ioError(root, new Error(message === '' ? `git ended with ${code}` : message));
}

function bringsItsOwn(folder: string): LedgerError {
  return new LedgerError(
    'invalid-registry',
    { path: folder },
    `The git repository around this registry lies in the registry itself: ${folder}. Git is not asked. Move the repository out of it.`,
  );
}
