import type { Dirent } from 'node:fs';
import { join } from 'node:path';
import { freezesTag } from '../core/ledger/derive/tags';
import { environmentNames } from '../core/ledger/environments/environmentNames';
import { LedgerError } from '../core/base/errors';
import { promptNameProblem } from '../core/base/names';
import {
  isRecordFileName,
  printRecord,
  readRecordFile,
  recordFileName,
  recordId,
  tooLarge,
  type ReadRecord,
  type RecordFile,
  type RecordProblem,
} from '../core/ledger/records/recordFile';
import type { Draft, LedgerRecord, RenameRecord } from '../core/ledger/records/records';
import { MAX_RECORD_BYTES, TOO_MANY_BYTES } from '../core/ledger/records/recordLimits';
import type { FolderRecords, RecordListing, RecordStore, Stray } from '../registry/ports';
import { digest } from './digest';
import { BACKGROUND, type Disk } from './disk';
import { errorCode } from '../core/base/ioFailure';
import { containedPath, decodeUtf8, ioError, requireOwnFolder, writeDurably } from './files';
import { unreadableFile, unreadableFolder } from './recordProblem';
import { recordStrays } from './recordStrays';
import { compareText } from '../core/base/textOrder';

/** How many files are asked for at once; how many of them are open, the disk decides. */
const READS_AT_ONCE = 64;
/** How often a folder is listed anew from which files vanish while it is read. */
const MAX_LISTINGS = 20;
/**
 * Pauses in milliseconds before a file that was written just now counts as damaged: git does not write
 * one in a single step when it checks out.
 */
const PAUSES: readonly number[] = [5, 15, 30, 50];
const JUST_NOW = 2000;
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
  /** There are records that say nothing, and one of them may be a version. */
  readonly isInDoubt: boolean;
  /** The first of those, where there is nothing but renames and such: it may have been a rename. */
  readonly doubt: RecordProblem | undefined;
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
    try {
      const before = options.fresh === true ? undefined : this.#read.get(folder);
      return await this.#withEnvironments(await this.#look(folder, before));
    } catch (error) {
      if (this.#isWhole(error)) throw error;
      const problems = [unreadableFolder(folder, error)];
      return { folder, names: [], records: [], problems };
    }
  }

  async #withEnvironments(read: FolderRecords): Promise<FolderRecords> {
    if (!read.records.some(freezesTag)) return read;
    let text: string | undefined;
    try {
      text = decodeUtf8(await this.#disk.read(join(this.#root, 'registry.json')));
    } catch {
      // Reading goes on without it; whoever needs it to decide is told why.
      text = undefined;
    }
    return { ...read, environments: environmentNames(text) };
  }

  /** Looks into a folder whose files are known, for what it says about names. Throws `io`. */
  async peek(folder: string, names: readonly string[]): Promise<PeekedFolder> {
    const renames: RenameRecord[] = [];
    // What is listed without a file could not be listed.
    let isInDoubt = names.length === 0;
    let doubt: RecordProblem | undefined;
    const sinceOr = (since: string | undefined): string | undefined => (isInDoubt ? '' : since);
    for (const name of names) {
      const read = await this.#readOrRecall(folder, name);
      if (read?.kind === 'problem' && read.problem.isVoid !== true) {
        isInDoubt = true;
        doubt ??= read.problem;
      }
      if (read?.kind !== 'record') continue;
      // A damaged one before it may be older.
      if (read.record.kind !== 'rename') {
        return { since: sinceOr(read.record.at), renames, isInDoubt, doubt: undefined };
      }
      renames.push(read.record);
    }
    return { since: sinceOr(undefined), renames, isInDoubt, doubt };
  }

  async #readOrRecall(folder: string, name: string): Promise<ReadRecord | undefined> {
    const known = this.#read.get(folder)?.files.get(name);
    return known?.kind === 'record' ? known : this.#readFile(folder, name);
  }

  strays(): Promise<readonly Stray[]> {
    return recordStrays(this.#root, this.#disk);
  }

  async append<T extends LedgerRecord>(draft: Draft<T>): Promise<T> {
    const text = printRecord(draft);
    if (Buffer.byteLength(text) > MAX_RECORD_BYTES) throw tooLarge(draft.prompt, TOO_MANY_BYTES);
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

  /** Reads a folder again until no file vanished from it meanwhile. Throws `io`. */
  async #look(folder: string, before: ReadFolder | undefined): Promise<FolderRecords> {
    for (let listings = 1; ; listings++) {
      const names = recordNames(await this.#entries(folder.split('/')));
      const isSame = before?.names.join() === names.join() && before.problems.length === 0;
      if (isSame) return this.#keep(before);
      const files = await this.#readFiles(folder, names, before?.files);
      if (files.size === names.length || listings === MAX_LISTINGS) {
        return this.#keep(toFolder(folder, names, files));
      }
    }
  }

  /** What lies below a folder; one that cannot be listed is there, without a name of a file. */
  async #listFolder(path: readonly string[], listing: Map<string, string[]>): Promise<void> {
    let entries: readonly Dirent[];
    try {
      entries = await this.#entries(path);
    } catch (error) {
      if (path.length === 0 || this.#isWhole(error)) throw error;
      listing.set(path.join('/'), []);
      return;
    }
    const names = recordNames(entries);
    if (names.length > 0) listing.set(path.join('/'), names);
    const folders = entries.filter(entry => isFolder(path, entry));
    await Promise.all(folders.map(entry => this.#listFolder([...path, entry.name], listing)));
  }

  /** Whether no record at all can be read: it is not one folder that is wrong. */
  #isWhole(error: unknown): boolean {
    if (!(error instanceof LedgerError) || error.code !== 'io') return true;
    return [this.#root, join(this.#root, 'records')].includes(String(error.data.path));
  }

  /** None where there is no folder; one that cannot be listed, or is none, is not one without records. */
  async #entries(path: readonly string[]): Promise<readonly Dirent[]> {
    await requireOwnFolder(this.#root, this.#disk);
    const folder = await containedPath(this.#root, ['records', ...path], this.#disk);
    try {
      return await this.#disk.list(folder);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return [];
      throw ioError(folder, error);
    }
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
    for (const pause of PAUSES) {
      const read = await this.#readOnce(folder, name, path);
      const isDamaged = read?.kind === 'problem' && isDamage(read.problem);
      if (!isDamaged || !(await this.#isJustWritten(path))) return read;
      await new Promise(resolve => setTimeout(resolve, pause));
    }
    return this.#readOnce(folder, name, path);
  }

  async #readOnce(folder: string, name: string, path: string): Promise<ReadRecord | undefined> {
    try {
      const bytes = await this.#disk.read(path, MAX_RECORD_BYTES);
      return readRecordFile({ folder, name, text: decodeUtf8(bytes), digest: digest(bytes) });
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      return { kind: 'problem', problem: unreadableFile({ folder, name }, path, error) };
    }
  }

  async #isJustWritten(path: string): Promise<boolean> {
    try {
      const { mtimeMs } = await this.#disk.lstat(path);
      return Math.abs(Date.now() - mtimeMs) < JUST_NOW;
    } catch {
      // Gone meanwhile: reading it once more says so.
      return true;
    }
  }
}

/** Whether a file may be read otherwise in a moment: half of it may have been written. */
function isDamage({ code, isVoid }: RecordProblem): boolean {
  return code === 'record-corrupt' && isVoid !== true;
}

/** The names of the files that are records or should be, sorted. Others are not ours. */
function recordNames(entries: readonly Dirent[]): string[] {
  return entries
    .map(({ name }) => name)
    .filter(isRecordFileName)
    .sort(compareText);
}

/** Whether records may lie below: in a folder, or in what stands in the place of one. */
function isFolder(path: readonly string[], entry: Dirent): boolean {
  if (isRecordFileName(entry.name)) return false;
  if (entry.isDirectory()) return true;
  const name = [...path, entry.name].join('/');
  return entry.isSymbolicLink() && promptNameProblem(name) === undefined;
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
