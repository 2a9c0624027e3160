import type { NameTable } from '../core/ledger/derive/nameTable';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import type { Author, Draft, LedgerRecord } from '../core/ledger/records/records';
import type { Answers } from './answers';

/** The record files of one folder, read and checked. */
export interface FolderRecords {
  readonly folder: string;
  /** Names of all record files, good, bad and unknown, sorted. */
  readonly names: readonly string[];
  readonly records: readonly LedgerRecord[];
  readonly problems: readonly RecordProblem[];
  /** What belongs here and lies in another folder, and not here as well: known where all folders are read. */
  readonly elsewhere?: readonly RecordProblem[] | undefined;
  /**
   * Names of the environments in registry.json, where a record freezes a tag: that of an environment moves
   * all the same. `undefined` where none does, and where registry.json does not say.
   */
  readonly environments?: ReadonlySet<string> | undefined;
}

/** Which record files there are: for each folder below `records/`, their names, sorted. */
export type RecordListing = ReadonlyMap<string, readonly string[]>;

/** Something below `records/` that is no record file. */
export interface Stray {
  /** Below the registry's folder, with "/" between its parts. */
  readonly path: string;
  readonly message: string;
}

/** Where records lie. They are only ever added. */
export interface RecordStore {
  /** Throws `io`. */
  list(): Promise<RecordListing>;
  /** Reads one folder; files read before are not read again unless `fresh`. Throws `io`. */
  read(folder: string, options?: { readonly fresh?: boolean }): Promise<FolderRecords>;
  /** What lies below `records/` and can be no record, each with why. Throws `io`. */
  strays(): Promise<readonly Stray[]>;
  /** Writes a record durably: when this resolves, a power cut cannot lose it. Throws `io`. */
  append<T extends LedgerRecord>(draft: Draft<T>): Promise<T>;
}

/** A working document as the file system lists it; `stamp` changes whenever the file may have. */
export interface DocumentEntry {
  readonly prompt: string;
  readonly stamp: string;
}

/** Something among working documents and samples that nobody can use. */
export interface DocumentStray extends Stray {
  readonly code: 'io' | 'invalid-name';
}

/** What a commit of git holds of a registry. */
export interface CommittedRegistry {
  readonly folders: readonly FolderRecords[];
  /** The text of registry.json, or `undefined`. */
  readonly config: string | undefined;
}

/** What git remembers of the records. */
export interface RecordHistory {
  /**
   * The records and registry.json that a commit holds, by anything that git takes for one (`v1.2`, `main~3`).
   * Throws `invalid-argument` where git knows no such commit, `io` where it cannot be asked.
   */
  registryAt(commit: string): Promise<CommittedRegistry>;
  /** The working documents that a commit holds, by prompt. Throws what `registryAt` does. */
  documentsAt(commit: string): Promise<ReadonlyMap<string, string>>;
  /**
   * The paths below `records/` from which this commit and another one both began, or without `other` the
   * one that is checked out; `undefined` where git knows nothing that they have in common. Throws what
   * `registryAt` does.
   */
  commonRecords(commit: string, other?: string): Promise<ReadonlySet<string> | undefined>;
  /** What keeps git from being asked: files in the registry or above it that git would obey. Throws `io`. */
  problems(): Promise<readonly HistoryProblem[]>;
}

/** Something that keeps git from being asked. */
export interface HistoryProblem {
  /** From the registry's folder, with "/" between its parts. */
  readonly path: string;
  readonly code: 'invalid-registry';
  readonly message: string;
}

/**
 * What an act will have left to do once its record is there: kept before the record, forgotten when
 * it is done. Local to this copy of the registry.
 */
export interface Unfinished {
  /** The version, which may not have been written. */
  readonly record: string;
  /** The folder of its records. */
  readonly folder: string;
  /**
   * Digest of the working document that the version is to replace; `null` where there was none, and
   * `undefined` where none is to be replaced.
   */
  readonly document: string | null | undefined;
  /** The tag that is to point at the version. */
  readonly tag: string | undefined;
}

/** Whether nothing is lost with a file that holds this text, with "\n" between its lines. */
export type IsKept = (text: string) => Promise<boolean>;

/** The files that people edit: working documents, samples and registry.json. */
export interface Documents {
  /**
   * Working documents with a name that a prompt can have; without those in a folder that cannot be listed.
   * Throws `io` where that is all of them.
   */
  list(): Promise<readonly DocumentEntry[]>;
  /** The same of one prompt; none where it has no working document. Throws `io`. */
  entry(prompt: string): Promise<DocumentEntry | undefined>;
  /** What lies among documents and samples and belongs to no prompt, or cannot be listed. Throws `io`. */
  strays(): Promise<readonly DocumentStray[]>;
  /** The text with "\n" between its lines, or `undefined`. Throws `io`, `invalid-document`, `too-large`. */
  read(prompt: string): Promise<string | undefined>;
  /** Whether there is a working document, also one that cannot be read as text. Throws `io`. */
  has(prompt: string): Promise<boolean>;
  write(prompt: string, text: string): Promise<void>;
  /**
   * Moves a working document and its samples to another name, as far as nothing is in the way there:
   * resolves to what stays, as paths below the registry's folder. What is in the way and holds the same
   * takes its place; so does a document where `isKept` says of both texts that they lie elsewhere. Throws `io`.
   */
  move(prompt: string, to: string, isKept?: IsKept): Promise<readonly string[]>;
  /** Names of a prompt's samples that a sample can have, sorted. Throws `io`. */
  samples(prompt: string): Promise<readonly string[]>;
  /** The JSON text of a sample. Throws `sample-not-found`, `io`. */
  readSample(prompt: string, sample: string): Promise<string>;
  writeSample(prompt: string, sample: string, text: string): Promise<void>;
  /** The text of registry.json, or `undefined`. */
  readConfig(): Promise<string | undefined>;
  writeConfig(text: string): Promise<void>;
  /**
   * Does work that reads and writes registry.json or samples while nobody else, in whatever process,
   * does such work. Throws `io` where that does not end, and what `work` does.
   */
  locked<T>(lock: 'registry.json' | 'samples', work: () => Promise<T>): Promise<T>;
  /** Removes what processes that were ended left in the cache. Throws `io`. */
  sweep(now: number): Promise<number>;
  /** What acts have left to do. Throws `io`. */
  unfinished(): Promise<readonly Unfinished[]>;
  /** Keeps what will be left to do. Throws `io`. */
  keepUnfinished(unfinished: Unfinished): Promise<void>;
  /** Throws `io`. */
  forgetUnfinished(record: string): Promise<void>;
  /** Writes the files of a new registry that are missing; leaves the others as they are. */
  initialize(config: string): Promise<void>;
}

/** A working document as the index knows it. */
export interface IndexedDocument extends DocumentEntry {
  /** Digest of the text, or `undefined` where it cannot be read as text. */
  readonly digest: string | undefined;
}

/** Which prompt a name means, as the disk has it now. */
export interface Names {
  /** The folder that a name, current or former, leads to. Throws `io`. */
  folderOf(name: string): string | Promise<string>;
  /** What the prompt of this folder is called now. Throws `io`. */
  nameOf(folder: string): string | Promise<string>;
}

/** The same, and which prompts have had several names. */
export interface KnownNames extends Names {
  /** The names of all prompts that were renamed. Throws `io`. */
  renames(): Promise<NameTable>;
  /**
   * Record files that say nothing, in folders without another record: each may have renamed any prompt. As
   * `nameOf` found them when it was last asked.
   */
  doubts(): readonly RecordProblem[];
}

/** The query engine's side of the one way: it takes in what changed and says which prompts did. */
export interface RegistryIndex {
  /** What the index holds now, to be compared with the disk. */
  knownRecords(): RecordListing;
  /** For each folder that holds bad record files, their paths, sorted. */
  knownProblems(): RecordListing;
  /** Record files that say nothing, also those that lie in the folder of another prompt. */
  problems(): readonly RecordProblem[];
  /**
   * Answers from the tables.
   * @param leaveOut is told of the record files that say nothing, where an answer goes on without them
   */
  answers(leaveOut: (problems: readonly RecordProblem[]) => void): Answers;
  /** The folders in which a record freezes a tag: what they say depends on registry.json as well. */
  frozenFolders(): readonly string[];
  /** The working documents that were taken in, by prompt: of some prompts, or all. */
  knownDocuments(prompts?: readonly string[]): ReadonlyMap<string, IndexedDocument>;
  /** Replaces what is known of these folders. Returns the names of the prompts that changed. */
  takeInRecords(folders: readonly FolderRecords[]): readonly string[];
  /** Replaces or (digest and stamp absent: `removed`) forgets working documents. */
  takeInDocuments(changed: readonly IndexedDocument[], removed: readonly string[]): void;
  names(): NameTable;
}

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

/** Who writes. Throws `identity-missing`. */
export type Identity = () => Promise<Author>;

/** SHA-256 of the UTF-8 bytes of a text, in hex. */
export type Digest = (text: string) => string;
