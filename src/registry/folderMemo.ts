import { compareText } from '../core/records/records';
import type { Ledger } from './ledger';
import { allWithMisplaced } from './misplaced';
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
    const keyOf = (folder: string): string => `${given}\n${(listing.get(folder) ?? []).join()}`;
    const changed = [...listing.keys()].filter(folder => {
      const known = this.#known.get(folder);
      return known?.key !== keyOf(folder) || !known.isWhole;
    });
    for (const read of await this.#read(ledger, changed)) {
      const { folder, problems, elsewhere = [] } = read;
      const isWhole = problems.length + elsewhere.length === 0;
      this.#known.set(folder, { key: keyOf(folder), value: workOut(read), isWhole });
    }
    const known = [...this.#known].sort(([left], [right]) => compareText(left, right));
    return new Map(known.map(([folder, { value }]) => [folder, value]));
  }

  /** Folder by folder: of a registry of any size, few files are open at once. */
  async #read(ledger: Ledger, folders: readonly string[]): Promise<readonly FolderRecords[]> {
    const { records } = ledger.ports;
    const found: FolderRecords[] = [];
    for (const folder of folders) found.push(await records.read(folder));
    ledger.leaveOut(found.flatMap(({ problems }) => problems));
    return allWithMisplaced(records, found);
  }
}
