import { printCsv } from '../../core/base/csv';
import { printMarkdownTable, printTextTable, rowObjects, type Rows } from '../../core/base/rows';
import { openPublicDatabase } from '../../index/sqlViews';
import { runQuery } from '../../index/runQuery';
import type { Run } from '../command';

const PRINT = {
  table: (rows: Rows): string => printTextTable(rows),
  csv: printCsv,
  markdown: printMarkdownTable,
  json: (rows: Rows): string => `${JSON.stringify(rowObjects(rows), null, 2)}\n`,
};

interface SqlInput {
  readonly query: string;
  readonly format?: keyof typeof PRINT | undefined;
}

export const sql: Run<SqlInput> = async (context, { query, format = 'table' }) => {
  const text = query === '-' ? await context.readText('-') : query;
  const { sqlite, index } = await context.index();
  const database = openPublicDatabase(sqlite, index.save());
  try {
    const rows = await context.progressBeside('Asking…', () => runQuery(database, text));
    const isData = format !== 'table';
    return { value: rowObjects(rows), text: PRINT[format](rows), isData };
  } finally {
    database.close();
  }
};
