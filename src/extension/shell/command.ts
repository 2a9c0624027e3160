import { LedgerError } from '../../core/base/errors';
import type { EventFilter } from '../../core/ledger/audit/events';
import type { MergeConflict } from '../../core/ledger/plan/merge';
import type { DeploymentFilter } from '../environments/deploymentFilter';
import type { BlameReader } from '../blame/lineBlame';
import type { RegistrySession } from './session';
import type { Changes } from '../changes/register';
import type { RegistryHost } from './registryHost';
import { requireTrust } from './trust';
import type { RunHost } from '../run/runHost';
import type { Range } from '../../core/compare/text/range';
import type { CommandId, InputOf } from '../features';
import type { CommandIdOf, Contributions } from './contributing';

/** The panels and views that a command can open. */
export interface Surfaces {
  /**
   * Compares two sides of a prompt in a panel: version ids, tags, `latest` or `working`; with a
   * sample, what they make of it.
   */
  compare(prompt: string, left: string, right: string, sample?: string): void;
  /** Compares all prompts: `working`, `latest`, `@<tag>` or `git:<revision>` on each side. */
  compareAll(left: string, right: string): void;
  /** Shows the preview of a prompt beside its editor. */
  preview(prompt: string): void;
  /** Shows the preview of a prompt and runs it there, with a sample where one is named. */
  run(prompt: string, sample: string | undefined): void;
  /** What running needs of this window. */
  readonly runHost: RunHost;
  /** Shows the page for SQL queries, with a query to begin with where one is given. */
  query(sql: string | undefined): void;
  /** Shows the releases of a prompt as a timeline, of all environments or of one. */
  releases(prompt: string, environment: string | undefined): void;
  /** Shows what happened in the registry as a table. */
  audit(filter: EventFilter): void;
  /** Opens a changelog in an editor; `undefined` where the person closes it. */
  writeChangelog(name: string, text: string): Promise<string | undefined>;
  acceptChangelog(): Promise<void>;
  cancelChangelog(): Promise<void>;
  /** Shows only those deployments in their view. */
  filterDeployments(filter: DeploymentFilter): void;
  /** Lets a person decide what is left of a merge, in VS Code's merge editor. */
  decideMerge(session: RegistrySession, prompt: string, conflict: MergeConflict): Promise<void>;
  /** The graph of a prompt's versions, with a version of it in view. */
  history(prompt: string, version?: string): void;
  /** What is shown of changes outside of panels. */
  readonly changes: Changes;
  readonly blame: BlameReader;
  /** Shows more of a list that ended with "Show more…". */
  showMore(node: unknown): void;
}

/** What every command works with. */
export interface CommandContext {
  readonly registryHost: RegistryHost;
  readonly surfaces: Surfaces;
}

/** What a command is told, and whether a person started it and can be asked for the rest. */
export interface Call<Id extends CommandId> {
  readonly input: InputOf<Id>;
  readonly isInteractive: boolean;
  /** The person named nothing: the prompt is that of the active editor. */
  readonly isGuess?: boolean;
  /** The lines of a change that a person looks at, counted from 0. */
  readonly changed?: Range | undefined;
}

/**
 * A command: asks for what it was not told, acts, and resolves to what the command line prints
 * with `--json`; `undefined` where the person gave up. Throws `LedgerError`.
 */
export type Command<Id extends CommandId> = (
  context: CommandContext,
  call: Call<Id>,
) => Promise<unknown>;

/** What does each command of a room: without one of them, or with one too many, this does not compile. */
export type CommandsOf<C extends Contributions> = {
  readonly [Id in CommandIdOf<C> & CommandId]: Command<Id>;
};

/** Something that a person can do about an error, besides reading it. */
export interface NextStep {
  readonly label: string;
  readonly take: (context: CommandContext, error: LedgerError) => unknown;
}

/** The open registry, in a workspace that may be written. Throws `untrusted`, `registry-not-found`. */
export async function requireWritable({ registryHost }: CommandContext): Promise<RegistrySession> {
  requireTrust();
  return registryHost.require();
}
