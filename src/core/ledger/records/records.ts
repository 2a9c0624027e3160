import { compareText } from '../../base/textOrder';

/** Who wrote a record: what git says of the person. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** What every record says. `id` is no field of the file: it is the hash of the file's bytes. */
interface RecordBase {
  /** The first 32 hex digits of the SHA-256 of the record file. */
  readonly id: string;
  /** The prompt whose folder holds the record. */
  readonly prompt: string;
  /** `YYYY-MM-DDTHH:mm:ss.sssZ`. */
  readonly at: string;
  readonly author: Author;
}

/** A version was committed. */
export interface VersionRecord extends RecordBase {
  readonly kind: 'version';
  /** The heads that it replaces: none for a first version, several for a merge. */
  readonly parents: readonly string[];
  /** 1 + the highest number that its writer saw. For people: two branches may both make a 5. */
  readonly number: number;
  readonly message: string;
  /** Included prompts: the reference as written, and the version that it meant at commit. */
  readonly includes: Readonly<Record<string, string>>;
  /** The document, split on "\n". */
  readonly source: readonly string[];
}

/** A tag was set, moved, or (`version: null`) removed. */
export interface TagRecord extends RecordBase {
  readonly kind: 'tag';
  readonly tag: string;
  readonly version: string | null;
  /** Every tag or release record of this tag that nothing had replaced yet. */
  readonly previous: readonly string[];
  readonly description: string;
  readonly immutable: boolean;
}

/** An environment got another version; sets the environment's tag as well. */
export interface ReleaseRecord extends RecordBase {
  readonly kind: 'release';
  readonly environment: string;
  readonly from: string | null;
  readonly version: string;
  readonly previous: readonly string[];
  readonly rollback: boolean;
  readonly changelog: string;
  readonly verdict: Readonly<Record<string, unknown>>;
}

/** Somebody agreed that a version may go to an environment. */
export interface ApprovalRecord extends RecordBase {
  readonly kind: 'approval';
  readonly environment: string;
  readonly version: string;
  readonly note: string;
}

/** Facts about the prompt itself changed; only the fields that change are present. */
export interface PromptRecord extends RecordBase {
  readonly kind: 'prompt';
  /** Every record of facts that nothing had replaced yet. Early records do not say. */
  readonly previous?: readonly string[];
  readonly description?: string;
  readonly labels?: readonly string[];
  readonly archived?: boolean;
  /** With `archived`: the newest versions that the writer knew of. Early records do not say. */
  readonly heads?: readonly string[];
}

/** A version was tried on rows, and this came of it. It moves nothing. */
export interface ExperimentRecord extends RecordBase {
  readonly kind: 'experiment';
  readonly experiment: string;
  readonly version: string;
  readonly model: string;
  /** The hash of its rows. */
  readonly dataset: string;
  /** The hash of what the experiment means. */
  readonly definition: string;
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  /** The mean, from 0 to 1. */
  readonly score: number;
  readonly usage: {
    readonly input: number;
    readonly cached: number;
    readonly output: number;
    readonly reasoning: number;
  } | null;
  readonly ms: { readonly p50: number | null; readonly p95: number | null };
  readonly cost: { readonly amount: number; readonly currency: string } | null;
  readonly required: 'met' | 'unmet' | 'none';
  /** The hash of what came of each row: a file among the answers. */
  readonly results: string;
}

/** The prompt whose first name is `from` is called `prompt` from now on. */
export interface RenameRecord extends RecordBase {
  readonly kind: 'rename';
  readonly from: string;
  /** The renames that it replaces. Early records do not say. */
  readonly previous?: readonly string[];
}

/** One thing that happened: small, immutable, named by the hash of its bytes. */
export type LedgerRecord =
  | VersionRecord
  | TagRecord
  | ReleaseRecord
  | ApprovalRecord
  | ExperimentRecord
  | PromptRecord
  | RenameRecord;

/** A record before it is written: without the id that its bytes will give it. */
export type Draft<T extends LedgerRecord> = Omit<T, 'id'>;

/**
 * By `at`, then id; negative when `left` comes first. For timelines across prompts, and for records that
 * do not name each other: what decides something follows `orderRecords`, for a date is easily forged.
 */
export function compareRecords(
  left: Pick<LedgerRecord, 'at' | 'id'>,
  right: Pick<LedgerRecord, 'at' | 'id'>,
): number {
  return compareText(left.at, right.at) || compareText(left.id, right.id);
}

/** The document of a version, whose record holds its lines; `undefined` of none. */
export function sourceText(version: Pick<VersionRecord, 'source'>): string;
export function sourceText(version: Pick<VersionRecord, 'source'> | undefined): string | undefined;
export function sourceText(version: Pick<VersionRecord, 'source'> | undefined): string | undefined {
  return version?.source.join('\n');
}

/** Whether a record gives a prompt another name: it lies in the folder of that name. */
export function isRename(record: { readonly kind: string }): record is RenameRecord {
  return record.kind === 'rename';
}
