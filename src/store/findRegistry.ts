import { lstatSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { isAbsent, ioError, listIfThere } from './files';
import { linkedRoot } from './linkedRoot';

/** The folder of a registry, where nobody says otherwise. */
export const REGISTRY_FOLDER = '.promptledger';
/** What a registry has at least one of. */
const CONTENTS: readonly string[] = ['registry.json', 'records', 'prompts'];

/**
 * The absolute path of a registry: `given`, or the nearest `.promptledger` from `folder` upward.
 * Throws `registry-not-found`, `invalid-registry` where its folder is a link, `io`.
 */
export async function findRegistry(folder: string, given?: string): Promise<string> {
  if (given !== undefined) {
    const root = resolve(folder, given);
    refuseLinkedRoot(root);
    if (await isRegistry(root)) return root;
    throw await noneIn(root);
  }
  for (let current = resolve(folder); ; current = dirname(current)) {
    const root = join(current, REGISTRY_FOLDER);
    refuseLinkedRoot(root);
    if (await isFolder(root)) return root;
    if (dirname(current) === current) break;
  }
  throw notFound(
    resolve(folder),
    `There is no ${REGISTRY_FOLDER} folder in ${resolve(folder)} or above it.`,
  );
}

/**
 * Refuses the folder of a registry that is a link. Links on the way to it are the person's own; with
 * `below`, those between that folder and the registry's are refused as well. At once, for a client
 * answers at once. Throws `invalid-registry`, `io`.
 * @param root absolute path of the registry's folder, whether or not there is one
 */
export function refuseLinkedRoot(root: string, below: string = dirname(root)): void {
  for (let path = root; path !== below && path !== dirname(path); path = dirname(path)) {
    if (isLink(path)) throw linkedRoot(path);
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw ioError(path, error);
  }
}

/** Another folder would look like a registry without prompts: nothing to commit, nothing wrong. */
async function isRegistry(folder: string): Promise<boolean> {
  if (!(await isFolder(folder))) return false;
  const entries = await listIfThere(folder, []);
  return entries.some(({ name }) => CONTENTS.includes(name));
}

async function noneIn(root: string): Promise<LedgerError> {
  const inside = join(root, REGISTRY_FOLDER);
  const message = `There is no registry in ${root}.`;
  if (!(await isFolder(inside))) return notFound(root, message);
  return notFound(root, message, `There is one in ${inside}: name that.`);
}

function notFound(
  folder: string,
  message: string,
  hint = 'Go to a folder that has a registry, name one, or make one with "init".',
): LedgerError {
  return new LedgerError('registry-not-found', { folder }, `${message} ${hint}`);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isAbsent(error)) return false;
    throw ioError(path, error);
  }
}
