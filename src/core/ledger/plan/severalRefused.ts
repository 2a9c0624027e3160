import { LedgerError } from '../../base/errors';
import { NOTHING_CHANGED, withOutcome } from '../../base/ioFailure';
import type { VersionInfo } from '../derive/model';

/**
 * What is said where some of several commits were refused: the first refusal, what was committed all the
 * same, and every other prompt that was left out with why. `data.committed` holds the ids of what was.
 * @param refusals at least one
 */
export function refusalOfSeveral(
  versions: readonly VersionInfo[],
  refusals: readonly LedgerError[],
): LedgerError {
  const [first, ...others] = refusals;
  if (first === undefined) throw new Error('Nothing was refused.');
  const done = versions.map(({ prompt, number }) => `${prompt} v${number}`);
  const outcome = done.length === 0 ? 'Nothing was committed.' : `Committed: ${done.join(', ')}.`;
  // Of one among several it says nothing.
  const left = others.map(
    ({ message }) => ` Left out as well: ${message.replace(`${NOTHING_CHANGED} `, '')}`,
  );
  return new LedgerError(
    first.code,
    { ...first.data, committed: versions.map(({ id }) => id) },
    `${withOutcome(first, outcome).message}${left.join('')}`,
    first,
  );
}
