import type { Database, SqlJsStatic } from 'sql.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema';

/** The saved database where it is sound and of this schema, else a new, empty one. */
export function openDatabase(sqlite: SqlJsStatic, saved?: Uint8Array): Database {
  const database = reopen(sqlite, saved) ?? create(sqlite);
  // Off by default in SQLite, and not saved in the file.
  database.run('PRAGMA foreign_keys = ON');
  return database;
}

function create(sqlite: SqlJsStatic): Database {
  const database = new sqlite.Database();
  database.run(`PRAGMA application_id = ${APPLICATION_ID}`);
  database.run(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  database.run(SCHEMA);
  return database;
}

function reopen(sqlite: SqlJsStatic, saved?: Uint8Array): Database | undefined {
  // An empty file would open as an empty database.
  if (saved === undefined || saved.byteLength === 0) return undefined;
  const database = new sqlite.Database(saved);
  if (isSound(database)) return database;
  database.close();
  return undefined;
}

function isSound(database: Database): boolean {
  try {
    return (
      pragma(database, 'application_id') === APPLICATION_ID &&
      pragma(database, 'user_version') === SCHEMA_VERSION &&
      pragma(database, 'quick_check') === 'ok'
    );
  } catch {
    // SQLite's way to say that the bytes are no database; it is built again from the records.
    return false;
  }
}

function pragma(database: Database, name: string): unknown {
  return database.exec(`PRAGMA ${name}`)[0]?.values[0]?.[0];
}
