import { LedgerError } from '../core/errors';
import { ioError } from './files';
import { runGit, type GitResult } from './git';

/** A file as a git revision has it. */
export interface GitFile {
  /** From the registry's folder, with `/`. */
  readonly path: string;
  /** The name of the object that holds its bytes. */
  readonly object: string;
}

/** The files of a registry as a git revision has them, read from git's objects: nothing is checked out. */
export class GitFiles {
  readonly #root: string;
  readonly #commit: string;

  private constructor(root: string, commit: string) {
    this.#root = root;
    this.#commit = commit;
  }

  /**
   * Looks a revision up.
   * @param root absolute path of the registry's folder
   * @param revision what git takes: a branch, a tag, a commit
   * Throws `invalid-argument` for what is no revision, `io` where there is no git or no repository.
   */
  static async at(root: string, revision: string): Promise<GitFiles> {
    // Nothing that a person types may be read as an option.
    const flags = ['--verify', '--quiet', '--end-of-options'];
    const found = await runGit(root, ['rev-parse', ...flags, `${revision}^{commit}`]);
    const id = found.output.toString('utf8').trim();
    if (found.code === 0 && /^[0-9a-f]{40,64}$/.test(id)) return new GitFiles(root, id);
    requireDone(root, await runGit(root, ['rev-parse', '--is-inside-work-tree']));
    throw new LedgerError(
      'invalid-argument',
      { revision },
      `Git knows no revision "${revision}" here. Name a commit, a branch or a tag; in a workflow, check out with its whole history (fetch-depth: 0).`,
    );
  }

  /** The files below a folder of the registry, by path. Throws `io`. */
  async list(folder: string): Promise<readonly GitFile[]> {
    const listed = await runGit(this.#root, [
      ...['ls-tree', '-r', '-z', this.#commit, '--', `./${folder}/`],
    ]);
    requireDone(this.#root, listed);
    return listed.output
      .toString('utf8')
      .split('\0')
      .flatMap(line => {
        const [, object, path] = /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
        return object === undefined || path === undefined ? [] : [{ path, object }];
      });
  }

  /** The bytes of files, by path; one process reads them all. Throws `io`. */
  async read(files: readonly GitFile[]): Promise<ReadonlyMap<string, Buffer>> {
    if (files.length === 0) return new Map();
    const wanted = files.map(({ object }) => `${object}\n`).join('');
    const read = await runGit(this.#root, ['cat-file', '--batch'], wanted);
    requireDone(this.#root, read);
    const contents = readBatch(read.output);
    return new Map(
      files.flatMap(({ path, object }) => {
        const bytes = contents.get(object);
        return bytes === undefined ? [] : [[path, bytes]];
      }),
    );
  }
}

function requireDone(root: string, { code, message }: GitResult): void {
  if (code !== 0)
    throw ioError(root, new Error(message === '' ? `git ended with ${code}` : message));
}

/** What `git cat-file --batch` prints: a line "object type size", that many bytes, a line's end. */
function readBatch(output: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    const [object = '', , size = '0'] = output.toString('latin1', at, end).split(' ');
    const start = end + 1;
    contents.set(object, output.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
