import { readFile } from 'node:fs/promises';
import type { SqlJsStatic } from 'sql.js';
import { loadSqlite as load } from '../../src/index/loadSqlite';

let loading: Promise<SqlJsStatic> | undefined;

/** The real sql.js, loaded once for all tests. */
export function loadSqlite(): Promise<SqlJsStatic> {
  loading ??= readFile(require.resolve('sql.js/dist/sql-wasm.wasm')).then(load);
  return loading;
}
