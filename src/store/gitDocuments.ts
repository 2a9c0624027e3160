import { normalizeSource } from '../core/prompt/document/documentSource';
import { promptNameProblem } from '../core/base/names';
import { runGit } from './git';
import { GitFiles } from './gitFiles';
import { repositoryAround, requireDone } from './gitRepository';

/** How many branches and tags are offered, those that moved last first. */
const REVISIONS_OFFERED = 50;

/** The working documents of a registry as a git revision has them, by prompt. Throws what `GitFiles` does. */
export async function gitDocuments(
  root: string,
  revision: string,
): Promise<ReadonlyMap<string, string>> {
  const files = await GitFiles.at(root, revision);
  const contents = await files.read(await files.list('prompts'));
  return new Map(
    [...contents].flatMap(([path, bytes]) => {
      const name = /^prompts\/(.*)\.prompt$/.exec(path)?.[1];
      if (name === undefined || promptNameProblem(name) !== undefined) return [];
      return [[name, normalizeSource(bytes.toString('utf8'))]];
    }),
  );
}

/**
 * The branches and tags of the repository that a registry lies in; none without git or a repository.
 * Throws what `repositoryAround` does.
 */
export async function gitRevisions(root: string): Promise<readonly string[]> {
  const found = await repositoryAround(root);
  if (found.kind !== 'repository') return [];
  const format = ['--format=%(refname:short)', '--sort=-creatordate'];
  const refs = ['refs/heads', 'refs/remotes', 'refs/tags'];
  const args = ['for-each-ref', `--count=${REVISIONS_OFFERED}`, ...format, ...refs];
  const listed = await runGit(found.tree, args);
  requireDone(root, listed);
  const names = listed.output.toString('utf8').split('\n');
  return ['HEAD', ...names.filter(name => name !== '' && !name.endsWith('/HEAD'))];
}
