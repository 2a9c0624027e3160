import type { VersionGraph } from './versions';
import type {
  VersionRecord,
  ApprovalRecord,
  ExperimentRecord,
  LedgerRecord,
  PromptRecord,
  Author,
} from '../records/records';
import type { TagState } from './tags';
import type { ReleaseState } from './releases';
import type { Damage } from './damage';
import type { RecordProblem } from '../records/recordFile';

/** All that the records of one prompt say, taken together. */
export interface PromptState extends VersionGraph {
  /** The last head in order; `undefined` before the first commit. */
  readonly latest: VersionRecord | undefined;
  /** Heads differ in their source: somebody has to merge. */
  readonly diverged: boolean;
  readonly tags: ReadonlyMap<string, TagState>;
  readonly releases: ReadonlyMap<string, ReleaseState>;
  readonly approvals: readonly ApprovalRecord[];
  /** What experiments came to, in order. */
  readonly experiments: readonly ExperimentRecord[];
  /** Every record by its id, in the one order that decides. */
  readonly records: ReadonlyMap<string, LedgerRecord>;
  readonly description: string;
  readonly labels: readonly string[];
  readonly archived: boolean;
  /** It is archived over versions that nobody knew of who archived it. */
  readonly archiveDivergence: ArchiveDivergence | undefined;
  /** The newest `at` of any record; `undefined` without records. */
  readonly newestAt: string | undefined;
  /** What may depend on record files that say nothing. */
  readonly damage: Damage;
}

/**
 * A prompt is archived, and has newest versions that nobody knew of who archived it: they were committed on
 * another branch, or since. It stays archived until somebody decides.
 */
export interface ArchiveDivergence {
  /** The record that archives it. */
  readonly record: PromptRecord;
  /** The versions, in order; at least one. */
  readonly heads: readonly VersionRecord[];
}

/** A version as programs and views see it. `prompt` is the current name. */
export interface VersionInfo {
  readonly id: string;
  readonly prompt: string;
  readonly number: number;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Author;
  readonly at: string;
  /** The tags that point at it, sorted. */
  readonly tags: readonly string[];
  readonly head: boolean;
  /** The document; only where it was asked for. */
  readonly source?: string;
}

/** A tag, or one move of it. `id` is that of its record. */
export interface TagInfo {
  readonly id: string;
  readonly prompt: string;
  readonly tag: string;
  readonly version: string | null;
  /** The number of that version; `null` where it is removed or missing here. */
  readonly number: number | null;
  readonly description: string;
  readonly immutable: boolean;
  readonly diverged: boolean;
  readonly at: string;
  readonly author: Author;
}

/** One move of a tag in its history. */
export interface TagMoveInfo extends TagInfo {
  readonly kind: 'tag' | 'release';
  /** False for a move that came after an immutable one. */
  readonly applied: boolean;
}

/** A release: a tag move with what was said and seen when it was made. */
export interface ReleaseInfo extends TagInfo {
  readonly environment: string;
  readonly from: string | null;
  readonly changelog: string;
  readonly rollback: boolean;
  readonly verdict: Readonly<Record<string, unknown>>;
}

/** How a working document compares with the heads of its prompt. */
export type DocumentState = 'clean' | 'modified' | 'new' | 'missing';

/** A name that two branches gave to different prompts. */
export interface ContestedName {
  readonly name: string;
  /** What the prompt that answers to it is called now. */
  readonly owner: string;
  /** What those are called now that claim it in vain, sorted. */
  readonly claimedBy: readonly string[];
}

/** What a merge of names left to decide. */
export interface NameDivergence {
  /** Sorted by name. */
  readonly names: readonly ContestedName[];
  /** Whether the texts diverged as well. */
  readonly texts: boolean;
}

/** Versions that nobody knew of who archived their prompt. */
export interface ArchivedOver {
  readonly versions: readonly Pick<VersionInfo, 'id' | 'number'>[];
  /** Whether the texts diverged as well. */
  readonly texts: boolean;
}

/** A prompt in a list. */
export interface PromptInfo {
  readonly prompt: string;
  readonly description: string;
  readonly labels: readonly string[];
  readonly archived: boolean;
  readonly versions: number;
  /** Without its source; `null` before the first commit. */
  readonly latest: VersionInfo | null;
  readonly tags: readonly TagInfo[];
  readonly state: DocumentState;
  /** Its newest texts differ, another prompt claims a name of it, or it is archived over new versions. */
  readonly diverged: boolean;
  /** Only where names diverged. */
  readonly contested?: NameDivergence;
  /** Only where it is archived over versions that nobody knew of who archived it. */
  readonly archivedOver?: ArchivedOver;
  /** Only where its working document is missing and lies under this name: git moved a folder. */
  readonly documentAt?: string;
  /**
   * Only where a record file of the prompt says nothing: damaged (`record-corrupt`), or not to be read
   * (`io`). What may depend on it is left out then.
   */
  readonly problem?: RecordProblem;
}

/** A prompt and how its working document stands. */
export type StatusInfo = Pick<
  PromptInfo,
  'prompt' | 'state' | 'diverged' | 'contested' | 'archivedOver' | 'documentAt' | 'problem'
>;

/** Which part of a long list is wanted: at most `limit` items, those after the one with id `after`. */
export interface Page {
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}
