import type { LedgerRecord } from '../../src/core/ledger/records/records';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import type { Answers } from '../../src/registry/answers';
import type { FolderRecords } from '../../src/registry/ports';
import { digest } from '../../src/store/digest';
import { foldersOf, inFolder } from './randomHistory';
import { folderOf } from './recordBuilder';
import { loadSqlite } from './sqlite';

/** Some records as the store gives them, folder by folder. */
export function foldersWith(records: readonly LedgerRecord[]): readonly FolderRecords[] {
  return foldersOf(records).map(folder => folderOf(folder, inFolder(records, folder)));
}

/** What an index that has taken in some folders is asked; it is closed at once. */
export async function askIndex<T>(
  folders: readonly FolderRecords[],
  ask: (answers: Answers) => T | Promise<T>,
): Promise<T> {
  const index = LedgerIndex.open(await loadSqlite(), digest);
  try {
    index.takeInRecords(folders);
    return await ask(index.answers(() => undefined));
  } finally {
    index.close();
  }
}
