import type { Loss } from '../../src/interop/loss';

/** What losses say to a person, one after the other. */
export function sentencesOf(losses: readonly Loss[] | undefined): readonly string[] {
  return (losses ?? []).map(({ message }) => message);
}
