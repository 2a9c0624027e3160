/** The aspect of `doubts` that stands for all of them. */
export const ANYTHING = '';

/** A value as SQLite stores it. */
export type Cell = string | number | null;
export type Row = readonly Cell[];

/** A table that holds what follows from the records of one folder. */
export interface FolderTable {
  readonly name: string;
  /** Columns in the order of the rows; the key columns come first. */
  readonly columns: readonly string[];
  readonly keys: number;
  /** Columns that can change while the key stays; the others follow from the record that it names. */
  readonly changing: readonly string[];
}

const WHO = ['at', 'author_name', 'author_email'] as const;
/** A record's place changes when others are found that come before it. */
const PLACED = ['position', ...WHO] as const;

/** What surrounds a release, which changes with what others wrote. */
const AROUND = ['replaced', 'approvals', 'live', 'below'] as const;

/** What of a prompt can change while its folder stays. */
const OF_PROMPT = [
  'name',
  'description',
  'archived',
  'latest',
  'diverged',
  'version_count',
  'oldest_at',
  'newest_at',
  'heads_doubted',
  'problem',
] as const;

/** Parents before children, so that foreign keys hold at every step. */
export const FOLDER_TABLES = [
  { name: 'record_files', keys: 2, columns: ['folder', 'name'], changing: [] },
  {
    name: 'problems',
    keys: 1,
    columns: ['path', 'folder', 'code', 'message', 'is_void', 'belongs_to'],
    changing: ['code', 'message', 'is_void', 'belongs_to'],
  },
  { name: 'doubts', keys: 2, columns: ['folder', 'aspect', 'path'], changing: ['path'] },
  {
    name: 'authors',
    keys: 2,
    columns: ['folder', 'person', 'id', ...WHO],
    changing: ['id', ...WHO],
  },
  {
    name: 'renames',
    keys: 1,
    columns: ['id', 'folder', 'first_name', 'previous', ...WHO],
    changing: [],
  },
  {
    name: 'prompts',
    keys: 1,
    columns: ['folder', ...OF_PROMPT],
    changing: OF_PROMPT,
  },
  { name: 'labels', keys: 2, columns: ['folder', 'label'], changing: [] },
  {
    name: 'versions',
    keys: 1,
    columns: [
      'id',
      'folder',
      'number',
      'parents',
      'message',
      'head',
      'digest',
      'includes',
      ...PLACED,
    ],
    changing: ['head', 'position'],
  },
  {
    name: 'version_parents',
    keys: 2,
    columns: ['version', 'parent', 'folder', 'missing'],
    changing: ['missing'],
  },
  { name: 'archived_over', keys: 2, columns: ['folder', 'version'], changing: [] },
  {
    name: 'tags',
    keys: 2,
    columns: [
      'folder',
      'tag',
      'move',
      'version',
      'description',
      'immutable',
      'diverged',
      'doubted',
      ...WHO,
    ],
    changing: ['move', 'version', 'description', 'immutable', 'diverged', 'doubted', ...WHO],
  },
  {
    name: 'tag_history',
    keys: 1,
    columns: [
      'id',
      'folder',
      'tag',
      'kind',
      'version',
      'description',
      'immutable',
      'applied',
      'tip',
      ...PLACED,
    ],
    changing: ['applied', 'tip', 'position'],
  },
  {
    name: 'releases',
    keys: 1,
    columns: [
      'id',
      'folder',
      'environment',
      'promoted_from',
      'version',
      'rollback',
      'changelog',
      'verdict',
      ...AROUND,
      ...PLACED,
    ],
    changing: [...AROUND, 'position'],
  },
  { name: 'facts', keys: 1, columns: ['id', 'folder', 'text', ...WHO], changing: [] },
  {
    name: 'approvals',
    keys: 1,
    columns: ['id', 'folder', 'environment', 'version', 'note', ...PLACED],
    changing: ['position'],
  },
  {
    name: 'experiments',
    keys: 1,
    columns: [
      'id',
      'folder',
      'experiment',
      'version',
      'model',
      'rows',
      'passed',
      'failed',
      'errors',
      'score',
      'p50',
      'p95',
      'cost',
      'currency',
      'required',
      'text',
      ...PLACED,
    ],
    changing: ['position'],
  },
] as const satisfies readonly FolderTable[];

export type FolderTableName = (typeof FOLDER_TABLES)[number]['name'];
export type FolderRows = Readonly<Record<FolderTableName, readonly Row[]>>;

/** Updates in place where the key is there: replacing would cascade to the rows that refer to it. */
export function upsertOf({ name, columns, keys }: FolderTable): string {
  const values = columns.map(() => '?').join(', ');
  const updates = columns.slice(keys).map(column => `${column} = excluded.${column}`);
  const conflict =
    updates.length === 0
      ? 'DO NOTHING'
      : `(${columns.slice(0, keys).join(', ')}) DO UPDATE SET ${updates.join(', ')}`;
  return `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${values}) ON CONFLICT ${conflict}`;
}
