// Native SQLite, as Node 24 has it: durable inserts, and opening with a count. Started by
// nativePeer.ts with its task as JSON; prints the milliseconds of each run as JSON.
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';

const { file, rows, inserts, source } = JSON.parse(process.argv[2]);
const INSERT = 'INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)';

function rowAt(index) {
  const id = index.toString(16).padStart(32, '0');
  return [id, 'team-1/prompt-1', index, '2026-11-20T09:15:30.123Z', 'A change', source];
}

function timed(runs, work) {
  return Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
}

rmSync(file, { force: true });
const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
database.exec(`CREATE TABLE versions (id TEXT PRIMARY KEY, folder TEXT, number INTEGER, at TEXT,
  message TEXT, source TEXT) STRICT; CREATE INDEX in_order ON versions (folder, at)`);
const insert = database.prepare(INSERT);
database.exec('BEGIN');
for (let index = 0; index < rows; index += 1) insert.run(...rowAt(index));
database.exec('COMMIT');
const insertMs = timed(inserts, run => insert.run(...rowAt(rows + run)));
database.close();

const openMs = timed(inserts, () => {
  const opened = new DatabaseSync(file);
  opened.prepare('SELECT count(*) FROM versions').get();
  opened.close();
});
// What an application asks for at run time: the version that a tag points at.
const BY_TAG = `SELECT versions.* FROM tags JOIN versions ON versions.id = tags.version
  WHERE tags.folder = ? AND tags.tag = ?`;
const asked = ['team-1/prompt-1', 'staging'];
const tagging = new DatabaseSync(file);
tagging.exec(
  `CREATE TABLE tags (folder TEXT, tag TEXT, version TEXT, PRIMARY KEY (folder, tag)) STRICT`,
);
tagging.prepare('INSERT INTO tags VALUES (?, ?, ?)').run(...asked, rowAt(rows >> 1)[0]);
tagging.close();
const firstGetMs = timed(inserts, () => {
  const opened = new DatabaseSync(file);
  opened.prepare(BY_TAG).get(...asked);
  opened.close();
});
const opened = new DatabaseSync(file);
const byTag = opened.prepare(BY_TAG);
const GETS = 1000;
const getMs = timed(inserts, () => {
  for (let get = 0; get < GETS; get += 1) byTag.get(...asked);
}).map(milliseconds => milliseconds / GETS);
opened.close();
console.log(JSON.stringify({ insertMs, openMs, firstGetMs, getMs }));
