/** Marks a SQLite file as ours ("PLgr"). */
export const APPLICATION_ID = 0x504c_6772;
/** Raised with every change of the schema; a file of another version is built anew. */
export const SCHEMA_VERSION = 10;

/** How a document `d` and a prompt `p`, one of which may be absent, compare. */
const STATE = `CASE
    WHEN d.name IS NULL THEN 'missing'
    WHEN p.heads_doubted = 1 THEN 'modified'
    WHEN p.folder IS NULL AND EXISTS (
      SELECT 1 FROM problems q WHERE instr('records/' || d.name || '/', q.path || '/') = 1
    ) THEN 'modified'
    WHEN p.folder IS NULL OR p.version_count = 0 THEN 'new'
    WHEN EXISTS (
      SELECT 1 FROM versions v WHERE v.folder = p.folder AND v.head = 1 AND v.digest = d.digest
    ) THEN 'clean'
    ELSE 'modified'
  END`;

/**
 * The registry as tables. `folder` is a prompt's first name, where its records lie; `name` in
 * `prompts` is what it is called now; `position` counts the records of a folder in the order that
 * decides (causes first). All of it follows from the files and can be built again.
 */
export const SCHEMA = `
CREATE TABLE record_files (
  folder TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (folder, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE problems (
  folder TEXT NOT NULL,
  path TEXT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  is_void INTEGER NOT NULL,
  belongs_to TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX problems_by_folder ON problems (folder);

-- What may depend on a record file that says nothing; an empty aspect is everything.
CREATE TABLE doubts (
  folder TEXT NOT NULL,
  aspect TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (folder, aspect)
) STRICT, WITHOUT ROWID;

-- The newest record of everybody who wrote one in a folder.
CREATE TABLE authors (
  folder TEXT NOT NULL,
  person TEXT NOT NULL,
  id TEXT NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL,
  PRIMARY KEY (folder, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE renames (
  id TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL,
  first_name TEXT NOT NULL,
  -- Early records do not say.
  previous TEXT,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX renames_by_folder ON renames (folder);

CREATE TABLE prompts (
  folder TEXT NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  archived INTEGER NOT NULL,
  latest TEXT,
  diverged INTEGER NOT NULL,
  version_count INTEGER NOT NULL,
  oldest_at TEXT NOT NULL,
  newest_at TEXT NOT NULL,
  heads_doubted INTEGER NOT NULL,
  problem TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX prompts_by_name ON prompts (name);

-- Divergences of names: who answers to a name, and who claims it in vain, by their folders.
CREATE TABLE contested_names (
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  claimant TEXT NOT NULL,
  PRIMARY KEY (name, claimant)
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (
  folder TEXT NOT NULL REFERENCES prompts (folder) ON DELETE CASCADE,
  label TEXT NOT NULL,
  PRIMARY KEY (folder, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE versions (
  id TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL REFERENCES prompts (folder) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  parents TEXT NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL,
  message TEXT NOT NULL,
  head INTEGER NOT NULL,
  digest TEXT NOT NULL,
  includes TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_in_order ON versions (folder, position);
CREATE INDEX heads ON versions (folder, digest) WHERE head = 1;

CREATE TABLE version_parents (
  version TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  parent TEXT NOT NULL,
  folder TEXT NOT NULL,
  missing INTEGER NOT NULL,
  PRIMARY KEY (version, parent)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_parents_by_folder ON version_parents (folder);

-- Newest versions of an archived prompt that nobody knew of who archived it.
CREATE TABLE archived_over (
  folder TEXT NOT NULL,
  version TEXT NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
  PRIMARY KEY (folder, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (
  version TEXT NOT NULL PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
  folder TEXT NOT NULL,
  source TEXT NOT NULL
) STRICT;
CREATE INDEX sources_by_folder ON sources (folder);

CREATE TABLE tags (
  folder TEXT NOT NULL REFERENCES prompts (folder) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  move TEXT NOT NULL,
  version TEXT,
  description TEXT NOT NULL,
  immutable INTEGER NOT NULL,
  diverged INTEGER NOT NULL,
  doubted INTEGER NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL,
  PRIMARY KEY (folder, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_by_version ON tags (version);

CREATE TABLE tag_history (
  id TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL REFERENCES prompts (folder) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  kind TEXT NOT NULL,
  version TEXT,
  description TEXT NOT NULL,
  immutable INTEGER NOT NULL,
  applied INTEGER NOT NULL,
  tip INTEGER NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_history_in_order ON tag_history (folder, tag, position);

CREATE TABLE releases (
  id TEXT NOT NULL PRIMARY KEY REFERENCES tag_history (id) ON DELETE CASCADE,
  folder TEXT NOT NULL,
  environment TEXT NOT NULL,
  promoted_from TEXT,
  version TEXT NOT NULL,
  rollback INTEGER NOT NULL,
  changelog TEXT NOT NULL,
  verdict TEXT NOT NULL,
  -- What surrounded it: the version that it took the place of, who had approved, whether it is served now,
  -- and whether a rollback can go to it.
  replaced TEXT,
  approvals TEXT NOT NULL,
  live INTEGER NOT NULL,
  below INTEGER NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX releases_in_order ON releases (folder, environment, position);

CREATE TABLE approvals (
  id TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL REFERENCES prompts (folder) ON DELETE CASCADE,
  environment TEXT NOT NULL,
  version TEXT NOT NULL,
  note TEXT NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX approvals_by_folder ON approvals (folder);

-- What experiments came to; "text" says it in words.
CREATE TABLE experiments (
  id TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL REFERENCES prompts (folder) ON DELETE CASCADE,
  experiment TEXT NOT NULL,
  version TEXT NOT NULL,
  model TEXT NOT NULL,
  rows INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  errors INTEGER NOT NULL,
  score REAL NOT NULL,
  p50 REAL,
  p95 REAL,
  cost REAL,
  currency TEXT,
  required TEXT NOT NULL,
  text TEXT NOT NULL,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX experiments_by_folder ON experiments (folder);

-- What was said of prompts: descriptions, labels, archived or restored, in words.
CREATE TABLE facts (
  id TEXT NOT NULL PRIMARY KEY,
  folder TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_email TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_folder ON facts (folder);

CREATE TABLE documents (
  name TEXT NOT NULL PRIMARY KEY,
  stamp TEXT NOT NULL,
  digest TEXT
) STRICT, WITHOUT ROWID;

-- Every prompt, with records or only a working document, and how the two compare. What may equal a head
-- that nobody can read counts as modified; so does what lies below a folder that cannot be listed.
-- A full join would read all of them to find one.
CREATE VIEW prompt_states AS
SELECT p.name AS name, p.folder AS folder, ${STATE} AS state
FROM prompts p LEFT JOIN documents d ON d.name = p.name
UNION ALL
SELECT d.name, p.folder, ${STATE}
FROM documents d LEFT JOIN prompts p ON p.name = d.name WHERE p.name IS NULL;
`;
