import type { Ledger } from '../registry/ledger';
import type { Registry } from '../registry/registry';

/** Where a search found its text. */
export interface Found {
  readonly prompt: string;
  readonly where: string;
  /** The version that holds it; `null` for what is no part of one. */
  readonly version: string | null;
  /** The line that holds it. */
  readonly text: string;
}

/** What a server of agents is given. */
export interface AgentWorld {
  /** The registry, as the person who started the server writes to it. */
  readonly ledger: Ledger;
  /** Finds a text in all prompts. Throws `io`. */
  readonly search: (text: string) => Promise<readonly Found[]>;
  /** The version of this product. */
  readonly version: string;
  /** The tag whose versions are offered as prompts; the last environment without it. */
  readonly tag: string | undefined;
  /** Nothing that writes is offered. */
  readonly isReadOnly: boolean;
}

/** A world as one client has it. */
export interface Session extends AgentWorld {
  /** All use cases, over the same files; what they write says that this client wrote it. */
  readonly registry: Registry;
}
