import { LedgerError } from '../core/base/errors';
import { ioError } from './files';
import { runGit } from './git';
import { requireDone, requireRepository } from './gitRepository';
import type { WorkTree } from './workTree';

/** A file as a git revision has it. */
export interface GitFile {
  /** From the registry's folder, with `/`. */
  readonly path: string;
  /** The name of the object that holds its bytes. */
  readonly object: string;
  /** What git calls its mode: `100644`, `100755`, or `120000` for a link. */
  readonly mode: string;
}

/** The files of a registry as a git revision has them, read from git's objects: nothing is checked out. */
export class GitFiles {
  readonly #tree: WorkTree;
  readonly #commit: string;

  private constructor(tree: WorkTree, commit: string) {
    this.#tree = tree;
    this.#commit = commit;
  }

  /**
   * Looks a revision up.
   * @param root absolute path of the registry's folder
   * @param revision what git takes: a branch, a tag, a commit
   * Throws `invalid-argument` for what is no revision, what `requireRepository` does.
   */
  static async at(root: string, revision: string): Promise<GitFiles> {
    if (revision.includes('\0')) throw unknownRevision(revision);
    const tree = await requireRepository(root);
    // Nothing that a person types may be read as an option.
    const flags = ['--verify', '--quiet', '--end-of-options'];
    const found = await runGit(tree, ['rev-parse', ...flags, `${revision}^{commit}`]);
    const id = found.output.toString('utf8').trim();
    if (found.code === 0 && /^[0-9a-f]{40,64}$/.test(id)) return new GitFiles(tree, id);
    throw unknownRevision(revision);
  }

  /** The files below a folder of the registry, by path. Throws `io`. */
  list(folder: string): Promise<readonly GitFile[]> {
    return this.#list(`${folder}/`);
  }

  /** A file of the registry, or `undefined`. Throws `io`. */
  async file(path: string): Promise<GitFile | undefined> {
    return (await this.#list(path)).find(file => file.path === path);
  }

  async #list(path: string): Promise<readonly GitFile[]> {
    const { root, path: registry } = this.#tree;
    const from = registry === '' ? '' : `${registry}/`;
    const below = `${from}${path}`;
    const listed = await runGit(this.#tree, ['ls-tree', '-r', '-z', this.#commit, '--', below]);
    requireDone(root, listed);
    return listed.output
      .toString('utf8')
      .split('\0')
      .flatMap(line => {
        const [, mode, object, file] = /^(\d+) blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
        if (mode === undefined || object === undefined || file?.startsWith(below) !== true)
          return [];
        return [{ path: file.slice(from.length), object, mode }];
      });
  }

  /**
   * The newest commits from which this one and another, or without it what is checked out, both began:
   * several after merges both ways, none where the histories that are here have nothing in common. A
   * merge that is under way has two heads. Throws `io`.
   */
  async mergeBases(other?: GitFiles): Promise<readonly string[]> {
    const bases = new Set<string>();
    for (const head of other === undefined ? ['HEAD', 'MERGE_HEAD'] : [other.#commit]) {
      const found = await runGit(this.#tree, ['merge-base', '--all', this.#commit, head]);
      // 1 says that there is none, 128 that there is no such head.
      if (found.code !== 0 && found.code !== 1 && found.code !== 128)
        requireDone(this.#tree.root, found);
      const ids = found.code === 0 ? found.output.toString('utf8').split('\n') : [];
      for (const id of ids) if (id !== '') bases.add(id);
    }
    return [...bases];
  }

  /** The bytes of files, by path; one process reads them all. Throws `io`. */
  async read(files: readonly GitFile[]): Promise<ReadonlyMap<string, Buffer>> {
    if (files.length === 0) return new Map();
    const contents = await readObjects(
      this.#tree,
      files.map(({ object }) => object),
    );
    return new Map(
      files.map(({ path, object }) => {
        const bytes = contents.get(object);
        if (bytes === undefined) throw notHere(this.#tree, path);
        return [path, bytes];
      }),
    );
  }
}

/** The bytes of objects by their names, without those that are not here; one process reads them all. Throws `io`. */
export async function readObjects(
  tree: WorkTree,
  objects: readonly string[],
): Promise<ReadonlyMap<string, Buffer>> {
  if (objects.length === 0) return new Map();
  const wanted = objects.map(object => `${object}\n`).join('');
  const read = await runGit(tree, ['cat-file', '--batch'], wanted);
  // A partial clone ends git with the first object that it left out.
  if (read.code !== 0 && /promisor|lazy fetch/.test(read.message)) throw notHere(tree, 'a file');
  requireDone(tree.root, read);
  return readBatch(read.output);
}

/** Fetching it would start what the repository's configuration names. */
function notHere({ root }: WorkTree, what: string): LedgerError {
  const reason = `git has no copy of ${what} of that revision here, as in a partial clone, and fetches none while it is asked. Get everything with "git fetch --refetch --no-filter"`;
  return ioError(root, new Error(reason));
}

function unknownRevision(revision: string): LedgerError {
  return new LedgerError(
    'invalid-argument',
    { revision },
    `Git knows no revision "${revision}" here. Name a commit, a branch or a tag; in a workflow, check out with its whole history (fetch-depth: 0).`,
  );
}

/** What `git cat-file --batch` prints: a line "object type size", that many bytes, a line's end; or "object missing". */
function readBatch(output: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const [object = '', , size] = output.toString('latin1', at, end).split(' ');
    const start = end + 1;
    at = start;
    if (size === undefined) continue;
    contents.set(object, output.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
