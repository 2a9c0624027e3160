import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../core/base/errors';
import { errorCode } from '../core/base/ioFailure';
import { promptNameProblem } from '../core/base/names';
import { compareText } from '../core/base/textOrder';
import { isRecordFileName } from '../core/ledger/records/recordFile';
import type { RecordListing } from '../registry/ports';
import { areSame } from '../registry/recordIntake';
import type { Disk } from './disk';
import { containedFolder, ioError, lookAt, refuseLink, requireOwnFolder } from './files';
import { folderStamp } from './folderStamp';

/** What lies in a folder below `records/`. */
interface Listed {
  /** The names of its record files, sorted. The same object as long as it is the same names. */
  readonly names: readonly string[];
  /** The names of folders in it in which records may lie. */
  readonly folders: readonly string[];
}

interface KnownListing extends Listed {
  /** The state of the folder that was listed, where whatever changes gives another one. */
  readonly stamp: string | undefined;
}

/**
 * The names of record files, as the disk has them when it is asked. A folder is listed again unless its file
 * system says that no name has come or gone since the last listing (`folderStamp.ts`): what another process wrote is
 * seen by the next look, always. What is written here changes the stamp like any other write, so that a
 * name that came beside it is seen by the listing that follows.
 */
export class RecordListings {
  readonly #root: string;
  readonly #disk: Disk;
  readonly #known = new Map<string, KnownListing>();

  /** @param root absolute path of the registry's folder */
  constructor(root: string, disk: Disk) {
    this.#root = root;
    this.#disk = disk;
  }

  /** Of all folders that have some; without a name, those that cannot be listed. Throws `io`. */
  async all(): Promise<RecordListing> {
    const listing = new Map<string, readonly string[]>();
    await requireOwnFolder(this.#root, this.#disk);
    await this.#listFolder([], listing);
    return listing;
  }

  /** Of one folder: none where there is no folder. Throws `io` where it cannot be listed, or is none. */
  async namesIn(folder: string): Promise<readonly string[]> {
    await requireOwnFolder(this.#root, this.#disk);
    const path = ['records', ...folder.split('/')];
    const { path: absolute, found } = await containedFolder(this.#root, path, this.#disk);
    return (await this.#list(folder, absolute, found)).names;
  }

  /** Whether an error says that no record at all can be read: it is not one folder that is wrong. */
  isWhole(error: unknown): boolean {
    if (!(error instanceof LedgerError) || error.code !== 'io') return true;
    return [this.#root, join(this.#root, 'records')].includes(String(error.data.path));
  }

  /** What lies below a folder, whose parents were looked at before. */
  async #listFolder(
    path: readonly string[],
    listing: Map<string, readonly string[]>,
  ): Promise<void> {
    const folder = path.join('/');
    let listed: Listed;
    try {
      const absolute = join(this.#root, 'records', ...path);
      listed = await this.#list(folder, absolute, await this.#lookAt(absolute));
    } catch (error) {
      if (path.length === 0 || this.isWhole(error)) throw error;
      listing.set(folder, []);
      return;
    }
    if (listed.names.length > 0) listing.set(folder, listed.names);
    for (const name of listed.folders) await this.#listFolder([...path, name], listing);
  }

  async #lookAt(path: string): Promise<Stats | undefined> {
    const found = await lookAt(path, this.#disk);
    refuseLink(path, found);
    return found;
  }

  async #list(folder: string, path: string, found: Stats | undefined): Promise<Listed> {
    if (found === undefined) {
      this.#known.delete(folder);
      return toListed(folder, await this.#entries(path));
    }
    const known = this.#known.get(folder);
    const stamp = folderStamp(path, found, Date.now());
    if (known?.stamp !== undefined && known.stamp === stamp.text) return known;
    const listed = toListed(folder, await this.#entries(path));
    const names = known !== undefined && areSame(known.names, listed.names) ? known : listed;
    const kept = {
      names: names.names,
      folders: listed.folders,
      stamp: stamp.isSettled ? stamp.text : undefined,
    };
    this.#known.set(folder, kept);
    return kept;
  }

  /** What cannot be listed, or is no folder, is not one without records. */
  async #entries(path: string): Promise<readonly Dirent[]> {
    try {
      return await this.#disk.list(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw ioError(path, error);
    }
  }
}

function toListed(folder: string, entries: readonly Dirent[]): Listed {
  const names: string[] = [];
  const folders: string[] = [];
  for (const entry of entries) {
    // The names of the files that are records or should be; others are not ours.
    if (isRecordFileName(entry.name)) names.push(entry.name);
    else if (isFolder(folder, entry)) folders.push(entry.name);
  }
  return { names: names.sort(compareText), folders };
}

/** Whether records may lie below: in a folder, or in what stands in the place of one. */
function isFolder(folder: string, entry: Dirent): boolean {
  if (entry.isDirectory()) return true;
  const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
  return entry.isSymbolicLink() && promptNameProblem(name) === undefined;
}
