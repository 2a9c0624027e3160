import { join } from 'node:path';
import { freezesTag } from '../core/ledger/derive/tags';
import { environmentNames } from '../core/ledger/environments/environmentNames';
import { LedgerError } from '../core/base/errors';
import {
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
import { areSame } from '../registry/recordIntake';
import { folderWith, growthOf } from '../registry/written';
import { digest } from './digest';
import { BACKGROUND, type Disk } from './disk';
import { errorCode } from '../core/base/ioFailure';
import { decodeUtf8, requireOwnFolder, writeDurably } from './files';
import { unreadableFile, unreadableFolder } from './recordProblem';
import { RecordListings } from './recordListings';
import { recordStrays } from './recordStrays';

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

/** A folder as it was read last, or as it is with what was written since. */
interface ReadFolder {
  readonly read: FolderRecords;
  /** Each of its files by name; grows with what is written here. */
  readonly files: Map<string, ReadRecord>;
}

/** The same with what registry.json says, where a record freezes a tag. */
interface WithEnvironments {
  readonly config: string | undefined;
  readonly read: FolderRecords;
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
  readonly #listings: RecordListings;
  readonly #read = new Map<string, ReadFolder>();
  /** Whether a record of a folder freezes a tag; with what registry.json said then. */
  readonly #frozen = new WeakMap<FolderRecords, boolean>();
  readonly #environments = new WeakMap<FolderRecords, WithEnvironments>();

  /** @param root absolute path of the registry's folder */
  constructor(root: string, disk: Disk = BACKGROUND) {
    this.#root = root;
    this.#disk = disk;
    this.#listings = new RecordListings(root, disk);
  }

  list(): Promise<RecordListing> {
    return this.#listings.all();
  }

  async read(folder: string, options: { readonly fresh?: boolean } = {}): Promise<FolderRecords> {
    try {
      const before = options.fresh === true ? undefined : this.#read.get(folder);
      return await this.#withEnvironments(await this.#look(folder, before));
    } catch (error) {
      if (this.#listings.isWhole(error)) throw error;
      const problems = [unreadableFolder(folder, error)];
      return { folder, names: [], records: [], problems };
    }
  }

  /** The same object for the same folder and the same registry.json: what follows from it is kept beside it. */
  async #withEnvironments(read: FolderRecords): Promise<FolderRecords> {
    if (!this.#freezes(read)) return read;
    const config = await this.#config();
    const known = this.#environments.get(read);
    if (known !== undefined && known.config === config) return known.read;
    const growth = growthOf(read);
    const before = growth && this.#environments.get(growth.before);
    const isSame = growth !== undefined && before !== undefined && before.config === config;
    const after = isSame ? folderWith(before.read, growth.record) : undefined;
    const found = after ?? { ...read, environments: environmentNames(config) };
    this.#environments.set(read, { config, read: found });
    return found;
  }

  #freezes(read: FolderRecords): boolean {
    const known = this.#frozen.get(read) ?? read.records.some(freezesTag);
    this.#frozen.set(read, known);
    return known;
  }

  /** Reading goes on without it; whoever needs it to decide is told why. */
  async #config(): Promise<string | undefined> {
    try {
      return decodeUtf8(await this.#disk.readOne(join(this.#root, 'registry.json')));
    } catch {
      return undefined;
    }
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
    const record = readBack({ folder: draft.prompt, name, text, digest: digest(text) });
    await requireOwnFolder(this.#root, this.#disk);
    await writeDurably(this.#root, ['records', ...draft.prompt.split('/'), name], text);
    this.#grow(record, name);
    return { ...draft, id } as unknown as T;
  }

  /**
   * What was written need not be read: a file's name fixes its bytes. That it is there, and what else came
   * beside it, the next listing says.
   */
  #grow(record: LedgerRecord, name: string): void {
    const known = this.#read.get(record.prompt);
    if (known === undefined || known.read.problems.length > 0) return;
    const read = folderWith(known.read, record);
    if (read === undefined) return;
    known.files.set(name, { kind: 'record', record });
    this.#keep({ read, files: known.files });
  }

  /** Remembers a folder as the one used last, and forgets the one not used for longest. */
  #keep(known: ReadFolder): FolderRecords {
    const { read } = known;
    this.#read.delete(read.folder);
    this.#read.set(read.folder, known);
    const [oldest] = this.#read.keys();
    if (this.#read.size > FOLDERS_KEPT && oldest !== undefined) this.#read.delete(oldest);
    return read;
  }

  /** Reads a folder again until no file vanished from it meanwhile. Throws `io`. */
  async #look(folder: string, before: ReadFolder | undefined): Promise<FolderRecords> {
    for (let listings = 1; ; listings++) {
      const names = await this.#listings.namesIn(folder);
      if (before !== undefined && isAsRead(before.read, names)) return this.#keep(before);
      const files = await this.#readFiles(folder, names, before?.files);
      if (files.size === names.length || listings === MAX_LISTINGS) {
        return this.#keep({ read: toFolder(folder, names, files), files });
      }
    }
  }

  async #readFiles(
    folder: string,
    names: readonly string[],
    known: ReadonlyMap<string, ReadRecord> = new Map<string, ReadRecord>(),
  ): Promise<Map<string, ReadRecord>> {
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

/** Whether a folder has the names that it had, and all of them could be read. */
function isAsRead({ names, problems }: FolderRecords, now: readonly string[]): boolean {
  return problems.length === 0 && areSame(names, now);
}

/** A record that readers would ignore must not be written: what it says would be lost unseen. */
function readBack(file: RecordFile): LedgerRecord {
  const read = readRecordFile(file);
  if (read.kind === 'record') return read.record;
  const message = read.kind === 'problem' ? read.problem.message : 'Its kind is not known.';
  throw new LedgerError(
    'record-corrupt',
    { prompt: file.folder, reason: message },
    `The record could not be read back: ${message} Nothing was written. See what "verify" says of "${file.folder}".`,
  );
}

function toFolder(
  folder: string,
  names: readonly string[],
  files: ReadonlyMap<string, ReadRecord>,
): FolderRecords {
  const read = [...files.values()];
  return {
    folder,
    names: files.size === names.length ? names : names.filter(name => files.has(name)),
    records: read.flatMap(item => (item.kind === 'record' ? [item.record] : [])),
    problems: read.flatMap(item => (item.kind === 'problem' ? [item.problem] : [])),
  };
}
