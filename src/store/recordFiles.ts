import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { LedgerError } from '../core/errors';
import {
  isRecordFileName,
  printRecord,
  readRecordFile,
  recordFileName,
  recordId,
  recordPath,
  type ReadRecord,
  type RecordFile,
} from '../core/records/recordFile';
import {
  compareText,
  type Draft,
  type LedgerRecord,
  type RenameRecord,
} from '../core/records/records';
import type { FolderRecords, RecordListing, RecordStore } from '../registry/ports';
import { digest } from './digest';
import { BACKGROUND, type Disk } from './disk';
import {
  decodeUtf8,
  errorCode,
  ioError,
  listIfThere,
  requireOwnFolder,
  writeDurably,
} from './files';

/** How many files are read at once: enough to keep the disk busy, few enough for its handles. */
const READS_AT_ONCE = 64;
/** How many folders stay in memory: those that somebody works with, not a whole registry. */
const FOLDERS_KEPT = 32;

interface ReadFolder extends FolderRecords {
  readonly files: ReadonlyMap<string, ReadRecord>;
}

/** What a folder says about names, read no further than the first record of its own. */
export interface PeekedFolder {
  /** `at` of the oldest record that is no rename; `undefined` where there is none. */
  readonly since: string | undefined;
  /** All of them where there is nothing else: a name with records of its own owns its name. */
  readonly renames: readonly RenameRecord[];
}

/** Records as files below `records/`, and a memory of those read: a file's name fixes its bytes. */
export class RecordFiles implements RecordStore {
  readonly #root: string;
  readonly #disk: Disk;
  readonly #read = new Map<string, ReadFolder>();

  /** @param root absolute path of the registry's folder */
  constructor(root: string, disk: Disk = BACKGROUND) {
    this.#root = root;
    this.#disk = disk;
  }

  async list(): Promise<RecordListing> {
    const listing = new Map<string, string[]>();
    await this.#listFolder([], listing);
    return listing;
  }

  async read(folder: string, options: { readonly fresh?: boolean } = {}): Promise<FolderRecords> {
    const names = (await this.#entries(folder.split('/')))
      .filter(entry => entry.isFile() && isRecordFileName(entry.name))
      .map(entry => entry.name)
      .sort(compareText);
    const before = options.fresh === true ? undefined : this.#read.get(folder);
    const isSame = before?.names.join() === names.join() && before.problems.length === 0;
    if (isSame) return this.#keep(before);
    const files = await this.#readFiles(folder, names, before?.files);
    return this.#keep(toFolder(folder, names, files));
  }

  /** Looks into a folder whose files are known, for what it says about names. Throws `io`. */
  async peek(folder: string, names: readonly string[]): Promise<PeekedFolder> {
    const renames: RenameRecord[] = [];
    const known = this.#read.get(folder)?.files;
    for (const name of names) {
      const read = known?.get(name) ?? (await this.#readFile(folder, name));
      if (read?.kind !== 'record') continue;
      if (read.record.kind !== 'rename') return { since: read.record.at, renames };
      renames.push(read.record);
    }
    return { since: undefined, renames };
  }

  async append<T extends LedgerRecord>(draft: Draft<T>): Promise<T> {
    const text = printRecord(draft);
    const id = recordId(digest(text));
    const name = recordFileName(draft.at, id);
    refuseUnreadable({ folder: draft.prompt, name, text, digest: digest(text) });
    await requireOwnFolder(this.#root, this.#disk);
    await writeDurably(this.#root, ['records', ...draft.prompt.split('/'), name], text);
    return { ...draft, id } as unknown as T;
  }

  /** Remembers a folder as the one used last, and forgets the one not used for longest. */
  #keep(read: ReadFolder): ReadFolder {
    this.#read.delete(read.folder);
    this.#read.set(read.folder, read);
    const [oldest] = this.#read.keys();
    if (this.#read.size > FOLDERS_KEPT && oldest !== undefined) this.#read.delete(oldest);
    return read;
  }

  async #listFolder(path: readonly string[], listing: Map<string, string[]>): Promise<void> {
    const entries = await this.#entries(path);
    const names = entries
      .filter(entry => entry.isFile() && isRecordFileName(entry.name))
      .map(entry => entry.name);
    if (names.length > 0) listing.set(path.join('/'), names.sort(compareText));
    const folders = entries.filter(entry => entry.isDirectory());
    await Promise.all(folders.map(entry => this.#listFolder([...path, entry.name], listing)));
  }

  async #entries(path: readonly string[]): Promise<readonly Dirent[]> {
    await requireOwnFolder(this.#root, this.#disk);
    return listIfThere(this.#root, ['records', ...path], this.#disk);
  }

  async #readFiles(
    folder: string,
    names: readonly string[],
    known: ReadonlyMap<string, ReadRecord> = new Map<string, ReadRecord>(),
  ): Promise<ReadonlyMap<string, ReadRecord>> {
    const files = new Map<string, ReadRecord>();
    // A file that was bad may have been half written: only that of a record never changes.
    const soundRead = (name: string): ReadRecord | undefined => {
      const read = known.get(name);
      return read?.kind === 'problem' ? undefined : read;
    };
    for (let start = 0; start < names.length; start += READS_AT_ONCE) {
      const batch = names.slice(start, start + READS_AT_ONCE);
      const read = await Promise.all(
        batch.map(async name => soundRead(name) ?? (await this.#readFile(folder, name))),
      );
      batch.forEach((name, index) => {
        const found = read[index];
        if (found !== undefined) files.set(name, found);
      });
    }
    return files;
  }

  /** `undefined` where the file vanished between listing and reading. */
  async #readFile(folder: string, name: string): Promise<ReadRecord | undefined> {
    const path = join(this.#root, 'records', ...folder.split('/'), name);
    try {
      const bytes = await this.#disk.read(path);
      return readRecordFile({ folder, name, text: decodeUtf8(bytes), digest: digest(bytes) });
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      const reason = ioError(path, error).message;
      const problem = {
        path: recordPath({ folder, name }),
        code: 'record-corrupt',
        message: reason,
      } as const;
      return { kind: 'problem', problem };
    }
  }
}

/** A record that readers would ignore must not be written: what it says would be lost unseen. */
function refuseUnreadable(file: RecordFile): void {
  const read = readRecordFile(file);
  if (read.kind !== 'problem') return;
  throw new LedgerError(
    'record-corrupt',
    { prompt: file.folder, reason: read.problem.message },
    `The record could not be read back: ${read.problem.message} Nothing was written. See what "verify" says of "${file.folder}".`,
  );
}

function toFolder(
  folder: string,
  names: readonly string[],
  files: ReadonlyMap<string, ReadRecord>,
): ReadFolder {
  const read = [...files.values()];
  return {
    folder,
    names: names.filter(name => files.has(name)),
    files,
    records: read.flatMap(item => (item.kind === 'record' ? [item.record] : [])),
    problems: read.flatMap(item => (item.kind === 'problem' ? [item.problem] : [])),
  };
}
