import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from 'sql.js';
import { loadSqlite } from '../support/sqlite';
import { median, timeRuns } from './timing';

/** What sql.js takes with a whole database in one file, in milliseconds. */
export interface SqlJsTimes {
  /** Insert, export, write and fsync: a durable change. */
  readonly insert: number;
  readonly open: number;
}

const RUNS = 9;

/** Times sql.js with a database that holds the rows of a registry's index. */
export async function timeSqlJs(folder: string, saved: Uint8Array): Promise<SqlJsTimes> {
  const sqlite = await loadSqlite();
  const file = join(folder, 'peer.sqlite');
  const database = new sqlite.Database(saved);
  const insert = await timeRuns(
    RUNS,
    run => run,
    async run => {
      database.run('INSERT INTO record_files VALUES (?, ?)', ['peer', `${run}.json`]);
      await saveDurably(database, file);
    },
  );
  database.close();
  const opened = await timeRuns(
    RUNS,
    () => undefined,
    async () => {
      const again = new sqlite.Database(await readFile(file));
      again.exec('SELECT count(*) FROM versions');
      again.close();
    },
  );
  return { insert: median(insert), open: median(opened) };
}

async function saveDurably(database: Database, file: string): Promise<void> {
  const handle = await open(`${file}.tmp`, 'w');
  try {
    await handle.writeFile(database.export());
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.tmp`, file);
}
