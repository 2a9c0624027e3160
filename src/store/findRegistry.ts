import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LedgerError } from '../core/errors';
import { isAbsent, ioError } from './files';

/** The folder of a registry, where nobody says otherwise. */
export const REGISTRY_FOLDER = '.promptledger';

/**
 * The absolute path of a registry: `given`, or the nearest `.promptledger` from `folder` upward.
 * Throws `registry-not-found`, `io`.
 */
export async function findRegistry(folder: string, given?: string): Promise<string> {
  if (given !== undefined) {
    const root = resolve(folder, given);
    if (await isFolder(root)) return root;
    throw notFound(root, `There is no registry in ${root}.`);
  }
  for (let current = resolve(folder); ; current = dirname(current)) {
    const root = join(current, REGISTRY_FOLDER);
    if (await isFolder(root)) return root;
    if (dirname(current) === current) break;
  }
  throw notFound(
    resolve(folder),
    `There is no ${REGISTRY_FOLDER} folder in ${resolve(folder)} or above it.`,
  );
}

function notFound(folder: string, message: string): LedgerError {
  const hint = 'Go to a folder that has a registry, name one, or make one with "init".';
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
