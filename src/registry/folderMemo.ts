import type { LedgerRecord } from '../core/records/records';
import type { Ledger } from './ledger';

interface Known<T> {
  /** The record files, and what else the value follows from. */
  readonly key: string;
  readonly value: T;
}

/**
 * Something that follows from the records of each folder, worked out again only for folders whose
 * record files changed. For questions about the whole registry that views ask after every change.
 */
export class FolderMemo<T> {
  readonly #known = new Map<string, Known<T>>();

  /**
   * The value for every folder that holds records. Throws `io`.
   * @param given what else the values follow from, as a text
   */
  async all(
    ledger: Ledger,
    given: string,
    workOut: (records: readonly LedgerRecord[]) => T,
  ): Promise<ReadonlyMap<string, T>> {
    const listing = await ledger.ports.records.list();
    for (const folder of this.#known.keys()) {
      if (!listing.has(folder)) this.#known.delete(folder);
    }
    const found = new Map<string, T>();
    for (const [folder, names] of listing) {
      const key = `${given}\n${names.join()}`;
      let known = this.#known.get(folder);
      if (known?.key !== key) {
        const { records } = await ledger.ports.records.read(folder);
        known = { key, value: workOut(records) };
        this.#known.set(folder, known);
      }
      found.set(folder, known.value);
    }
    return found;
  }
}
