import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Database } from 'sql.js';
import { runQuery } from '../../src/index/runQuery';
import { checkRefusal, refusalOf } from '../support/refusal';
import { loadSqlite } from '../support/sqlite';

describe('runQuery', () => {
  let database: Database;

  beforeEach(async () => {
    database = new (await loadSqlite()).Database();
    database.run("CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, NULL), (3, x'00ff');");
    database.run('CREATE VIEW v AS SELECT a FROM t');
  });

  afterEach(() => {
    database.close();
  });

  it('gives columns and rows; bytes in hex', () => {
    deepStrictEqual(runQuery(database, 'SELECT a, b FROM t -- done\n;  '), {
      columns: ['a', 'b'],
      rows: [
        [1, 'x'],
        [2, null],
        [3, '00ff'],
      ],
      isCut: false,
    });
  });

  it('keeps columns of the same name apart, and has columns without rows', () => {
    deepStrictEqual(runQuery(database, 'SELECT a, a, a FROM t WHERE 0').columns, [
      'a',
      'a:1',
      'a:2',
    ]);
  });

  it('gives no more rows than were asked for, and says so', () => {
    const cut = runQuery(database, 'SELECT a FROM t', 2);
    deepStrictEqual([cut.rows.length, cut.isCut], [2, true]);
    strictEqual(runQuery(database, 'SELECT a FROM t', 3).isCut, false);
  });

  it('takes what reads, however it begins', () => {
    for (const sql of ['VALUES (1)', 'EXPLAIN SELECT a FROM t', 'PRAGMA table_info(v)']) {
      strictEqual(runQuery(database, sql).rows.length > 0, true, sql);
    }
  });

  const refused: readonly (readonly [sql: string, says: string])[] = [
    ['', 'There is no statement'],
    ['-- only a comment', 'There is no statement'],
    ['SELECT', 'Incomplete input'],
    ['SELECT absent FROM t', 'No such column: absent'],
    ['SELECT * FROM missing', 'The tables are prompts, versions'],
    ['SELECT 1; SELECT 2', 'Only one statement'],
    ['SELECT 1; nonsense', 'syntax error'],
    ['DELETE FROM t', 'queries only read'],
    ['DROP TABLE t', 'queries only read'],
    ['/* only\nthis */ -- and this\n insert INTO v VALUES (1)', 'queries only read'],
    ['WITH x AS (SELECT 1) INSERT INTO v SELECT 1 FROM x', 'queries only read'],
    ['PRAGMA query_only = OFF', 'queries only read'],
    ['PRAGMA user_version=7', 'queries only read'],
    ["ATTACH DATABASE 'other.db' AS other", 'queries only read'],
    ['CREATE TEMP TABLE u (a)', 'queries only read'],
    ['BEGIN', 'queries only read'],
    ['CREATE TABLE u (a)', 'queries only read'],
    ['WITH x AS (SELECT 1) INSERT INTO t SELECT 1, 2 FROM x', 'queries only read'],
  ];
  for (const [sql, says] of refused) {
    it(`refuses "${sql}" and changes nothing`, () => {
      checkRefusal(
        refusalOf(() => runQuery(database, sql)),
        'invalid-argument',
        says,
      );
      deepStrictEqual(runQuery(database, 'SELECT count(*) FROM t').rows, [[3]]);
    });
  }

  it('writes nothing even where a query before asked SQLite to', () => {
    database.run('PRAGMA query_only = OFF');
    checkRefusal(
      refusalOf(() => runQuery(database, 'DELETE FROM t')),
      'invalid-argument',
    );
  });
});
