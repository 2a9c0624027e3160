import { LedgerError } from './errors';

/** What an error says of a write that failed before anything was put in its place. */
export const NOTHING_CHANGED = 'Nothing was changed.';

const READ_HINTS: Readonly<Record<string, string>> = {
  EACCES: 'Check that you may read it.',
  EPERM: 'Check that you may read it.',
};

const WRITE_HINTS: Readonly<Record<string, string>> = {
  EACCES: 'Check that you may write there.',
  EPERM: 'Check that you may write there.',
  EROFS: 'The disk is read-only.',
  ENOSPC: 'The disk is full. Free some space and try again.',
  EDQUOT: 'The disk is full. Free some space and try again.',
};

const OTHER_HINT = 'Check the folder and try again.';

/** The error code that Node gives, or `undefined` for other errors. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What could not be read, as an `io` error; a `LedgerError` stays as it is. Claims nothing else. */
export function readFailure(path: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  const reason = reasonOf(error);
  const hint = READ_HINTS[errorCode(error) ?? ''] ?? OTHER_HINT;
  return new LedgerError('io', { path, reason }, `${reason}. ${hint}`, error);
}

/**
 * A write that failed before anything was put in its place, as an `io` error; a `LedgerError` stays
 * as it is.
 */
export function writeFailure(path: string, error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  return unwritten(path, error, NOTHING_CHANGED);
}

/**
 * A write that is done and that the disk did not confirm: everybody sees it, and a power cut may take
 * it back. `data.written` tells it from a write that failed.
 */
export function unsureFailure(path: string, error: unknown): LedgerError {
  const reason = reasonOf(error);
  return new LedgerError(
    'io',
    { path, reason, written: true },
    `${path} is written, but whether it survives a power cut is not known: ${reason}. Check the disk before you rely on it.`,
    error,
  );
}

/** Whether an error tells of a write that is done and not confirmed. */
export function isWritten(error: unknown): error is LedgerError {
  return error instanceof LedgerError && error.data.written === true;
}

/** The same error with what became of the whole act, of which this was one step. */
export function withOutcome(error: LedgerError, outcome: string): LedgerError {
  const told = asStep(error, outcome);
  return told === error ? retold(error, `${error.message} ${outcome}`) : told;
}

/**
 * The same error; where it says that nothing was changed, it says `outcome` instead: it was one step of
 * several.
 */
export function asStep(error: LedgerError, outcome: string): LedgerError {
  const message = error.message.replace(NOTHING_CHANGED, () => outcome);
  return message === error.message ? error : retold(error, message);
}

function retold({ code, data, cause }: LedgerError, message: string): LedgerError {
  return new LedgerError(code, data, message, cause);
}

function unwritten(path: string, error: unknown, outcome: string): LedgerError {
  const reason = reasonOf(error);
  const hint = WRITE_HINTS[errorCode(error) ?? ''] ?? OTHER_HINT;
  return new LedgerError('io', { path, reason }, `${reason}. ${outcome} ${hint}`, error);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
