import type { Operation } from '../operations/operation';
import type { Fields, InputOf } from '../operations/schema';
import type { Session } from './world';

/** An operation as an agent calls it. */
export interface AgentTool {
  readonly operation: Operation;
  /** The fields of the operation, without those that an agent has no use for, and with its own. */
  readonly input: Fields;
  /** What an agent should know besides. */
  readonly note?: string | undefined;
  /** Answers with plain JSON. Throws `LedgerError`. */
  readonly run: (session: Session, input: never) => Promise<unknown>;
}

/** Makes an operation a tool with these fields. */
export function tool<const F extends Fields>(
  operation: Operation,
  input: F,
  about: {
    readonly note?: string;
    readonly run: (session: Session, input: InputOf<F>) => Promise<unknown>;
  },
): AgentTool {
  return { operation, input, ...about };
}
