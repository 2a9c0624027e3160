import { LedgerError } from '../core/base/errors';
import { refuseDoubt } from '../core/ledger/derive/damage';
import type { VersionInfo } from '../core/ledger/derive/model';
import { checkout } from './commit';
import type { Ledger } from './ledger';

export interface DiscardInput {
  readonly prompt: string;
  /** Ids of the versions that the text was made from, oldest first; without them, the newest version. */
  readonly madeFrom?: readonly string[] | undefined;
}

/**
 * The reference of the version that a text goes back to when its changes are discarded: the newest
 * of those that it was made from. Throws `prompt-not-found`, `version-not-found` where there is no
 * version, and `record-corrupt` where a damaged record may be the newest one.
 */
export async function discardTarget(ledger: Ledger, input: DiscardInput): Promise<string> {
  const { name, state } = await ledger.existing(input.prompt);
  const madeFrom = input.madeFrom?.at(-1);
  if (madeFrom === undefined) refuseDoubt(name, state, 'latest');
  const id = madeFrom ?? state.latest?.id;
  if (id !== undefined) return `${name}@${id}`;
  throw new LedgerError(
    'version-not-found',
    { prompt: name },
    `"${name}" has no version yet, so there is nothing to go back to.`,
  );
}

/** Makes a working document what it was made from again, whatever was typed since. Errors as above. */
export async function discard(ledger: Ledger, input: DiscardInput): Promise<VersionInfo> {
  return checkout(ledger, { ref: await discardTarget(ledger, input), force: true });
}
