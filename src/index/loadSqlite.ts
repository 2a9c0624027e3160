import type { SqlJsStatic } from 'sql.js';

export type { SqlJsStatic };

/**
 * Loads SQLite. The library is evaluated at the first call only, so importing this costs nothing.
 * @param wasmBinary the bytes of sql-wasm.wasm
 */
export async function loadSqlite(wasmBinary: Uint8Array): Promise<SqlJsStatic> {
  const { default: initSqlJs } = await import('sql.js');
  // A copy, because the library wants a buffer that holds nothing else.
  return initSqlJs({ wasmBinary: new Uint8Array(wasmBinary).buffer });
}
