import type { Statements } from './statements';

/** A version as a place in the history of its prompt. */
export interface HistoryVersion {
  readonly id: string;
  readonly number: number;
  readonly at: string;
  readonly head: boolean;
  readonly parents: readonly string[];
}

/** What a long history is asked: little of every version, and nothing that grows with their texts. */
export class HistoryQueries {
  readonly #statements: Statements;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Whether a prompt is called so now. */
  isName(name: string): boolean {
    const sql = 'SELECT 1 FROM prompt_states WHERE name = $name';
    return this.#statements.all(sql, { $name: name }).length > 0;
  }

  /** Every version of a prompt, newest first. */
  all(prompt: string): readonly HistoryVersion[] {
    return this.#statements.all(ALL, { $prompt: prompt }).map(row => ({
      id: String(row.id),
      number: Number(row.number),
      at: String(row.at),
      head: row.head === 1,
      parents: JSON.parse(String(row.parents)) as string[],
    }));
  }

  /** What a version follows from, whatever its prompt is called; `undefined` for one that is not here. */
  parents(id: string): readonly string[] | undefined {
    const [row] = this.#statements.all('SELECT parents FROM versions WHERE id = $id', { $id: id });
    return row === undefined ? undefined : (JSON.parse(String(row.parents)) as string[]);
  }

  /**
   * The ids of a prompt's versions whose message, author, number ("v7"), tag or id (its beginning)
   * holds a text, letter case aside.
   */
  find(prompt: string, wanted: string): ReadonlySet<string> {
    const rows = this.#statements.all(FIND, { $prompt: prompt, $wanted: wanted });
    return new Set(rows.map(row => String(row.id)));
  }
}

const ALL = `SELECT v.id, v.number, v.at, v.head, v.parents
  FROM prompts p JOIN versions v ON v.folder = p.folder
  WHERE p.name = $prompt ORDER BY v.position DESC`;

const FIND = `SELECT v.id FROM prompts p JOIN versions v ON v.folder = p.folder
  WHERE p.name = $prompt AND (
    instr(lower(v.message), lower($wanted)) > 0
    OR instr(lower(v.author_name), lower($wanted)) > 0
    OR 'v' || v.number = lower($wanted)
    OR (length($wanted) >= 4 AND instr(v.id, lower($wanted)) = 1)
    OR EXISTS (
      SELECT 1 FROM tags t
      WHERE t.version = v.id AND t.folder = v.folder AND instr(lower(t.tag), lower($wanted)) > 0
    )
  )`;
