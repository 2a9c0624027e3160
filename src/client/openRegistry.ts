import { parseJson } from '../core/base/json';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engineFor } from '../core/prompt/render/engines';
import { requirePlaced } from '../core/prompt/document/document';
import { withoutByteOrderMark } from '../core/base/byteOrderMark';
import { LedgerError } from '../core/base/errors';
import { prepareDocument } from '../core/prompt/render/preparedDocument';
import type { Author } from '../core/ledger/records/records';
import type { Registry as UseCases } from '../registry/registry';
import type { LedgerWarning } from '../registry/warnings';
import { ioError } from '../store/files';
import { refuseLinkedRoot } from '../store/findRegistry';
import { BundleReader } from './bundleReader';
import { FolderReader } from './folderReader';
import { requireAuthor } from './givenInput';
import { promptOf } from './prompt';
import type { Registry } from './registry';
import type { FolderOptions } from './recordFolders';
import { RegistryClient } from './registryClient';
import type { PreparedDocument } from '../core/prompt/render/model';

const FOLDER = '.promptledger';

export interface OpenOptions {
  /**
   * For how many milliseconds an answer may be given from memory: a change on disk is seen after so
   * long at most. 1000 without it; 0 looks at the disk every time.
   */
  readonly maxAge?: number | undefined;
  /**
   * What to do where a damaged record may decide which version a name means: `'refuse'` (the default)
   * throws `record-corrupt` unless the answer was known before; `'ignore'` answers as if the record were not
   * there, for who would rather have an older version than none. It concerns `get` alone: nothing is written
   * on top of a damaged record.
   */
  readonly damaged?: 'refuse' | 'ignore' | undefined;
  /** Who writes; without it, PROMPTLEDGER_AUTHOR or what git is configured with. */
  readonly author?: Author | undefined;
  /**
   * Hears what an act that is done has left to do: the version is committed, and its working document
   * could not be written. Without it, Node tells it as a warning of the process.
   */
  readonly onWarning?: ((warning: LedgerWarning) => void) | undefined;
}

/**
 * Opens the registry in a folder, or a bundle in a file, both named by a path or a `file:` URL; without
 * one, the nearest `.promptledger` from the current folder upward. Reads no prompt yet. Throws
 * `registry-not-found`, `io`; `invalid-registry` for a folder that is a link; `invalid-argument` for an
 * author without a name, for a file, and for an option that it does not know.
 */
export function openRegistry(path?: string | URL, options: OpenOptions = {}): Registry {
  const root = path === undefined ? nearest(process.cwd()) : resolve(pathOf(path));
  const kind = root === undefined ? undefined : kindOf(root);
  if (root === undefined || kind === undefined) throw notFound(root ?? process.cwd(), path);
  if (kind === 'file') return openFile(root);
  refuseLinkedRoot(root);
  if (!isRegistry(root)) throw notFound(root, root);
  const { author } = options;
  requireAuthor(author);
  const reader = new FolderReader(root, folderOptions(options));
  let opened: Promise<UseCases> | undefined;
  return new RegistryClient({
    reader,
    useCases: () => (opened ??= openUseCases(root, options)),
    onWrite: () => {
      reader.expire();
    },
  });
}

/** How folders are read; what else it refuses is for those who call without types. */
function folderOptions({ maxAge = 1000, damaged = 'refuse' }: OpenOptions): FolderOptions {
  const choices: readonly unknown[] = ['refuse', 'ignore'];
  if (choices.includes(damaged)) return { maxAge, ignoresDamage: damaged === 'ignore' };
  const message = `"damaged" is 'refuse' or 'ignore', not ${JSON.stringify(damaged)}.`;
  throw new LedgerError('invalid-argument', { damaged }, message);
}

/** Loaded when it is needed: an application that only reads prompts needs none of it. */
async function openUseCases(
  root: string,
  { author, onWarning = emitWarning }: OpenOptions,
): Promise<UseCases> {
  const [{ openFiles }, { identify }] = await Promise.all([
    import('../store/openFiles'),
    import('../store/identity'),
  ]);
  const identity = () =>
    author === undefined ? identify(root, process.env) : Promise.resolve(author);
  const { registry } = openFiles(root, identity);
  registry.onDidWarn(onWarning);
  return registry;
}

function emitWarning({ code, message }: LedgerWarning): void {
  process.emitWarning(message, { type: 'PromptLedgerWarning', code });
}

function openFile(file: string): Registry {
  const parts = { engineOf: engineFor, readSource, promptOf };
  const reader = new BundleReader(readBundle(file), parts);
  return new RegistryClient({ reader });
}

/** Reads the source of a fallback. Throws `invalid-document`. */
export function readSource(source: string): PreparedDocument {
  const { document, layout } = requirePlaced(source);
  return prepareDocument(document, layout);
}

function readBundle(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw ioError(file, error);
  }
  try {
    return parseJson(withoutByteOrderMark(text));
  } catch (error) {
    const message = `${file} is no JSON, so it is no bundle. Export it again, or name the folder of a registry.`;
    throw new LedgerError('invalid-argument', { file }, message, error);
  }
}

function pathOf(path: string | URL): string {
  if (/^https?:/.test(String(path))) throw noFolder(path);
  if (typeof path === 'string') return path;
  if (path instanceof URL && path.protocol === 'file:') return fileURLToPath(path);
  const message = `A registry is named by a path or a file: URL, not by ${String(path)}.`;
  throw new LedgerError('invalid-argument', { path: String(path) }, message);
}

function noFolder(path: string | URL): LedgerError {
  const message = `What is published at an address has to be fetched first: await openPublished('https://…/production.json').`;
  const { origin, pathname } = new URL(path);
  return new LedgerError('invalid-argument', { path: `${origin}${pathname}` }, message);
}

/** Another folder would look like a registry without prompts. */
function isRegistry(folder: string): boolean {
  return ['registry.json', 'records', 'prompts'].some(
    name => kindOf(join(folder, name)) !== undefined,
  );
}

function nearest(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const root = join(current, FOLDER);
    refuseLinkedRoot(root);
    if (kindOf(root) === 'folder') return root;
    if (dirname(current) === current) return undefined;
  }
}

function kindOf(path: string): 'folder' | 'file' | undefined {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    return found.isDirectory() ? 'folder' : 'file';
  } catch (error) {
    throw ioError(path, error);
  }
}

function notFound(folder: string, path: string | URL | undefined): LedgerError {
  const message =
    path === undefined
      ? `There is no ${FOLDER} folder in ${folder} or above it.`
      : `There is no registry in ${folder}.`;
  const inside = join(folder, FOLDER);
  const hint =
    kindOf(inside) === 'folder'
      ? `There is one in ${inside}: name that.`
      : 'Name the folder of one, or make one with "promptledger init".';
  return new LedgerError('registry-not-found', { folder }, `${message} ${hint}`);
}
