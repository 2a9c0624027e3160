import { fail, strictEqual } from 'node:assert/strict';
import { LedgerError, type LedgerErrorCode } from '../../src/core/base/errors';

/** The `LedgerError` that `work` throws; anything else, or nothing, fails the test. */
export function refusalOf(work: () => unknown): LedgerError {
  try {
    work();
  } catch (error) {
    return asLedgerError(error);
  }
  return fail('It was not refused.');
}

/** The `LedgerError` that a promise rejects with. */
export async function rejectionOf(promise: Promise<unknown>): Promise<LedgerError> {
  try {
    await promise;
  } catch (error) {
    return asLedgerError(error);
  }
  return fail('It was not refused.');
}

/** Checks the code and that each part stands in the message: the reason and the next step. */
export function checkRefusal(error: LedgerError, code: LedgerErrorCode, ...parts: string[]): void {
  strictEqual(error.code, code, error.message);
  for (const part of parts) {
    if (!error.message.includes(part)) fail(`"${error.message}" does not say "${part}".`);
  }
}

function asLedgerError(error: unknown): LedgerError {
  if (error instanceof LedgerError) return error;
  throw error;
}
