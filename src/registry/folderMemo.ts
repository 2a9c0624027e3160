import type { RecordProblem } from '../core/ledger/records/recordFile';
import type { Ledger } from './ledger';
import { misplacedIn, withMisplaced } from './misplaced';
import type { FolderRecords } from './ports';
import { compareText } from '../core/base/textOrder';

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
    const { records } = ledger.ports;
    const problems: RecordProblem[] = [];
    const keep = (read: FolderRecords): void => {
      const isWhole = read.problems.length + (read.elsewhere ?? []).length === 0;
      this.#known.set(read.folder, { key: keyOf(read.folder), value: workOut(read), isWhole });
    };
    // One after another: a registry of any size is never in memory as a whole.
    for (const folder of changed) {
      const read = await records.read(folder);
      for (const problem of read.problems) problems.push(problem);
      keep(read);
    }
    ledger.leaveOut(problems);
    for (const [folder, misplaced] of misplacedIn([{ problems }])) {
      keep(withMisplaced(await records.read(folder), new Map([[folder, misplaced]])));
    }
    const known = [...this.#known].sort(([left], [right]) => compareText(left, right));
    return new Map(known.map(([folder, { value }]) => [folder, value]));
  }
}
