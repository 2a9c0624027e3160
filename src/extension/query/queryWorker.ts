/** Runs one query in a thread of its own: whatever it takes, the editor goes on. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { LedgerError } from '../../core/base/errors';
import { loadSqlite } from '../../index/loadSqlite';
import { runQuery } from '../../index/runQuery';
import { openPublicDatabase } from '../../index/sqlViews';
import type { QueryAnswer, QueryTask } from './queryThread';

async function answer({
  database: bytes,
  wasmFile,
  sql,
  maxRows,
}: QueryTask): Promise<QueryAnswer> {
  const sqlite = await loadSqlite(readFileSync(wasmFile));
  const database = openPublicDatabase(sqlite, bytes);
  try {
    return { ok: true, result: runQuery(database, sql, maxRows) };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return { ok: false, ...error.toJSON() };
  } finally {
    database.close();
  }
}

void answer(workerData as QueryTask).then(result => parentPort?.postMessage(result));
