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
