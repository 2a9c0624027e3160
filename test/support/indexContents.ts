import type { SqlJsStatic } from 'sql.js';
import type { LedgerIndex } from '../../src/index/ledgerIndex';

/** Every row of every table of an index, sorted, so that two indexes can be compared. */
export function tableContents(
  sqlite: SqlJsStatic,
  index: LedgerIndex,
): Record<string, readonly string[]> {
  const database = new sqlite.Database(index.save());
  try {
    const [tables] = database.exec(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1",
    );
    const names = (tables?.values ?? []).map(([name]) => String(name));
    return Object.fromEntries(
      names.map(name => {
        const rows = database.exec(`SELECT * FROM ${name}`)[0]?.values ?? [];
        return [name, rows.map(row => JSON.stringify(row)).sort()];
      }),
    );
  } finally {
    database.close();
  }
}
