import type { LedgerError } from '../core/base/errors';

/** What was published, as an application follows it. */
export interface Published {
  /** The environment or tag. */
  readonly tag: string;
  /** The SHA-256 of the bundle. */
  readonly sha256: string;
  /** The newest release in it; `null` where there was none. */
  readonly release: string | null;
  /** When that was made. */
  readonly at: string | null;
}

/** How what is published is followed. */
export interface FollowOptions {
  /**
   * For how many milliseconds an answer may be given from memory while the host answers: a promotion is
   * seen after so long at most. 60,000 without it.
   */
  readonly maxAge?: number | undefined;
  /** Asks the host; the platform's own without it. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Ends the following; what is known then answers from there on. */
  readonly signal?: AbortSignal | undefined;
  /** Hears that another version is served, and which was before. */
  readonly onChange?: ((to: Published, from: Published) => void) | undefined;
  /** Hears why a look at the host failed, while what is known goes on answering. */
  readonly onError?: ((error: LedgerError) => void) | undefined;
}

/** What an application holds that follows. */
export interface Following {
  /** What is served now. */
  readonly published: Published;
  /**
   * Looks at the host now, and resolves to whether another version is served: for a function, say, that
   * lives from call to call. Rejects with `io` and others; what is known goes on answering.
   */
  refresh(): Promise<boolean>;
  /** Ends the following. */
  close(): void;
}

/** What was fetched last, as its bytes say. */
