import type { BindParams, Database, Statement } from 'sql.js';

export type Value = string | number | null;
/** A row, by the names of its columns. */
export type Columns = Readonly<Record<string, Value>>;

/** The SELECTs of an open database, prepared once each. */
export class Statements {
  readonly #database: Database;
  readonly #prepared = new Map<string, Statement>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Every row that a SELECT finds. */
  all(sql: string, values: BindParams = {}): Columns[] {
    const statement = this.#prepared.get(sql) ?? this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    statement.bind(values);
    const names = statement.getColumnNames();
    const rows: Columns[] = [];
    while (statement.step()) {
      const cells = statement.get() as Value[];
      const row: Record<string, Value> = {};
      for (let at = 0; at < names.length; at += 1) row[names[at] ?? ''] = cells[at] ?? null;
      rows.push(row);
    }
    statement.reset();
    return rows;
  }

  close(): void {
    for (const statement of this.#prepared.values()) statement.free();
  }
}

/** A column as a text; empty where there is nothing. */
export function text(row: Columns, column: string): string {
  return String(row[column] ?? '');
}

/** Items by the key of each, in their order. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
