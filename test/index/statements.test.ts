import { deepStrictEqual } from 'node:assert/strict';
import { Statements } from '../../src/index/statements';
import { loadSqlite } from '../support/sqlite';

describe('Statements', () => {
  it('give every row by the names of its columns, and the same again for other values', async () => {
    const sqlite = await loadSqlite();
    const database = new sqlite.Database();
    database.run("CREATE TABLE t (a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, NULL)");
    const statements = new Statements(database);
    const sql = 'SELECT a, b FROM t WHERE a >= $from ORDER BY a';
    const [one, two] = [
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ];
    deepStrictEqual(statements.all(sql, { $from: 1 }), [one, two]);
    deepStrictEqual(statements.all(sql, { $from: 2 }), [two]);
    deepStrictEqual(statements.all(sql, { $from: 3 }), []);
    database.run('DELETE FROM t');
    deepStrictEqual(statements.all(sql, { $from: 1 }), [], 'a statement holds nothing back');
    statements.close();
    database.close();
  });
});
