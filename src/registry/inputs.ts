/** A document to commit as a version. */
export interface CommitInput {
  readonly prompt: string;
  readonly message?: string | undefined;
  /** A tag to set on the new version in the same step. */
  readonly tag?: string | undefined;
  /** The versions that the document was made from, as ids or references; all heads without it. */
  readonly parent?: string | readonly string[] | undefined;
  /** The document; without it, the working document. */
  readonly source?: string | undefined;
}

/** A tag to set or to move. */
export interface TagInput {
  readonly ref: string;
  readonly tag: string;
  /** What the tag is for; without it, what it said before stays. */
  readonly description?: string | undefined;
  /** The tag can never be moved or removed again. */
  readonly immutable?: boolean | undefined;
}

/** A tag to remove. */
export interface UntagInput {
  readonly prompt: string;
  readonly tag: string;
}

/** A version to release in an environment. */
export interface PromoteInput {
  readonly prompt: string;
  readonly environment: string;
  /** The version to release, as a reference or what stands after "@"; without it, what the environment before serves. */
  readonly version?: string | undefined;
  /** Without it, the messages of the versions in between. */
  readonly changelog?: string | undefined;
}

/** An environment that is to serve what it served before. */
export interface RollbackInput {
  readonly prompt: string;
  readonly environment: string;
  /** A version that was released there before; without it, the release below. */
  readonly to?: string | undefined;
  readonly reason: string;
}

/** A version that somebody agrees to. */
export interface ApproveInput {
  readonly ref: string;
  readonly environment: string;
  readonly note?: string | undefined;
}
