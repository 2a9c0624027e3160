import { causesOf, type Naming } from '../derive/order';
import { MAX_NAMED } from '../records/recordLimits';
import type { LedgerRecord } from '../records/records';

/**
 * As many of some ids, given in order, as a record can name: the last ones, so that it comes after
 * everything that decides now. The others stay as they are until the next record names them.
 */
export function namedAtMost(ids: readonly string[]): readonly string[] {
  return ids.slice(-MAX_NAMED);
}

/** The records of a prompt that one which is planned follows from, replaces, or is about. */
export function recordsNamed(
  records: ReadonlyMap<string, LedgerRecord>,
  plan: Naming & { readonly version?: string | null },
): readonly LedgerRecord[] {
  return [...causesOf(plan), plan.version ?? ''].flatMap(id => records.get(id) ?? []);
}
