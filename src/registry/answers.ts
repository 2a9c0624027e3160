import type { LedgerEvent } from '../core/ledger/audit/events';
import type { DeployedState } from '../core/ledger/derive/deployments';
import type {
  Page,
  PromptInfo,
  PromptState,
  StatusInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';
import type { NameTable } from '../core/ledger/derive/nameTable';
import type { ReleaseStory } from '../core/ledger/derive/timeline';
import type { Author } from '../core/ledger/records/records';

/** At once from tables, later from files. */
type Answer<T> = T | Promise<T>;

/** A prompt by its current name, with what its deployments follow from. */
export interface DeployedPrompt {
  readonly prompt: string;
  readonly state: DeployedState;
}

/** A head, by the digest of its source. */
export interface HeadInfo {
  readonly id: string;
  readonly digest: string;
}

/** A prompt by its current name, and what its records say. */
export interface ReadPrompt {
  readonly name: string;
  readonly state: PromptState;
}

/**
 * A prompt by its current name: of a name that none has, there is nothing. Or as somebody has read it to
 * decide whether to refuse: then it is not read again.
 */
export type AskedPrompt = string | ReadPrompt;

/**
 * What is asked of the state of many prompts, or of the history of one. An index answers from its tables,
 * which may lag behind the disk; a program without one reads the record files. Both answer alike. (test: law)
 * Each throws `io` where the files cannot be read.
 */
export interface Answers {
  /** Which prompt each name means. */
  names(): Answer<NameTable>;
  /** Every prompt, sorted by name. */
  prompts(): Answer<readonly PromptInfo[]>;
  /** How each working document stands, sorted by name. */
  status(): Answer<readonly StatusInfo[]>;
  /**
   * What a prompt is called now that has a record or a working document. Throws `invalid-name`,
   * `prompt-not-found`, and `io` where one of its records is there and cannot be read.
   */
  named(prompt: string): Answer<string>;
  /**
   * The versions of a prompt, newest first, without their sources. This and the lists below say what is
   * known, whatever is damaged; who must not go on without it refuses first. Throws what `pageOf` does.
   */
  versions(prompt: AskedPrompt, page?: Page): Answer<readonly VersionInfo[]>;
  /** The heads of a prompt, in order. */
  heads(prompt: AskedPrompt): Answer<readonly HeadInfo[]>;
  /**
   * The tags that point somewhere or diverged, of a prompt or of all, sorted by prompt and name; without
   * those in doubt.
   */
  tags(prompt?: AskedPrompt): Answer<readonly TagInfo[]>;
  /** The moves of the tags of a prompt, or of one of them, newest first. Throws what `pageOf` does. */
  moves(prompt: AskedPrompt, tag?: string, page?: Page): Answer<readonly TagMoveInfo[]>;
  /** What every record tells of, newest first. */
  events(): Answer<readonly LedgerEvent[]>;
  /**
   * Every prompt, sorted by name, with what follows from its records for the tags of some environments,
   * of which registry.json alone says what they are.
   */
  deployed(environments: readonly string[]): Answer<readonly DeployedPrompt[]>;
  /**
   * Releases with what surrounded them, of all environments or of one, newest first: of one prompt in the
   * order of its records, of all by time. Throws what `named` does.
   */
  releases(prompt?: string, environment?: string): Answer<readonly ReleaseStory[]>;
  /** Everybody who wrote a record, who wrote last first: names change, and the newest one counts. */
  people(): Answer<readonly Author[]>;
}
