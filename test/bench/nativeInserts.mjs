// Native SQLite, as Node 24 has it: one durable insert for each line on the standard input, so that somebody else
// can do the same in turns. Started by nativeTurns.ts with its task as JSON; answers with the milliseconds.
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';

const { file, rows, source } = JSON.parse(process.argv[2]);

function rowAt(index) {
  const id = index.toString(16).padStart(32, '0');
  return [id, 'team-1/prompt-1', index, '2026-11-20T09:15:30.123Z', 'A change', source];
}

rmSync(file, { force: true });
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec(`CREATE TABLE versions (id TEXT PRIMARY KEY, folder TEXT, number INTEGER, at TEXT,
  message TEXT, source TEXT) STRICT; CREATE INDEX in_order ON versions (folder, at)`);
const insert = database.prepare('INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)');
database.exec('BEGIN');
for (let index = 0; index < rows; index += 1) insert.run(...rowAt(index));
database.exec('COMMIT');
let next = rows;
createInterface({ input: process.stdin })
  .on('line', () => {
    const start = performance.now();
    insert.run(...rowAt(next));
    next += 1;
    console.log(performance.now() - start);
  })
  .on('close', () => database.close());
