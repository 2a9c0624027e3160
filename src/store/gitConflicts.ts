import { runGit } from './git';
import { requireDone, repositoryAround } from './gitRepository';
import { readObjects } from './gitFiles';

/** A side of a file that a merge left to decide. */
export interface ConflictSide {
  /** From the registry's folder. */
  readonly path: string;
  /** `undefined` where git has no copy here. */
  readonly bytes: Buffer | undefined;
}

/** What git has not finished in a work tree. */
export interface GitConflicts {
  /** The sides, ours and theirs, of each file below `records/` that is not merged. What both began with is no side. */
  readonly sides: readonly ConflictSide[];
  /** A merge, revert, cherry-pick or rebase is under way: what is missing may be missing by intent. */
  readonly isUnderWay: boolean;
}

const NOTHING: GitConflicts = { sides: [], isUnderWay: false };
const HEADS = ['MERGE_HEAD', 'REVERT_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD'];

/**
 * What a merge left to decide among records; nothing outside of a repository and without git.
 * @param root absolute path of the registry's folder
 * Throws what `repositoryAround` does.
 */
export async function gitConflicts(root: string): Promise<GitConflicts> {
  const found = await repositoryAround(root);
  if (found.kind !== 'repository') return NOTHING;
  const { tree } = found;
  const from = tree.path === '' ? '' : `${tree.path}/`;
  const listed = await runGit(tree, ['ls-files', '-u', '-z', '--', `${from}records/`]);
  requireDone(root, listed);
  const entries = listed.output.toString('utf8').split('\0').flatMap(readEntry);
  const ours = entries.filter(({ stage }) => stage !== '1');
  const contents = await readObjects(
    tree,
    ours.map(({ object }) => object),
  );
  const below = (path: string): string => path.slice(from.length);
  const heads = await Promise.all(
    HEADS.map(head => runGit(tree, ['rev-parse', '--verify', '--quiet', head])),
  );
  return {
    sides: ours.map(({ path, object }) => ({ path: below(path), bytes: contents.get(object) })),
    isUnderWay: heads.some(({ code }) => code === 0),
  };
}

interface Entry {
  readonly object: string;
  readonly stage: string;
  readonly path: string;
}

function readEntry(line: string): readonly Entry[] {
  const [, object, stage, path] = /^\d+ ([0-9a-f]+) ([123])\t(.+)$/s.exec(line) ?? [];
  if (object === undefined || stage === undefined || path === undefined) return [];
  return [{ object, stage, path }];
}
