import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { SqlJsStatic } from 'sql.js';
import { openDatabase } from '../../src/index/openDatabase';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from '../../src/index/schema';
import { loadSqlite } from '../support/sqlite';

describe('openDatabase', () => {
  let sqlite: SqlJsStatic;

  before(async () => {
    sqlite = await loadSqlite();
  });

  /** A saved database with one prompt in it, changed by `sql` before it was saved. */
  function saved(sql = ''): Uint8Array {
    const database = openDatabase(sqlite);
    database.run(
      "INSERT INTO prompts VALUES ('greeting', 'greeting', '', 0, NULL, 0, 0, '', '', 0, NULL)",
    );
    // So that a cut file is really cut.
    for (let row = 0; row < 2000; row += 1) {
      database.run('INSERT INTO record_files VALUES (?, ?)', ['greeting', `${row}`.repeat(40)]);
    }
    if (sql !== '') database.run(sql);
    const bytes = database.export();
    database.close();
    return bytes;
  }

  function promptsIn(bytes: Uint8Array | undefined): unknown[] {
    const database = openDatabase(sqlite, bytes);
    const rows = database.exec('SELECT name FROM prompts')[0]?.values.flat() ?? [];
    database.close();
    return rows;
  }

  it('goes on with a saved database', () => {
    deepStrictEqual(promptsIn(saved()), ['greeting']);
  });

  const cases: [what: string, bytes: () => Uint8Array | undefined][] = [
    ['without a saved database', () => undefined],
    ['from an empty file', () => new Uint8Array(0)],
    ['from garbage', () => new Uint8Array(5000).fill(7)],
    ['from text', () => new TextEncoder().encode('{"not":"a database"}')],
    ['from a database cut in half', () => saved().slice(0, 60_000)],
    ['from a database cut to its first page', () => saved().slice(0, 4096)],
    ['from a database cut within its header', () => saved().slice(0, 50)],
    ['from a database whose pages were overwritten', () => saved().fill(0xff, 4096, 40_000)],
    ['from an older schema', () => saved(`PRAGMA user_version = ${SCHEMA_VERSION - 1}`)],
    ['from a newer schema', () => saved(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)],
    ['from the database of another application', () => saved('PRAGMA application_id = 42')],
  ];
  for (const [what, bytes] of cases) {
    it(`begins empty ${what}`, () => {
      deepStrictEqual(promptsIn(bytes()), []);
    });
  }

  it('watches over foreign keys, which SQLite forgets with every closing', () => {
    const database = openDatabase(sqlite, saved());
    strictEqual(database.exec('PRAGMA foreign_keys')[0]?.values[0]?.[0], 1);
    database.export();
    strictEqual(database.exec('PRAGMA foreign_keys')[0]?.values[0]?.[0], 1);
    database.close();
  });

  it('marks its file, so that other programs can tell what it is', () => {
    const bytes = saved();
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    strictEqual(new TextDecoder().decode(bytes.slice(0, 15)), 'SQLite format 3');
    strictEqual(view.getUint32(60), SCHEMA_VERSION);
    strictEqual(view.getUint32(68), APPLICATION_ID);
    strictEqual(SCHEMA.includes('CREATE TABLE versions'), true);
  });
});
