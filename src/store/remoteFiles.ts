import { LedgerError } from '../core/base/errors';
import type { SyncedPair } from '../registry/syncing';
import { BACKGROUND } from './disk';
import {
  decodeUtf8,
  ioError,
  listIfThere,
  readIfThere,
  removeDurably,
  writeDurably,
} from './files';

/** Where a registry is synced with: nothing of it is a secret. */
export interface RemoteFile {
  readonly name: string;
  readonly kind: string;
  readonly url: string;
}

const FOLDER = 'remotes';
const CONFIG = 'remote.json';
const NAME = /^[a-z0-9](?:[_a-z0-9-]{0,62}[a-z0-9])?$/;
const PAIR = /^[0-9a-f]{32}-[0-9a-f]{12}\.json$/;

/** Throws `invalid-name` for a name that no remote can have. */
export function requireRemoteName(name: string): void {
  if (NAME.test(name)) return;
  const message = `"${name}" is no name of a remote: letters, digits, "-" and "_" are.`;
  throw new LedgerError('invalid-name', { name }, message);
}

/** The remotes of a registry, sorted by name. Throws `io`, `invalid-registry`. */
export async function listRemotes(root: string): Promise<readonly RemoteFile[]> {
  const names = (await listIfThere(root, [FOLDER], BACKGROUND))
    .filter(entry => entry.isDirectory() && NAME.test(entry.name))
    .map(entry => entry.name)
    .sort();
  const found = await Promise.all(names.map(name => readRemote(root, name)));
  return found.filter(remote => remote !== undefined);
}

/** A remote by its name. Throws `io`, `invalid-registry`. */
export async function readRemote(root: string, name: string): Promise<RemoteFile | undefined> {
  requireRemoteName(name);
  const value = await readJson(root, [FOLDER, name, CONFIG]);
  if (value === undefined) return undefined;
  const { kind, url } = value;
  if (typeof kind === 'string' && typeof url === 'string') return { name, kind, url };
  throw broken(`${FOLDER}/${name}/${CONFIG}`, 'it says no "kind" and "url"');
}

/** Writes a remote, in place of one of that name. Throws `io`. */
export async function writeRemote(root: string, { name, kind, url }: RemoteFile): Promise<void> {
  requireRemoteName(name);
  const text = `${JSON.stringify({ kind, url }, null, 2)}\n`;
  await writeDurably(root, [FOLDER, name, CONFIG], text);
}

/** Removes a remote; what was synced with it stays, for one of that name to go on with. Throws `io`. */
export async function removeRemote(root: string, name: string): Promise<void> {
  requireRemoteName(name);
  await removeDurably(root, [FOLDER, name, CONFIG]);
}

/**
 * What was synced of a prompt, in no order. Each pair is a file of its own, so two branches that sync merge
 * in git without a conflict. Throws `io`, `invalid-registry`.
 * @param folder the first name of the prompt, as its records lie
 */
export async function readPairs(
  root: string,
  remote: string,
  folder: string,
): Promise<readonly SyncedPair[]> {
  const path = [FOLDER, remote, ...folder.split('/')];
  const found: SyncedPair[] = [];
  for (const entry of await listIfThere(root, path, BACKGROUND)) {
    if (!entry.isFile() || !PAIR.test(entry.name)) continue;
    const value = await readJson(root, [...path, entry.name]);
    const { version, there, meaning } = value ?? {};
    const isPair =
      typeof version === 'string' && typeof there === 'string' && typeof meaning === 'string';
    if (!isPair) throw broken([...path, entry.name].join('/'), 'it is no pair of versions');
    found.push({ version, there, meaning });
  }
  return found;
}

/** Keeps what was synced. Throws `io`. */
export async function keepPair(
  root: string,
  { remote, folder }: { readonly remote: string; readonly folder: string },
  pair: SyncedPair,
): Promise<void> {
  const file = `${pair.version}-${pair.meaning.slice(0, 12)}.json`;
  const { version, there, meaning } = pair;
  const text = `${JSON.stringify({ version, there, meaning }, null, 2)}\n`;
  await writeDurably(root, [FOLDER, remote, ...folder.split('/'), file], text);
}

async function readJson(
  root: string,
  path: readonly string[],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const bytes = await readIfThere(root, path, BACKGROUND);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(decodeUtf8(bytes) ?? '');
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw ioError(path.join('/'), error);
  }
  throw broken(path.join('/'), 'it is no JSON');
}

function broken(path: string, why: string): LedgerError {
  const message = `${path} cannot be read: ${why}. Restore it from git, or remove it: a pull finds by their meaning what was synced.`;
  return new LedgerError('invalid-registry', { path }, message);
}
