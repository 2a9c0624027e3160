import { LedgerError } from '../core/base/errors';

/** The error of options of which one would be ignored if all were taken. */
export function notTogether(given: readonly string[]): LedgerError {
  return new LedgerError(
    'invalid-argument',
    { options: given },
    `${given.join(' and ')} cannot be given together.`,
  );
}
