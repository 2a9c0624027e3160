import { personOf } from '../core/ledger/plan/approvals';
import type { Author } from '../core/ledger/records/records';
import type { Ledger } from './ledger';

/** Everybody who wrote a record, who wrote last first: names change, and the newest one counts. */
export async function knownPeople(ledger: Ledger): Promise<readonly Author[]> {
  const listing = await ledger.ports.records.list();
  const newest = new Map<string, { readonly author: Author; readonly at: string }>();
  for (const folder of listing.keys()) {
    const { records } = await ledger.ports.records.read(folder);
    for (const { author, at } of records) {
      const person = personOf(author);
      const known = newest.get(person);
      if (known === undefined || known.at < at) newest.set(person, { author, at });
    }
  }
  return [...newest.values()]
    .sort((left, right) => (left.at < right.at ? 1 : -1))
    .map(({ author }) => author);
}
