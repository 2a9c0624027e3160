import type { EventKind, FolderEvent } from '../core/ledger/audit/events';
import { text, type Statements } from './statements';

/** What every record tells of, newest first, as the tables have it. */
export function allEvents(statements: Statements): readonly FolderEvent[] {
  return statements.all(EVENTS).map(row => ({
    folder: text(row, 'folder'),
    event: {
      id: text(row, 'id'),
      at: text(row, 'at'),
      kind: text(row, 'kind') as EventKind,
      author: { name: text(row, 'author_name'), email: text(row, 'author_email') },
      tag: row.tag === null ? null : text(row, 'tag'),
      version: row.version === null ? null : text(row, 'version'),
      number: row.number === null ? null : Number(row.number),
      text: text(row, 'text'),
    },
  }));
}

const WHO = 'at, author_name, author_email';

const EVENTS = `
  WITH told (id, folder, kind, tag, version, text, at, author_name, author_email) AS (
    SELECT id, folder, 'commit', NULL, id, message, ${WHO} FROM versions
    UNION ALL SELECT id, folder, CASE WHEN version IS NULL THEN 'untag' ELSE 'tag' END, tag, version,
      description, ${WHO} FROM tag_history WHERE kind = 'tag'
    UNION ALL SELECT id, folder, CASE rollback WHEN 1 THEN 'rollback' ELSE 'promote' END, environment,
      version, changelog, ${WHO} FROM releases
    UNION ALL SELECT id, folder, 'approve', environment, version, note, ${WHO} FROM approvals
    UNION ALL SELECT id, folder, 'experiment', NULL, version, text, ${WHO} FROM experiments
    UNION ALL SELECT id, folder, 'describe', NULL, NULL, text, ${WHO} FROM facts
    UNION ALL SELECT id, folder, 'rename', NULL, NULL, first_name, ${WHO} FROM renames
  )
  SELECT t.*, v.number FROM told t
  LEFT JOIN versions v ON v.id = t.version AND v.folder = t.folder
  ORDER BY t.at DESC, t.id DESC`;
