import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printRecord, recordFileName } from '../../src/core/ledger/records/recordFile';
import type { LedgerRecord } from '../../src/core/ledger/records/records';
import { draftOf } from './recordBuilder';

/** Puts records on the disk as git does: all at once, whoever wrote them. */
export async function plantRecords(root: string, records: readonly LedgerRecord[]): Promise<void> {
  for (const record of records) {
    const folder = join(root, 'records', ...record.prompt.split('/'));
    await mkdir(folder, { recursive: true });
    const text = printRecord(draftOf(record));
    await writeFile(join(folder, recordFileName(record.at, record.id)), text);
  }
}
