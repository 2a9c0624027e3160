import type { Database, SqlJsStatic } from 'sql.js';

/** What the tables of the index are called in a database for people: they may change at any time. */
const INTERNAL_PREFIX = 'ledger_';

/**
 * The tables that people ask, named for what they mean. Stable: columns are added, never renamed
 * or removed. `prompt` is always the current name; `media/docs/sql.md` describes each column.
 */
export const PUBLIC_VIEWS = `
CREATE VIEW prompts AS
SELECT s.name AS prompt, p.folder AS first_name, COALESCE(p.description, '') AS description,
  COALESCE(p.archived, 0) AS archived, s.state, COALESCE(p.diverged, 0) AS diverged,
  COALESCE(p.version_count, 0) AS versions, p.latest AS latest, v.number AS latest_number,
  p.newest_at AS changed_at, p.problem IS NOT NULL AS damaged
FROM prompt_states s
LEFT JOIN ledger_prompts p ON p.folder = s.folder
LEFT JOIN ledger_versions v ON v.id = p.latest;

CREATE VIEW labels AS
SELECT p.name AS prompt, l.label
FROM ledger_labels l JOIN ledger_prompts p ON p.folder = l.folder;

CREATE VIEW versions AS
SELECT p.name AS prompt, v.number, v.id, v.at, v.author_name, v.author_email, v.message,
  v.head, v.parents, v.includes, s.source, v.position
FROM ledger_versions v
JOIN ledger_prompts p ON p.folder = v.folder
LEFT JOIN ledger_sources s ON s.version = v.id;

CREATE VIEW version_parents AS
SELECT p.name AS prompt, r.version, r.parent, r.missing
FROM ledger_version_parents r JOIN ledger_prompts p ON p.folder = r.folder;

CREATE VIEW tags AS
SELECT p.name AS prompt, t.tag, v.number, t.version, t.description, t.immutable, t.diverged,
  t.at, t.author_name, t.author_email
FROM ledger_tags t
JOIN ledger_prompts p ON p.folder = t.folder
LEFT JOIN ledger_versions v ON v.id = t.version AND v.folder = t.folder
WHERE (t.version IS NOT NULL OR t.diverged = 1) AND t.doubted = 0;

CREATE VIEW tag_moves AS
SELECT p.name AS prompt, h.tag, v.number, h.version, h.kind, h.applied, h.description,
  h.immutable, h.id, h.at, h.author_name, h.author_email, h.position
FROM ledger_tag_history h
JOIN ledger_prompts p ON p.folder = h.folder
LEFT JOIN ledger_versions v ON v.id = h.version AND v.folder = h.folder;

CREATE VIEW releases AS
SELECT p.name AS prompt, r.environment, v.number, r.version, r.promoted_from, r.rollback,
  COALESCE(json_extract(r.verdict, '$.breaking'), 0) AS breaking, r.changelog, r.verdict,
  r.id, r.at, r.author_name, r.author_email, r.position
FROM ledger_releases r
JOIN ledger_prompts p ON p.folder = r.folder
LEFT JOIN ledger_versions v ON v.id = r.version AND v.folder = r.folder;

CREATE VIEW approvals AS
SELECT p.name AS prompt, a.environment, v.number, a.version, a.note,
  a.id, a.at, a.author_name, a.author_email, a.position
FROM ledger_approvals a
JOIN ledger_prompts p ON p.folder = a.folder
LEFT JOIN ledger_versions v ON v.id = a.version AND v.folder = a.folder;

CREATE VIEW experiments AS
SELECT p.name AS prompt, e.experiment, v.number, e.version, e.model, e.rows, e.passed, e.failed,
  e.errors, e.score, CAST(e.passed AS REAL) / MAX(e.rows, 1) AS pass_rate, e.p50, e.p95, e.cost,
  e.currency, e.required, e.id, e.at, e.author_name, e.author_email, e.position
FROM ledger_experiments e
JOIN ledger_prompts p ON p.folder = e.folder
LEFT JOIN ledger_versions v ON v.id = e.version AND v.folder = e.folder;

CREATE VIEW problems AS
SELECT q.path, q.code, q.message, p.name AS prompt
FROM ledger_problems q LEFT JOIN ledger_prompts p ON p.folder = COALESCE(q.belongs_to, q.folder);
`;

/**
 * A copy of an index for people to ask: the stable views, over tables that are out of the way.
 * @param bytes what `LedgerIndex.save` gave
 */
export function openPublicDatabase(sqlite: SqlJsStatic, bytes: Uint8Array): Database {
  const database = new sqlite.Database(bytes);
  const [tables] = database.exec(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
  );
  for (const [name] of tables?.values ?? []) {
    // SQLite names the table anew in every index, view and reference.
    database.run(`ALTER TABLE "${String(name)}" RENAME TO "${INTERNAL_PREFIX}${String(name)}"`);
  }
  database.run(PUBLIC_VIEWS);
  return database;
}
