import type { Loss } from '../interop/loss';
import type { VersionThere } from '../registry/syncing';

/** The kinds of servers that prompts are synced with. */
export const REMOTE_KINDS = ['phoenix', 'langfuse'] as const;

export type RemoteKind = (typeof REMOTE_KINDS)[number];

/** A prompt of a server: what it is called here, and there. */
export interface PromptThere {
  readonly prompt: string;
  readonly there: string;
}

/** The versions of a prompt there, oldest first, and what of them does not come along. */
export interface VersionsThere {
  readonly versions: readonly VersionThere[];
  readonly losses: readonly Loss[];
}

/** What a push made there. */
export interface MadeThere {
  /** The version as the server gives it now. */
  readonly version: VersionThere;
  readonly losses: readonly Loss[];
}

/** A server that keeps prompts. Every call throws `io`, `provider-refused`. */
export interface RemoteServer {
  prompts(): Promise<readonly PromptThere[]>;
  /** What a prompt of ours is called there. Throws `invalid-document` where its names do not go so far. */
  nameOf(prompt: string): string;
  /** None where there is no such prompt. */
  versions(prompt: PromptThere): Promise<VersionsThere>;
  /** Throws `invalid-document` for what it cannot hold; nothing was changed then. */
  create(prompt: PromptThere, source: string, message: string): Promise<MadeThere>;
  /** Why a tag can be no label there. */
  labelProblem(tag: string): string | undefined;
  label(prompt: PromptThere, there: string, tag: string): Promise<void>;
}
