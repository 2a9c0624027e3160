import { readFile } from 'node:fs/promises';
import { LedgerIndex } from '../index/ledgerIndex';
import { loadSqlite } from '../index/loadSqlite';
import { Ledger, type LedgerPorts } from '../registry/ledger';
import type { OpenedIndex } from './command';

/** Loads SQLite and takes a whole registry in. Throws `io`. */
export async function openIndex(ports: LedgerPorts, wasmFile: string): Promise<OpenedIndex> {
  const sqlite = await loadSqlite(await readFile(wasmFile));
  const index = LedgerIndex.open(sqlite, ports.digest);
  const ledger = new Ledger({ ...ports, names: undefined, index });
  await ledger.refresh();
  return { sqlite, index, refresh: () => ledger.refresh() };
}
