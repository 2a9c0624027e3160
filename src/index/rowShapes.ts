import { text, type Columns } from './statements';
import type { RecordProblem } from '../core/ledger/records/recordFile';
import type { ReleaseInfo, TagInfo, VersionInfo } from '../core/ledger/derive/model';

/** The columns of `problems q` as `problemOf` reads them. */
export const PROBLEM_COLUMNS =
  'q.path AS problem_path, q.code AS problem_code, q.message AS problem_message, q.belongs_to AS problem_owner';

/** Who wrote a record. */
export function author(row: Columns): { name: string; email: string } {
  return { name: text(row, 'author_name'), email: text(row, 'author_email') };
}

/** The record file that says nothing, where a row has one: see `PROBLEM_COLUMNS`. */
export function problemOf(row: Columns): { readonly problem?: RecordProblem } {
  if (typeof row.problem_path !== 'string') return {};
  const code = row.problem_code === 'io' ? 'io' : 'record-corrupt';
  const owner = row.problem_owner;
  return {
    problem: {
      path: row.problem_path,
      code,
      message: text(row, 'problem_message'),
      ...(typeof owner === 'string' ? { belongsTo: owner } : {}),
    },
  };
}

/** A version of the rows of a prompt, without its source. */
export function toVersion(row: Columns): VersionInfo {
  return {
    id: text(row, 'id'),
    prompt: text(row, 'prompt'),
    number: Number(row.number),
    parents: JSON.parse(text(row, 'parents')) as string[],
    message: text(row, 'message'),
    author: author(row),
    at: text(row, 'at'),
    tags: JSON.parse(text(row, 'tags')) as string[],
    head: row.head === 1,
  };
}

/** A tag, or one move of it. */
export function toTag(row: Columns): TagInfo {
  return {
    id: text(row, 'move'),
    prompt: text(row, 'prompt'),
    tag: text(row, 'tag'),
    version: row.version === null ? null : text(row, 'version'),
    number: typeof row.number === 'number' ? row.number : null,
    description: text(row, 'description'),
    immutable: row.immutable === 1,
    diverged: row.diverged === 1,
    at: text(row, 'at'),
    author: author(row),
  };
}

/** A release, with the columns of its table. */
export function toRelease(row: Columns): ReleaseInfo {
  const environment = text(row, 'environment');
  return {
    ...toTag({ ...row, move: row.id ?? null, tag: environment, immutable: 0 }),
    environment,
    from: row.promoted_from === null ? null : text(row, 'promoted_from'),
    changelog: text(row, 'changelog'),
    rollback: row.rollback === 1,
    verdict: JSON.parse(text(row, 'verdict')) as Record<string, unknown>,
  };
}
