import type { Database, SqlJsStatic, Statement } from 'sql.js';
import { nameTable, type NameTable, type OwnRecords } from '../core/ledger/derive/nameTable';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import type { RenameRecord } from '../core/ledger/records/records';
import type {
  Digest,
  FolderRecords,
  IndexedDocument,
  RecordListing,
  RegistryIndex,
} from '../registry/ports';
import { IndexAnswers } from './indexAnswers';
import { folderState } from '../registry/written';
import { addLastVersion, lastVersion, type Tables } from './lastVersion';
import { openDatabase } from './openDatabase';
import { Queries } from './queries';
import { Statements } from './statements';
import { rowsOf, sourceDigest, type SourceDigest } from './folderRows';
import { FOLDER_TABLES, upsertOf, type Cell, type FolderTable, type Row } from './tables';
import { sourceText } from '../core/ledger/records/records';

/** The registry's query engine: an SQLite database in memory that follows the record files. */
export class LedgerIndex implements RegistryIndex {
  readonly #database: Database;
  readonly #digest: Digest;
  /** The statements of the take-in, prepared once. */
  readonly #statements = new Map<string, Statement>();
  /** Those of questions. */
  readonly #questions: Statements;
  /** As the tables have them now. */
  #names: NameTable | undefined;
  /** The names of record files that the tables have, once somebody asked. */
  #known: Map<string, readonly string[]> | undefined;
  /** Each folder as it was taken in last, as long as somebody remembers it. */
  readonly #taken = new Map<string, WeakRef<FolderRecords>>();
  readonly #tables: Tables = {
    run: (sql, row) => {
      this.#run(sql, row);
    },
    all: (sql, row) => this.#all(sql, row),
  };
  /** Every question that a view can ask. */
  readonly queries: Queries;

  private constructor(database: Database, digest: Digest) {
    this.#database = database;
    this.#digest = digest;
    this.#questions = new Statements(database);
    this.queries = new Queries(this.#questions);
  }

  /**
   * Opens the index.
   * @param saved what `save` gave earlier; anything that is not a sound file of this schema is
   * ignored and the index begins empty, for it can be filled again from the records
   */
  static open(sqlite: SqlJsStatic, digest: Digest, saved?: Uint8Array): LedgerIndex {
    return new LedgerIndex(openDatabase(sqlite, saved), digest);
  }

  /** The database as the bytes of an SQLite file. */
  save(): Uint8Array {
    return this.#database.export();
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.free();
    this.#questions.close();
    this.#database.close();
  }

  knownRecords(): RecordListing {
    return (this.#known ??= this.#readKnown());
  }

  #readKnown(): Map<string, readonly string[]> {
    const listing = new Map<string, string[]>();
    for (const [folder, name] of this.#all('SELECT folder, name FROM record_files ORDER BY 1, 2')) {
      const names = listing.get(String(folder));
      if (names === undefined) listing.set(String(folder), [String(name)]);
      else names.push(String(name));
    }
    return listing;
  }

  knownProblems(): RecordListing {
    const listing = new Map<string, string[]>();
    for (const [folder, path] of this.#all('SELECT folder, path FROM problems ORDER BY 1, 2')) {
      const paths = listing.get(String(folder));
      if (paths === undefined) listing.set(String(folder), [String(path)]);
      else paths.push(String(path));
    }
    return listing;
  }

  problems(): readonly RecordProblem[] {
    return this.queries.problems();
  }

  answers(leaveOut: (problems: readonly RecordProblem[]) => void): IndexAnswers {
    const sources = {
      statements: this.#questions,
      queries: this.queries,
      names: () => this.names(),
    };
    return new IndexAnswers(sources, leaveOut);
  }

  frozenFolders(): readonly string[] {
    const select = 'SELECT DISTINCT folder FROM tag_history WHERE immutable = 1 ORDER BY 1';
    return this.#all(select).map(([folder]) => String(folder));
  }

  knownDocuments(prompts?: readonly string[]): ReadonlyMap<string, IndexedDocument> {
    const select = 'SELECT name, stamp, digest FROM documents';
    const rows =
      prompts?.flatMap(prompt => this.#all(`${select} WHERE name = ?`, [prompt])) ??
      this.#all(select);
    return new Map(
      rows.map(([name, stamp, digest]) => [
        String(name),
        {
          prompt: String(name),
          stamp: String(stamp),
          digest: digest === null ? undefined : String(digest),
        },
      ]),
    );
  }

  takeInRecords(folders: readonly FolderRecords[]): readonly string[] {
    const before = this.names();
    if (this.#takeInLastVersion(folders)) return folders.map(({ folder }) => before.nameOf(folder));
    this.#names = undefined;
    const changed = new Set<string>();
    this.#transaction(() => {
      for (const folder of folders) {
        changed.add(before.nameOf(folder.folder));
        this.#takeInFolder(folder, before);
      }
    });
    this.#takeInNames(changed);
    return [...changed];
  }

  /** What a commit adds to a long history touches a few rows, and no name where nothing was ever renamed. */
  #takeInLastVersion([read, ...others]: readonly FolderRecords[]): boolean {
    if (read === undefined || others.length > 0 || this.names().renamed().length > 0) return false;
    const added = lastVersion(read, this.#taken.get(read.folder)?.deref());
    if (added === undefined) return false;
    const isAdded = this.#transaction(() => addLastVersion(this.#tables, added, this.#digest));
    if (isAdded) this.#remember(read);
    return isAdded;
  }

  #remember(read: FolderRecords): void {
    this.#taken.set(read.folder, new WeakRef(read));
    if (read.names.length > 0) this.#known?.set(read.folder, read.names);
    else this.#known?.delete(read.folder);
  }

  takeInDocuments(changed: readonly IndexedDocument[], removed: readonly string[]): void {
    this.#transaction(() => {
      for (const name of removed) this.#run('DELETE FROM documents WHERE name = ?', [name]);
      for (const { prompt, stamp, digest } of changed) {
        const row = [prompt, stamp, digest ?? null];
        this.#run('INSERT OR REPLACE INTO documents (name, stamp, digest) VALUES (?, ?, ?)', row);
      }
    });
  }

  names(): NameTable {
    return (this.#names ??= this.#readNames());
  }

  #readNames(): NameTable {
    const owners = this.#all('SELECT folder, oldest_at FROM prompts').map(
      ([folder, since]): [string, OwnRecords] => [
        String(folder),
        { since: String(since), has: id => this.#holds(String(folder), id) },
      ],
    );
    const renames = this.#all('SELECT id, folder, first_name, previous, at FROM renames').map(
      ([id, prompt, from, previous, at]): RenameRecord => ({
        kind: 'rename',
        id: String(id),
        prompt: String(prompt),
        from: String(from),
        ...(previous === null ? {} : { previous: JSON.parse(String(previous)) as string[] }),
        at: String(at),
        author: { name: '', email: '' },
      }),
    );
    return nameTable(new Map(owners), renames);
  }

  /** Whether a folder holds a record with this id that is no rename. */
  #holds(folder: string, id: string): boolean {
    const isThere = this.#all(
      `SELECT 1 FROM record_files WHERE folder = ? AND name LIKE '%-' || ? || '.json'
         AND NOT EXISTS (SELECT 1 FROM renames r WHERE r.id = ?)
         AND NOT EXISTS (SELECT 1 FROM problems p WHERE p.path LIKE '%-' || ? || '.json')`,
      [folder, id, id, id],
    );
    return isThere.length > 0;
  }

  #takeInFolder(read: FolderRecords, names: NameTable): void {
    const state = folderState(read);
    // An id fixes its source, so that only new versions need a digest and a row in "sources".
    const select = 'SELECT id, digest FROM versions WHERE folder = ?';
    const known = new Map(
      this.#all(select, [read.folder]).map(([id, digest]) => [id, String(digest)]),
    );
    const digestOf: SourceDigest = version =>
      known.get(version.id) ?? sourceDigest(version.source, this.#digest);
    const rows = rowsOf(read, state, names.nameOf(read.folder), digestOf);
    for (const table of FOLDER_TABLES) this.#syncTable(table, read.folder, rows[table.name]);
    this.#remember(read);
    for (const { id, source } of state.versions.values()) {
      if (known.has(id)) continue;
      const row = [id, read.folder, sourceText({ source })];
      this.#run('INSERT INTO sources (version, folder, source) VALUES (?, ?, ?)', row);
    }
  }

  /** Renames may lie in any folder, so names are brought up to date for all prompts at once. */
  #takeInNames(changed: Set<string>): void {
    const names = this.names();
    for (const [folder, name] of this.#all('SELECT folder, name FROM prompts')) {
      const now = names.nameOf(String(folder));
      if (now === name) continue;
      this.#run('UPDATE prompts SET name = ? WHERE folder = ?', [now, String(folder)]);
      changed.add(String(name)).add(now);
    }
    this.#takeInContests(names, changed);
  }

  #takeInContests(names: NameTable, changed: Set<string>): void {
    const select = 'SELECT name, owner, claimant FROM contested_names';
    const now = names.contests().map(({ name, owner, claimant }) => [name, owner, claimant]);
    const before = this.#all(select).map(row => row.map(String));
    if (before.join('\n') === now.join('\n')) return;
    for (const [, owner = '', claimant = ''] of [...before, ...now]) {
      changed.add(names.nameOf(owner)).add(names.nameOf(claimant));
    }
    this.#run('DELETE FROM contested_names', []);
    for (const row of now) {
      this.#run('INSERT INTO contested_names (name, owner, claimant) VALUES (?, ?, ?)', row);
    }
  }

  /** Writes only the rows that differ: one commit to a long history touches a few of them. */
  #syncTable(table: FolderTable, folder: string, rows: readonly Row[]): void {
    const { name, columns, keys, changing } = table;
    const compared = changing.map(column => columns.indexOf(column));
    const read = [...columns.slice(0, keys), ...changing];
    const select = `SELECT ${read.join(', ')} FROM ${name} WHERE folder = ?`;
    const stale = new Map(this.#all(select, [folder]).map(row => [keyOf(row, keys), row]));
    const upsert = upsertOf(table);
    for (const row of rows) {
      const key = keyOf(row, keys);
      const before = stale.get(key);
      stale.delete(key);
      const isSame =
        before !== undefined && compared.every((at, i) => before[keys + i] === row[at]);
      if (!isSame) this.#run(upsert, row);
    }
    const where = columns.slice(0, keys).map(column => `${column} = ?`);
    for (const row of stale.values()) {
      this.#run(`DELETE FROM ${name} WHERE ${where.join(' AND ')}`, row.slice(0, keys));
    }
  }

  #transaction<T>(write: () => T): T {
    this.#database.run('BEGIN');
    try {
      const done = write();
      this.#database.run('COMMIT');
      return done;
    } catch (error) {
      this.#database.run('ROLLBACK');
      this.#taken.clear();
      this.#known = undefined;
      throw error;
    }
  }

  #run(sql: string, row: Row): void {
    this.#prepare(sql).run([...row]);
  }

  #all(sql: string, row: Row = []): Cell[][] {
    const statement = this.#prepare(sql);
    statement.bind([...row]);
    const rows: Cell[][] = [];
    while (statement.step()) rows.push(statement.get() as Cell[]);
    statement.reset();
    return rows;
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function keyOf(row: Row, keys: number): string {
  return row.slice(0, keys).join('\n');
}
