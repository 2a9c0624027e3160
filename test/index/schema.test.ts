import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import type { Database } from 'sql.js';
import { APPLICATION_ID, SCHEMA } from '../../src/index/schema';
import { FOLDER_TABLES } from '../../src/index/tables';
import { openDatabase } from '../../src/index/openDatabase';
import { loadSqlite } from '../support/sqlite';

describe('the schema', () => {
  let database: Database;

  beforeEach(async () => {
    database = openDatabase(await loadSqlite());
  });

  afterEach(() => {
    database.close();
  });

  function column(sql: string): unknown[] {
    return database.exec(sql)[0]?.values.map(([value]) => value) ?? [];
  }

  /** How SQLite goes about a SELECT. */
  function planOf(sql: string): string {
    const rows = database.exec(`EXPLAIN QUERY PLAN ${sql}`)[0]?.values ?? [];
    return rows.map(row => String(row[3])).join('; ');
  }

  it('is written as four letters into the file', () => {
    const letters = [24, 16, 8, 0].map(shift => (APPLICATION_ID >> shift) & 0xff);
    strictEqual(String.fromCharCode(...letters), 'PLgr');
  });

  it('holds only strict tables', () => {
    const tables = column("SELECT name FROM sqlite_schema WHERE type = 'table'");
    const strict = column(
      "SELECT name FROM pragma_table_list WHERE strict = 1 AND schema = 'main'",
    );
    deepStrictEqual(strict.sort(), tables.sort());
  });

  for (const { name, columns, keys } of FOLDER_TABLES) {
    it(`gives "${name}" the columns and the key that the take-in writes`, () => {
      const there = column(`SELECT name FROM pragma_table_info('${name}') ORDER BY name`);
      deepStrictEqual(there, [...columns].sort());
      const key = column(`SELECT name FROM pragma_table_info('${name}') WHERE pk > 0 ORDER BY pk`);
      deepStrictEqual(key, columns.slice(0, keys));
    });

    it(`finds the rows of one folder in "${name}" without reading the others`, () => {
      const plan = planOf(`SELECT * FROM ${name} WHERE folder = 'a'`);
      strictEqual(plan.includes('SCAN'), false, plan);
    });
  }

  it('removes all that belongs to a prompt with it', () => {
    const who = "'2026', 'Ada', 'ada@example.com'";
    database.run(`
      INSERT INTO prompts VALUES ('a', 'a', '', 0, 'v', 0, 1, '', '', 0, NULL);
      INSERT INTO versions (id, folder, number, parents, message, head, digest, includes, position, at, author_name, author_email)
        VALUES ('v', 'a', 1, '[]', '', 1, '', '{}', 0, ${who});
      INSERT INTO sources VALUES ('v', 'a', 'text');
      INSERT INTO version_parents VALUES ('v', 'u', 'a', 1);
      DELETE FROM prompts WHERE folder = 'a'`);
    for (const table of ['versions', 'sources', 'version_parents']) {
      deepStrictEqual(column(`SELECT count(*) FROM ${table}`), [0]);
    }
  });

  it('refuses a version of no prompt', () => {
    throws(() => database.run("INSERT INTO sources VALUES ('v', 'a', 'text')"), /FOREIGN KEY/);
  });

  it('can be made only once', () => {
    throws(() => database.run(SCHEMA), /already exists/);
  });
});
