import { readFile } from 'node:fs/promises';
import { LedgerIndex } from '../index/ledgerIndex';
import { loadSqlite } from '../index/loadSqlite';
import type { Identity } from '../registry/ports';
import { Registry } from '../registry/registry';
import { digest } from '../store/digest';
import { DocumentFiles } from '../store/documentFiles';
import { RecordFiles } from '../store/recordFiles';
import type { OpenedIndex } from './command';

/** Loads SQLite and takes a whole registry in. Throws `io`. */
export async function openIndex(
  root: string,
  wasmFile: string,
  identity: Identity,
): Promise<OpenedIndex> {
  const sqlite = await loadSqlite(await readFile(wasmFile));
  const index = LedgerIndex.open(sqlite, digest);
  const registry = new Registry({
    records: new RecordFiles(root),
    documents: new DocumentFiles(root),
    index,
    clock: Date.now,
    identity,
    digest,
  });
  await registry.refresh();
  return { sqlite, index };
}
