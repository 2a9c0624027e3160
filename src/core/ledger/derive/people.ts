import { personOf } from '../plan/approvals';
import { isAgent } from '../records/agentAuthor';
import { compareRecords, type LedgerRecord } from '../records/records';

/** Who wrote a record, and when. */
export type Authorship = Pick<LedgerRecord, 'id' | 'at' | 'author'>;

/**
 * The newest record of everybody who wrote one of some, who wrote last first: names change, and the newest
 * one counts, that of an agent only where the person wrote nothing. What it gives of parts, taken together,
 * gives what it gives of the whole.
 */
export function newestByPerson(written: Iterable<Authorship>): readonly Authorship[] {
  const newest = new Map<string, Authorship>();
  for (const { id, at, author } of written) {
    const person = personOf(author);
    const known = newest.get(person);
    if (known === undefined || names(known, { id, at, author }))
      newest.set(person, { id, at, author });
  }
  return [...newest.values()].sort((left, right) => compareRecords(right, left));
}

/** Whether the second record says what somebody is called, rather than the first. */
function names(known: Authorship, other: Authorship): boolean {
  const [was, is] = [isAgent(known.author), isAgent(other.author)];
  return was === is ? compareRecords(known, other) < 0 : was;
}
