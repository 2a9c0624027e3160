import { personOf } from '../plan/approvals';
import { compareRecords, type LedgerRecord } from '../records/records';

/** Who wrote a record, and when. */
export type Authorship = Pick<LedgerRecord, 'id' | 'at' | 'author'>;

/**
 * The newest record of everybody who wrote one of some, who wrote last first: names change, and the newest
 * one counts. What it gives of parts, taken together, gives what it gives of the whole.
 */
export function newestByPerson(written: Iterable<Authorship>): readonly Authorship[] {
  const newest = new Map<string, Authorship>();
  for (const { id, at, author } of written) {
    const person = personOf(author);
    const known = newest.get(person);
    const isNewer = known === undefined || compareRecords(known, { id, at }) < 0;
    if (isNewer) newest.set(person, { id, at, author });
  }
  return [...newest.values()].sort((left, right) => compareRecords(right, left));
}
