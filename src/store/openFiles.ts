import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LedgerError } from '../core/errors';
import type { Clock, Identity } from '../registry/ports';
import { Registry } from '../registry/registry';
import { digest } from './digest';
import { DocumentFiles } from './documentFiles';
import { errorCode, ioError } from './files';
import { RecordFiles } from './recordFiles';
import { RecordNames } from './recordNames';

/** The folder of a registry, where nobody says otherwise. */
export const REGISTRY_FOLDER = '.promptledger';

/** A registry over its files alone: what acts and is done needs no index. */
export interface OpenedFiles {
  /** The absolute path of the registry's folder. */
  readonly root: string;
  readonly registry: Registry;
  readonly records: RecordFiles;
  readonly documents: DocumentFiles;
}

/** Opens the registry in `root`. Looks at nothing yet, so it cannot fail. */
export function openFiles(root: string, identity: Identity, clock: Clock = Date.now): OpenedFiles {
  const records = new RecordFiles(root);
  const documents = new DocumentFiles(root);
  const names = new RecordNames(records);
  const registry = new Registry({ records, documents, names, clock, identity, digest });
  return { root, registry, records, documents };
}

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
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return false;
    throw ioError(path, error);
  }
}
