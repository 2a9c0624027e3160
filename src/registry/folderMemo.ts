import type { Ledger } from './ledger';
import type { FolderRecords } from './ports';

interface Known<T> {
  /** The record files, and what else the value follows from. */
  readonly key: string;
  readonly value: T;
  /** Without files that say nothing, which may be restored under the same names. */
  readonly isWhole: boolean;
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
    workOut: (read: FolderRecords) => T,
  ): Promise<ReadonlyMap<string, T>> {
    const listing = await ledger.ports.records.list();
    for (const folder of this.#known.keys()) {
      if (!listing.has(folder)) this.#known.delete(folder);
    }
    const found = new Map<string, T>();
    for (const [folder, names] of listing) {
      const key = `${given}\n${names.join()}`;
      let known = this.#known.get(folder);
      if (known?.key !== key || !known.isWhole) {
        const read = await ledger.ports.records.read(folder);
        ledger.leaveOut(read.problems);
        known = { key, value: workOut(read), isWhole: read.problems.length === 0 };
        this.#known.set(folder, known);
      }
      found.set(folder, known.value);
    }
    return found;
  }
}
