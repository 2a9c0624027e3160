import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, sep } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { errorCode, isAbsent, ioError, requireOwnFolder } from './files';
import { realPathOf } from './realPaths';

/** Where git is asked about a registry: never in its folder, whose files strangers may have written. */
export interface WorkTree {
  /** The registry's folder, without links. */
  readonly root: string;
  /** The root of the work tree around it; `undefined` where it lies in no repository. */
  readonly top: string | undefined;
  /** The registry's folder from `top`, with `/` between names. */
  readonly path: string;
}

/**
 * The work tree that holds the folder which a registry lies in, found as git finds it. Throws
 * `invalid-registry` where the registry's folder, or one between it and that work tree, looks like a
 * repository: such files come with a clone, and git would obey the configuration among them. Gits
 * before 2.38 do not know `safe.bareRepository`, so this is looked at here. Throws it for a link, too, and `io`.
 * @param folder absolute path of the registry's folder
 */
export async function workTreeAround(folder: string): Promise<WorkTree> {
  await requireOwnFolder(folder);
  // The way to the folder may have links; git follows them as well.
  const parent = (await realPathOf(dirname(folder))) ?? dirname(folder);
  const root = (await realPathOf(folder)) ?? join(parent, basename(folder));
  await refuseRepository(root);
  const top = await topAbove(dirname(root));
  const path = top === undefined ? '' : relative(top, root).split(sep).join('/');
  return { root, top, path };
}

/** The root of the repository that a folder lies in, or the folder itself: whose files may be a stranger's. */
export async function cloneAround(folder: string): Promise<string> {
  const start = (await realPathOf(folder)) ?? folder;
  for (let above = start; ; above = dirname(above)) {
    if (await hasGit(above)) return above;
    if (above === parse(above).root) return start;
  }
}

/** Throws `invalid-registry` where a registry's folder looks like a repository, in any spelling; `io`. */
export async function refuseRepository(folder: string): Promise<void> {
  const inside = await repositoryTrace(folder);
  if (inside !== undefined) throw looksLikeRepository(join(folder, inside));
}

/** The name of the entry that makes a registry's folder look like a repository. Throws `io`. */
async function repositoryTrace(folder: string): Promise<string | undefined> {
  const names = new Map((await namesIn(folder)).map(name => [name.toLowerCase(), name]));
  const own = names.get('.git');
  if (own !== undefined) return own;
  const head = names.get('head');
  const isBare = (names.has('refs') && names.has('objects')) || names.has('commondir');
  return isBare ? head : undefined;
}

async function topAbove(parent: string): Promise<string | undefined> {
  for (let folder = parent; ; folder = dirname(folder)) {
    if (await hasGit(folder)) return folder;
    if (await isRepository(folder)) throw looksLikeRepository(join(folder, 'HEAD'));
    if (folder === parse(folder).root) return undefined;
  }
}

/** A file names the repository of a linked work tree or a submodule. An empty folder is none: git goes on upward. */
async function hasGit(folder: string): Promise<boolean> {
  const path = join(folder, '.git');
  const found = await unlessUnseen(path, stat(path));
  return found !== undefined && (found.isFile() || (await isRepository(path)));
}

/**
 * Whether git takes a folder for a repository (`is_git_directory` of its setup.c), the content of
 * HEAD aside. The disk decides about capital letters, as it does for git.
 */
async function isRepository(folder: string): Promise<boolean> {
  const has = async (name: string): Promise<boolean> => {
    const path = join(folder, name);
    return (await unlessUnseen(path, lstat(path))) !== undefined;
  };
  if (!(await has('HEAD'))) return false;
  return (await has('commondir')) || ((await has('refs')) && (await has('objects')));
}

const UNSEEN = ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG'];

/** What this process may not look at, git may not either. Throws `io` for anything else. */
async function unlessUnseen<T>(path: string, looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (UNSEEN.includes(errorCode(error) ?? '')) return undefined;
    throw ioError(path, error);
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw ioError(folder, error);
  }
}

function looksLikeRepository(path: string): LedgerError {
  return new LedgerError(
    'invalid-registry',
    { path },
    `${path} makes ${dirname(path)} look like a git repository, whose configuration git would obey. Git is not asked. Remove HEAD, refs, objects, commondir and .git there, and see who added them.`,
  );
}
