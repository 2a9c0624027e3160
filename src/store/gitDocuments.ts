import { execFile } from 'node:child_process';
import { normalizeSource } from '../core/document/documentSource';
import { promptNameProblem } from '../core/names';
import { errorCode, ioError } from './files';
import { GitFiles } from './gitFiles';

/** How many branches and tags are offered, those that moved last first. */
const REVISIONS_OFFERED = 50;
const TIMEOUT_MS = 10_000;
/** Each file is a process of its own: a few at a time. */
const READS_AT_ONCE = 8;

/**
 * The working documents of a registry as a git revision has them, by prompt. Nothing is checked
 * out. Throws what `GitFiles` does.
 */
export async function gitDocuments(
  root: string,
  revision: string,
): Promise<ReadonlyMap<string, string>> {
  const files = await GitFiles.at(root, revision);
  const prompts = (await files.list('prompts')).flatMap(promptOf);
  const sources = new Map<string, string>();
  for (let start = 0; start < prompts.length; start += READS_AT_ONCE) {
    const some = prompts.slice(start, start + READS_AT_ONCE);
    const texts = await Promise.all(some.map(prompt => files.read(`prompts/${prompt}.prompt`)));
    some.forEach((prompt, index) => {
      sources.set(prompt, normalizeSource(texts[index] ?? ''));
    });
  }
  return sources;
}

/** The branches and tags of the repository that a registry lies in; none without git. Throws `io`. */
export function gitRevisions(root: string): Promise<readonly string[]> {
  const format = ['--format=%(refname:short)', '--sort=-creatordate'];
  const refs = ['refs/heads', 'refs/remotes', 'refs/tags'];
  const args = ['for-each-ref', `--count=${REVISIONS_OFFERED}`, ...format, ...refs];
  return new Promise((resolve, reject) => {
    execFile('git', args, { cwd: root, timeout: TIMEOUT_MS }, (error, stdout) => {
      const names = stdout.split('\n').filter(name => name !== '' && !name.endsWith('/HEAD'));
      // A folder outside of any repository ends git with a number; ENOENT means no git.
      const isNone = typeof error?.code === 'number' || errorCode(error) === 'ENOENT';
      if (error === null) resolve(['HEAD', ...names]);
      else if (isNone) resolve([]);
      else reject(ioError(root, error));
    });
  });
}

function promptOf(path: string): string[] {
  const name = /^prompts\/(.*)\.prompt$/.exec(path)?.[1];
  return name === undefined || promptNameProblem(name) !== undefined ? [] : [name];
}
