import {
  nameTable,
  ownRecords,
  type NameTable,
  type OwnRecords,
} from '../core/ledger/derive/nameTable';
import { isRename } from '../core/ledger/records/records';
import type { Ledger } from './ledger';
import { allWithMisplaced } from './misplaced';
import type { FolderRecords } from './ports';
import { compareText } from '../core/base/textOrder';

/** How many folders are read at once. */
const FOLDERS_AT_ONCE = 32;

/**
 * The records of every folder, sorted by folder, without those files that say nothing, which the ledger
 * tells; `fresh`, for who reports them himself, past every memory and without a word. Throws `io`.
 */
export async function readFolders(
  ledger: Ledger,
  options: { readonly fresh?: boolean } = {},
): Promise<readonly FolderRecords[]> {
  const { records } = ledger.ports;
  const folders = [...(await records.list()).keys()].sort(compareText);
  const found: FolderRecords[] = [];
  for (let start = 0; start < folders.length; start += FOLDERS_AT_ONCE) {
    const batch = folders.slice(start, start + FOLDERS_AT_ONCE);
    found.push(...(await Promise.all(batch.map(folder => records.read(folder, options)))));
  }
  if (options.fresh !== true) ledger.leaveOut(found.flatMap(({ problems }) => problems));
  const whole = await allWithMisplaced(records, found);
  return [...whole].sort((left, right) => compareText(left.folder, right.folder));
}

/** Which prompt each name means, as the records of all folders say. */
export function tableOf(folders: readonly FolderRecords[]): NameTable {
  const owners = new Map<string, OwnRecords>();
  for (const { folder, records, problems, elsewhere = [] } of folders) {
    const own = ownRecords(records, [...problems, ...elsewhere]);
    if (own !== undefined) owners.set(folder, own);
  }
  return nameTable(
    owners,
    folders.flatMap(({ records }) => records.filter(isRename)),
  );
}
