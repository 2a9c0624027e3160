import { isWritten } from '../core/base/ioFailure';
import { LedgerError } from '../core/base/errors';

/** What an act that is done has left to do, or does not know for certain; closed. */
export type WarningCode =
  /** The disk did not confirm a write. */
  | 'durability-unknown'
  /** A working document or a sample does not follow its records yet. */
  | 'document-behind'
  /** The version is there and the tag that was to point at it is not. */
  | 'tag-not-set'
  /** An earlier act was stopped half way, and the rest of it is done now. */
  | 'resumed'
  /** What is shown may be older than what was written, until the next look. */
  | 'index-behind';

/** Told beside the result of an act that is done: as plain data, so that it crosses processes. */
export interface LedgerWarning {
  readonly code: WarningCode;
  /** The current name of the prompt; `undefined` where it is about the whole registry. */
  readonly prompt: string | undefined;
  /** What is left to do, and who does it. */
  readonly message: string;
}

/** Tells it to whoever listens. */
export type Warn = (warning: LedgerWarning) => void;

/**
 * Does what changes one file. What is written and not confirmed is done: it is told as a warning.
 * Throws what `work` does otherwise.
 */
export async function writeOrWarn(
  warn: Warn,
  prompt: string | undefined,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isWritten(error)) throw error;
    warn({ code: 'durability-unknown', prompt, message: error.message });
  }
}

/**
 * Does what follows an act that is done already: what goes wrong there is a warning, and never the
 * error of the act. Resolves to whether it was done. Throws bugs only.
 */
export async function followOrWarn(
  warn: Warn,
  toWarning: (error: LedgerError) => LedgerWarning,
  work: () => Promise<unknown>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    warn(toWarning(error));
    return false;
  }
}
