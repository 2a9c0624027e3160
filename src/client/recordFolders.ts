import { lstatSync, readdirSync, type Dirent } from 'node:fs';
import { join, sep } from 'node:path';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { ownRecords, type OwnRecords } from '../core/ledger/derive/nameTable';
import { freezesTag } from '../core/ledger/derive/tags';
import { environmentNames } from '../core/ledger/environments/environmentNames';
import { LedgerError } from '../core/base/errors';
import {
  isRecordFileName,
  readRecordFile,
  type ReadRecord,
  type RecordProblem,
} from '../core/ledger/records/recordFile';
import { MAX_RECORD_BYTES } from '../core/ledger/records/recordLimits';
import type { LedgerRecord, RenameRecord } from '../core/ledger/records/records';
import { digest } from '../store/digest';
import { decodeUtf8, errorCode, ioError } from '../store/files';
import { refuseLinkedRoot } from '../store/findRegistry';
import { patientlySync } from '../store/patience';
import { readPlainFileSync } from '../store/plainFile';
import { unreadableFile, unreadableFolder } from '../store/recordProblem';
import type { PromptState } from '../core/ledger/derive/model';

/** One folder of records, as it was when it was looked at. Another object means another state. */
export interface FolderState {
  readonly state: PromptState;
  readonly renames: readonly RenameRecord[];
  /** `undefined` where there are only renames. */
  readonly own: OwnRecords | undefined;
}

interface KnownFolder extends FolderState {
  readonly files: ReadonlyMap<string, ReadRecord>;
  /** The text of registry.json where a record freezes a tag; `undefined` where it does not matter. */
  readonly config: string | undefined;
  lookedAt: number;
}

/** How folders are read. */
export interface FolderOptions {
  /** For how many milliseconds a folder is not listed again; 0 looks every time. */
  readonly maxAge: number;
  /** Whether damaged files are passed over as if they were not there. */
  readonly ignoresDamage: boolean;
}

/** How many folders are remembered: an application works with some prompts, not with a registry. */
const FOLDERS_KEPT = 512;
/** A folder changes while it is listed only as long as somebody is writing there. */
const MAX_LISTINGS = 50;

/**
 * The records of single folders, read on the spot and remembered. A folder is listed again when what
 * is known of it is older than `maxAge`; a file is read once, for its name fixes its bytes.
 */
export class RecordFolders {
  readonly #root: string;
  readonly #options: FolderOptions;
  readonly #known = new Map<string, KnownFolder>();

  constructor(root: string, options: FolderOptions) {
    this.#root = root;
    this.#options = options;
  }

  /**
   * What the records of a folder say, at most `maxAge` ago; now with `fresh`. What cannot be read is in
   * the state's damage. Throws `registry-not-found`.
   */
  read(folder: string, { fresh = false } = {}): FolderState {
    const known = this.#known.get(folder);
    const now = performance.now();
    if (known !== undefined && !fresh && now - known.lookedAt < this.#options.maxAge) return known;
    const looked = this.#lookOrTell(folder, known);
    looked.lookedAt = now;
    return this.#keep(folder, looked);
  }

  /** The same where it is known and not too old; `undefined` where somebody has to look at the disk. */
  recall(folder: string): FolderState | undefined {
    const known = this.#known.get(folder);
    if (known === undefined) return undefined;
    return performance.now() - known.lookedAt < this.#options.maxAge ? known : undefined;
  }

  /** What is known must be looked at again: this process has written. */
  expire(): void {
    for (const known of this.#known.values()) known.lookedAt = -Infinity;
  }

  /** The first names of all prompts that have records, as far as they can be listed: to suggest from. */
  folders(path: readonly string[] = []): readonly string[] {
    const entries = this.#entriesIfListed(path);
    const isOne = entries.some(({ name }) => isRecordFileName(name));
    const below = entries
      .filter(entry => entry.isDirectory() && !isRecordFileName(entry.name))
      .flatMap(entry => this.folders([...path, entry.name]));
    return isOne ? [path.join('/'), ...below] : below;
  }

  #keep(folder: string, looked: KnownFolder): KnownFolder {
    this.#known.delete(folder);
    this.#known.set(folder, looked);
    const [oldest] = this.#known.keys();
    if (this.#known.size > FOLDERS_KEPT && oldest !== undefined) this.#known.delete(oldest);
    return looked;
  }

  /** A folder that cannot be listed is one with something that cannot be read. */
  #lookOrTell(folder: string, known: KnownFolder | undefined): KnownFolder {
    try {
      return this.#look(folder, known);
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code !== 'io') throw error;
      const problem = unreadableFolder(folder, error);
      return this.#toFolder(new Map([['', { kind: 'problem', problem }]]));
    }
  }

  #look(folder: string, known: KnownFolder | undefined): KnownFolder {
    const path = folder.split('/');
    let names = this.#names(path);
    if (known !== undefined && isSame(names, known.files) && this.#isSettled(known)) return known;
    for (let listings = 0; listings < MAX_LISTINGS; listings++) {
      const files = this.#readFiles(folder, names, known?.files);
      // While a folder is listed, a record can be added before the place that the listing has
      // reached, and one that names it behind. The second of two equal listings has missed nothing.
      const again = this.#names(path);
      if (isSame(again, files)) return this.#toFolder(files);
      names = again;
      if (listings === MAX_LISTINGS - 1) return this.#toFolder(files);
    }
    throw new Error('A folder is listed at least once.');
  }

  #readFiles(
    folder: string,
    names: readonly string[],
    known: ReadonlyMap<string, ReadRecord> | undefined,
  ): ReadonlyMap<string, ReadRecord> {
    const files = new Map<string, ReadRecord>();
    const path = join(this.#root, 'records', ...folder.split('/'));
    for (const name of names) {
      const before = known?.get(name);
      // What could not be read may have been half written: git does not write files in one step.
      const read = before === undefined || before.kind === 'problem' ? undefined : before;
      const found = read ?? readRecord({ folder, name }, `${path}${sep}${name}`);
      if (found !== undefined) files.set(name, found);
    }
    return files;
  }

  #names(path: readonly string[]): readonly string[] {
    return this.#listed(path, folder => readdirSync(folder)).filter(isRecordFileName);
  }

  #entriesIfListed(path: readonly string[]): readonly Dirent[] {
    try {
      return this.#entries(path);
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'io') return [];
      throw error;
    }
  }

  #entries(path: readonly string[]): readonly Dirent[] {
    return this.#listed(path, folder => readdirSync(folder, { withFileTypes: true }));
  }

  #listed<T>(path: readonly string[], list: (folder: string) => readonly T[]): readonly T[] {
    const folder = this.#contained(path);
    try {
      return patientlySync(() => list(folder));
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return this.#nothing();
      throw ioError(folder, error);
    }
  }

  /** A prompt without records, unless it is the registry that is not there. */
  #nothing(): readonly never[] {
    const there = lstatSync(this.#root, { throwIfNoEntry: false });
    if (there !== undefined) return [];
    throw new LedgerError(
      'registry-not-found',
      { folder: this.#root },
      `There is no registry in ${this.#root} any more. Open it where it is now.`,
    );
  }

  #toFolder(files: ReadonlyMap<string, ReadRecord>): KnownFolder {
    const records: LedgerRecord[] = [];
    const problems: RecordProblem[] = [];
    for (const read of files.values()) {
      if (read.kind === 'record') records.push(read.record);
      if (read.kind === 'problem' && !this.#isIgnored(read.problem)) problems.push(read.problem);
    }
    const renames = records.filter(record => record.kind === 'rename');
    const own = ownRecords(records, problems);
    const config = records.some(freezesTag) ? this.#config() : undefined;
    const environments = config === undefined ? undefined : environmentNames(config);
    const state = derivePrompt(records, { problems, environments });
    return { files, renames, own, state, config, lookedAt: -Infinity };
  }

  #isSettled({ files, config }: KnownFolder): boolean {
    for (const { kind } of files.values()) if (kind === 'problem') return false;
    return config === undefined || config === this.#config();
  }

  /** The text of registry.json; empty where it cannot be read, for reading goes on without it. */
  #config(): string {
    try {
      const bytes = patientlySync(() => readPlainFileSync(join(this.#root, 'registry.json')));
      return decodeUtf8(bytes) ?? '';
    } catch {
      // What is an environment follows from the records then.
      return '';
    }
  }

  #isIgnored({ code }: RecordProblem): boolean {
    return this.#options.ignoresDamage && code === 'record-corrupt';
  }

  /** As `containedPath` of the store: a symbolic link must not lead out of the registry. */
  #contained(path: readonly string[]): string {
    refuseLinkedRoot(this.#root);
    let current = this.#root;
    for (const part of ['records', ...path]) {
      current = join(current, part);
      if (lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
      const reason = new Error(`${current} is a symbolic link, which a registry may not hold`);
      throw ioError(current, reason);
    }
    return current;
  }
}

/** `undefined` where the file vanished between listing and reading. */
function readRecord(
  { folder, name }: { readonly folder: string; readonly name: string },
  path: string,
): ReadRecord | undefined {
  try {
    const bytes = patientlySync(() => readPlainFileSync(path, MAX_RECORD_BYTES));
    return readRecordFile({ folder, name, text: decodeUtf8(bytes), digest: digest(bytes) });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    return { kind: 'problem', problem: unreadableFile({ folder, name }, path, error) };
  }
}

function isSame(names: readonly string[], files: ReadonlyMap<string, ReadRecord>): boolean {
  return names.length === files.size && names.every(name => files.has(name));
}
