import type { Database, Statement } from 'sql.js';
import { LedgerError } from '../core/base/errors';
import type { Rows, RowValue } from '../core/base/rows';

/** The answer to a query, and whether there was more of it than was asked for. */
export interface QueryResult extends Rows {
  readonly isCut: boolean;
}

/**
 * Runs one statement that reads. Throws `invalid-argument` with what SQLite says: for what is no
 * SQL, for more than one statement, and for one that writes.
 */
export function runQuery(database: Database, sql: string, maxRows = Infinity): QueryResult {
  database.run('PRAGMA query_only = ON');
  const begun = withoutComments(sql);
  if (WRITING.some(writes => writes.test(begun))) throw refused(sql, WOULD_WRITE);
  try {
    const statements = database.iterateStatements(sql);
    const first = statements.next();
    if (first.done) throw refused(sql, 'There is no statement.');
    refuseMore(database, sql, statements.getRemainingSQL());
    return readRows(first.value, maxRows);
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    throw refused(sql, sentence(error instanceof Error ? error.message : String(error)));
  }
}

/** What begins a statement that reads nothing: SQLite would take it, on a copy that nobody keeps. */
const WRITING = [
  /^(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|ATTACH|DETACH|REINDEX|ANALYZE|VACUUM)\b/i,
  /^(?:BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/i,
  /^PRAGMA\s+(?:\w+\s*=|query_only\b)/i,
];
const WOULD_WRITE = 'It would write; queries only read.';

function withoutComments(sql: string): string {
  return sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[^]*?\*\/)+/, '');
}

function refuseMore(database: Database, sql: string, rest: string): void {
  // Compiled, not run: comments and blanks after the statement are none.
  if (database.iterateStatements(rest).next().done) return;
  throw refused(sql, 'Only one statement can be run at a time.');
}

function readRows(statement: Statement, maxRows: number): QueryResult {
  try {
    const columns = distinct(statement.getColumnNames());
    const rows: RowValue[][] = [];
    while (statement.step()) {
      if (rows.length >= maxRows) return { columns, rows, isCut: true };
      rows.push(statement.get().map(toValue));
    }
    return { columns, rows, isCut: false };
  } finally {
    statement.free();
  }
}

/** `a`, `a:1`, `a:2`, as SQLite itself tells columns of a subquery apart. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map(name => {
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return before === 0 ? name : `${name}:${before}`;
  });
}

function toValue(value: number | string | Uint8Array | null): RowValue {
  if (!(value instanceof Uint8Array)) return value;
  return [...value].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

function refused(sql: string, reason: string): LedgerError {
  const views = 'prompts, versions, tags, tag_moves, releases, approvals, experiments, labels';
  return new LedgerError(
    'invalid-argument',
    { sql: sql.slice(0, 1000), reason },
    `The query cannot be run. ${reason} The tables are ${views}.`,
  );
}

function sentence(message: string): string {
  if (/readonly|cannot modify/.test(message)) return WOULD_WRITE;
  const text = message.endsWith('.') ? message : `${message}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
