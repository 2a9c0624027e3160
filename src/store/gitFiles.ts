import { execFile } from 'node:child_process';
import { LedgerError } from '../core/errors';
import { errorCode, ioError } from './files';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** The files of a registry as a git revision has them. */
export class GitFiles {
  readonly #root: string;
  readonly #revision: string;

  private constructor(root: string, revision: string) {
    this.#root = root;
    this.#revision = revision;
  }

  /**
   * Looks a revision up.
   * @param root the registry's folder
   * @param revision what git takes: a branch, a tag, a commit
   * Throws `invalid-argument` for what is no revision, `io` where there is no git or no repository.
   */
  static async at(root: string, revision: string): Promise<GitFiles> {
    const spec = `${revision}^{commit}`;
    const id = await git(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', spec]);
    if (id.code === 0) return new GitFiles(root, id.stdout.trim());
    await requireRepository(root);
    throw new LedgerError(
      'invalid-argument',
      { revision },
      `Git knows no revision "${revision}" here. In a workflow, check out with its whole history (fetch-depth: 0).`,
    );
  }

  /** The files below a folder of the registry, as paths from the registry's folder. Throws `io`. */
  async list(folder: string): Promise<readonly string[]> {
    const listed = await git(this.#root, [
      ...['ls-tree', '-r', '-z', '--name-only', this.#revision, '--', `./${folder}/`],
    ]);
    if (listed.code !== 0) throw ioError(this.#root, new Error(listed.stderr.trim()));
    return listed.stdout.split('\0').filter(path => path !== '');
  }

  /** The text of a file; `undefined` where the revision has none. Throws `io`. */
  async read(path: string): Promise<string | undefined> {
    const shown = await git(this.#root, ['show', '--no-textconv', `${this.#revision}:./${path}`]);
    return shown.code === 0 ? shown.stdout : undefined;
  }
}

async function requireRepository(root: string): Promise<void> {
  const inside = await git(root, ['rev-parse', '--is-inside-work-tree']);
  if (inside.code !== 0) throw ioError(root, new Error(inside.stderr.trim()));
}

interface GitResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function git(folder: string, args: readonly string[]): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES };
    execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else if (errorCode(error) === 'ENOENT')
        reject(ioError(folder, new Error('git was not found')));
      else reject(ioError(folder, error));
    });
  });
}
