import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { loadSqlite } from '../../src/index/loadSqlite';

describe('loadSqlite', () => {
  it('makes SQLite from its bytes, without looking for a file', async () => {
    const wasm = await readFile(require.resolve('sql.js/dist/sql-wasm.wasm'));
    const sqlite = await loadSqlite(wasm);
    const database = new sqlite.Database();
    const [answer] = database.exec('SELECT 1 + 1, sqlite_version()');
    database.close();
    deepStrictEqual(answer?.values[0]?.[0], 2);
    ok(String(answer.values[0][1]) >= '3.39', 'FULL JOIN needs SQLite 3.39.');
  });
});
