import type {
  ApproveInput,
  CommitInput,
  PromoteInput,
  RollbackInput,
  TagInput,
  UntagInput,
} from '../registry/inputs';
import type { Prompt } from './prompt';
import type { GetOptions } from './promptReader';
import type { OutputOf, PromptName, SignatureOf, ValuesOf } from './typedPrompts';
import type {
  Page,
  PromptInfo,
  ReleaseInfo,
  TagInfo,
  TagMoveInfo,
  VersionInfo,
} from '../core/ledger/derive/model';

/** Which prompts are wanted. */
export interface ListOptions {
  /** At most so many. */
  readonly limit?: number | undefined;
  /** Only those behind the prompt of this name, in the order of the alphabet. */
  readonly after?: string | undefined;
  /** Only those whose name or description holds this text, in whatever case. */
  readonly search?: string | undefined;
  /** Only those with this tag. */
  readonly tag?: string | undefined;
  /** Only those with this label. */
  readonly label?: string | undefined;
}

/** Which versions are wanted, newest first. */
export interface VersionsOptions extends Page {
  /** With the document of each. */
  readonly source?: boolean | undefined;
}

/** Which releases are wanted, newest first. */
export interface ReleasesOptions extends Page {
  /** Only those of this environment. */
  readonly environment?: string | undefined;
}

/**
 * A registry as an application sees it. `get` answers at once, from memory where it can; everything
 * else resolves to what the command line prints with `--json`. Every error is a `LedgerError`; a page
 * after an id that is not in its list is one, `invalid-argument`.
 */
export interface Registry {
  /**
   * A version of a prompt: by tag, by number, by id, else the latest. Reads the records of this
   * prompt and no others. Throws `PromptNotFoundError`, `tag-not-found`, `version-not-found`,
   * `reference-ambiguous`, `invalid-name`, `invalid-document`; `io` where a record of the prompt cannot be
   * read; `record-corrupt` where a damaged one may decide which version it is, unless it was found before.
   *
   *     registry.get('support/greeting', { tag: 'production' })
   */
  get<const Name extends PromptName, const Options extends GetOptions<Name> = GetOptions<Name>>(
    name: Name,
    options?: Options,
  ): Prompt<ValuesOf<SignatureOf<Name, Options>>, OutputOf<SignatureOf<Name, Options>>>;

  /**
   * The prompts, sorted by name. Reads the whole registry. One with a record that is damaged or cannot be
   * read has a `problem`, and lacks what may depend on it.
   */
  list(options?: ListOptions): Promise<readonly PromptInfo[]>;

  /**
   * The versions of a prompt, newest first. Rejects with `prompt-not-found`, and like the other lists of a
   * prompt with `io` and `record-corrupt` where a record that says nothing may belong to the list.
   */
  versions(prompt: string, options?: VersionsOptions): Promise<readonly VersionInfo[]>;

  /** The tags of a prompt, sorted by name. Rejects with `prompt-not-found`. */
  tags(prompt: string, page?: Page): Promise<readonly TagInfo[]>;

  /** Every move of a tag, newest first; none for a tag that never was. Rejects with `prompt-not-found`. */
  tagHistory(prompt: string, tag: string, page?: Page): Promise<readonly TagMoveInfo[]>;

  /** The releases of a prompt, in all environments or in one, newest first. Rejects with `prompt-not-found`. */
  releases(prompt: string, options?: ReleasesOptions): Promise<readonly ReleaseInfo[]>;

  /**
   * Commits a document as a new version, and makes the prompt where there is none. Rejects with
   * `nothing-to-commit`, `stale-parent`, `invalid-document`, `identity-missing` and others.
   */
  commit(input: CommitInput): Promise<VersionInfo>;

  /** Sets or moves a tag. Rejects with `tag-immutable`, `environment-protected` and others. */
  tag(input: TagInput): Promise<TagInfo>;

  /** Removes a tag; its history stays. Rejects with `tag-not-found`, `tag-immutable` and others. */
  untag(input: UntagInput): Promise<TagInfo>;

  /**
   * Releases in an environment what the one before serves, or the version that is named. Rejects
   * with `nothing-to-promote`, `approvals-missing`, `environment-protected`, `experiment-unmet` and others.
   */
  promote(input: PromoteInput): Promise<ReleaseInfo>;

  /** Releases what an environment served before. Rejects with `nothing-to-roll-back` and others. */
  rollback(input: RollbackInput): Promise<ReleaseInfo>;

  /** Agrees to a version in an environment. Rejects with `version-not-found` and others. */
  approve(input: ApproveInput): Promise<VersionInfo>;
}
