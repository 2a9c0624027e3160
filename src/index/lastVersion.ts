import { isNext } from '../core/ledger/derive/nextState';
import { sourceText, type VersionRecord } from '../core/ledger/records/records';
import type { PromptState } from '../core/ledger/derive/model';
import type { Digest, FolderRecords } from '../registry/ports';
import { folderState, growthOf } from '../registry/written';
import { lastVersionRows, sourceDigest } from './folderRows';
import { FOLDER_TABLES, upsertOf, type Cell, type Row } from './tables';

/** The tables, as a take-in works with them. */
export interface Tables {
  readonly run: (sql: string, row: Row) => void;
  readonly all: (sql: string, row: Row) => readonly Cell[][];
}

/** A version by which a folder grew, and the states without it and with it. */
export interface LastVersion {
  readonly version: VersionRecord;
  readonly before: PromptState;
  readonly after: PromptState;
}

/**
 * The version by which a folder differs from what the tables hold of it, where it stands behind all that
 * they hold and so touches few rows; else `undefined`.
 * @param taken the folder as it was taken in last
 */
export function lastVersion(
  read: FolderRecords,
  taken: FolderRecords | undefined,
): LastVersion | undefined {
  const growth = growthOf(read);
  if (growth === undefined || growth.before !== taken) return undefined;
  const before = folderState(growth.before);
  const version = growth.record;
  return isNext(before, version) ? { version, before, after: folderState(read) } : undefined;
}

/** Adds its rows. Gives whether it could: the prompt has to be there. */
export function addLastVersion(
  { run, all }: Tables,
  { version, before, after }: LastVersion,
  digest: Digest,
): boolean {
  const folder = version.prompt;
  const [row] = all('SELECT name, oldest_at FROM prompts WHERE folder = ?', [folder]);
  if (row === undefined) return false;
  const [name, since] = row.map(String) as [string, string];
  const rows = lastVersionRows(version, after, {
    name,
    since,
    digest: sourceDigest(version.source, digest),
  });
  for (const table of FOLDER_TABLES) {
    for (const added of rows[table.name] ?? []) run(upsertOf(table), added);
  }
  const heads = new Set(after.heads);
  for (const head of before.heads) {
    if (!heads.has(head)) run('UPDATE versions SET head = 0 WHERE id = ?', [head.id]);
  }
  const source = [version.id, folder, sourceText(version)];
  run('INSERT INTO sources (version, folder, source) VALUES (?, ?, ?)', source);
  return true;
}
