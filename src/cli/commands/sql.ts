import { printCsv } from '../../core/base/csv';
import { printMarkdownTable, printTextTable, rowObjects, type Rows } from '../../core/base/rows';
import { openPublicDatabase } from '../../index/sqlViews';
import { runQuery } from '../../index/runQuery';
import type { Run } from '../command';

export const SQL_FORMATS = ['table', 'csv', 'markdown', 'json'] as const;

const PRINT: Readonly<Record<(typeof SQL_FORMATS)[number], (rows: Rows) => string>> = {
  table: rows => printTextTable(rows),
  csv: printCsv,
  markdown: printMarkdownTable,
  json: rows => `${JSON.stringify(rowObjects(rows), null, 2)}\n`,
};

export const sql: Run = async (context, query) => {
  const text = query === '-' ? await context.readText('-') : query;
  const { sqlite, index } = await context.index();
  const database = openPublicDatabase(sqlite, index.save());
  try {
    const rows = await context.progressBeside('Asking…', () => runQuery(database, text));
    const format = (context.options.format ?? 'table') as (typeof SQL_FORMATS)[number];
    const isData = format !== 'table';
    return { value: rowObjects(rows), text: PRINT[format](rows), isData };
  } finally {
    database.close();
  }
};
