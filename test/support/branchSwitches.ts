import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { LedgerRecord } from '../../src/core/ledger/records/records';
import type { LedgerIndex } from '../../src/index/ledgerIndex';
import type { IndexedDocument } from '../../src/registry/ports';
import { folderOf, idOf } from './recordBuilder';
import { foldersOf, histories, inFolder, PROMPTS } from './randomHistory';

/** What lies on disk at one moment. */
export interface Checkout {
  readonly records: readonly LedgerRecord[];
  readonly documents: readonly IndexedDocument[];
}

const document = fc
  .record({ prompt: fc.constantFrom(...PROMPTS, 'draft'), text: fc.nat(3), stamp: fc.nat(9) })
  .map(({ prompt, text, stamp }): IndexedDocument => ({
    prompt,
    stamp: String(stamp),
    digest: text === 0 ? undefined : idOf(`text ${text}`),
  }));

const documents = fc.uniqueArray(document, { selector: item => item.prompt, maxLength: 4 });

/** Random states of the disk one after another: new work, branch switches, reverts, clean-ups. */
export const branchSwitches: fc.Arbitrary<readonly Checkout[]> = histories.chain(
  ({ all, clones }) =>
    fc.array(
      fc.record({
        records: fc.oneof(
          fc.constant(all),
          fc.constant([]),
          fc.constantFrom(...clones),
          fc.shuffledSubarray([...all]),
        ),
        documents,
      }),
      { minLength: 1, maxLength: 6 },
    ),
);

/** Brings an index from one state of the disk to the next, as a refresh does. */
export function switchTo(index: LedgerIndex, before: Checkout | undefined, after: Checkout): void {
  const was = before ?? { records: [], documents: [] };
  const folders = new Set([...foldersOf(was.records), ...foldersOf(after.records)]);
  const changed = [...folders].flatMap(folder => {
    const now = folderOf(folder, inFolder(after.records, folder));
    const then = folderOf(folder, inFolder(was.records, folder));
    return isDeepStrictEqual(now.names, then.names) ? [] : [now];
  });
  // One after another and together, as batches may fall.
  for (const folder of changed.splice(0, 1)) index.takeInRecords([folder]);
  index.takeInRecords(changed);
  const names = after.documents.map(item => item.prompt);
  const removed = was.documents.map(item => item.prompt).filter(name => !names.includes(name));
  index.takeInDocuments(after.documents, removed);
}
