import { doubtOf } from '../core/ledger/derive/damage';
import { factsText } from '../core/ledger/audit/events';
import { ownRecords } from '../core/ledger/derive/nameTable';
import { isSure } from '../core/ledger/derive/shapes';
import { movedTag, type TagState } from '../core/ledger/derive/tags';
import { promptNameProblem } from '../core/base/names';
import type { LedgerRecord, RenameRecord, VersionRecord } from '../core/ledger/records/records';
import type { Digest, FolderRecords } from '../registry/ports';
import type { PromptState } from '../core/ledger/derive/model';
import { sourceText } from '../core/ledger/records/records';

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
      ...PLACED,
    ],
    changing: ['position'],
  },
  { name: 'facts', keys: 1, columns: ['id', 'folder', 'text', ...WHO], changing: [] },
  {
    name: 'approvals',
    keys: 1,
    columns: ['id', 'folder', 'environment', 'version', 'note', ...PLACED],
    changing: ['position'],
  },
] as const satisfies readonly FolderTable[];

export type FolderTableName = (typeof FOLDER_TABLES)[number]['name'];
export type FolderRows = Readonly<Record<FolderTableName, readonly Row[]>>;

const who = (record: LedgerRecord): readonly [string, string, string] => [
  record.at,
  record.author.name,
  record.author.email,
];
type Placed = (record: LedgerRecord) => readonly [number, string, string, string];

function placedIn({ records }: PromptState): Placed {
  const places = new Map([...records.keys()].map((id, place) => [id, place]));
  return record => [places.get(record.id) ?? 0, ...who(record)];
}
const flag = (value: boolean): number => (value ? 1 : 0);

/** The digest by which a version's source is compared with working documents. */
export function sourceDigest(source: readonly string[], digest: Digest): string {
  return digest(sourceText({ source }));
}

/** The digest of a version's source: known from before, or computed. */
export type SourceDigest = (version: VersionRecord) => string;

/** Every row that follows from one folder's records. `name` is what its prompt is called now. */
export function rowsOf(
  read: FolderRecords,
  state: PromptState,
  name: string,
  digestOf: SourceDigest,
): FolderRows {
  const { folder } = read;
  const since = sinceOf(read);
  const placed = placedIn(state);
  return {
    record_files: read.names.map(file => [folder, file]),
    problems: read.problems.map(({ path, code, message, isVoid, belongsTo }) => [
      path,
      folder,
      code,
      message,
      flag(isVoid === true),
      belongsTo ?? null,
    ]),
    renames: renameRows(read),
    prompts: since === undefined ? [] : [promptRow({ folder, name, since }, state)],
    labels: [...new Set(state.labels)].map(label => [folder, label]),
    versions: versionRows(folder, state, { digestOf, placed }),
    version_parents: parentRows(folder, state),
    archived_over: (state.archiveDivergence?.heads ?? []).map(({ id }) => [folder, id]),
    tags: [...state.tags.values()].map(tag => tagRow(folder, tag, isSure(state, tag))),
    tag_history: [...state.tags.values()].flatMap(tag => historyRows(folder, tag, placed)),
    releases: [...state.releases.values()]
      .flatMap(releases => releases.history)
      .map(record => [
        record.id,
        folder,
        record.environment,
        record.from,
        record.version,
        flag(record.rollback),
        record.changelog,
        JSON.stringify(record.verdict),
        ...placed(record),
      ]),
    facts: factRows(read),
    approvals: approvalRows(folder, state, placed),
  };
}

/** When the prompt of a folder began; `undefined` where none can be there. */
function sinceOf({ folder, records, problems, elsewhere = [] }: FolderRecords): string | undefined {
  const since = ownRecords(records, [...problems, ...elsewhere])?.since;
  return since === '' && promptNameProblem(folder) !== undefined ? undefined : since;
}

function renameRows({ folder, records }: FolderRecords): Row[] {
  return records
    .filter((record): record is RenameRecord => record.kind === 'rename')
    .map(record => [
      record.id,
      folder,
      record.from,
      record.previous === undefined ? null : JSON.stringify(record.previous),
      ...who(record),
    ]);
}

function approvalRows(folder: string, { approvals }: PromptState, placed: Placed): Row[] {
  return approvals.map(record => {
    const { id, environment, version, note } = record;
    return [id, folder, environment, version, note, ...placed(record)];
  });
}

function factRows({ folder, records }: FolderRecords): Row[] {
  return records
    .filter(record => record.kind === 'prompt')
    .map(record => [record.id, folder, factsText(record), ...who(record)]);
}

function parentRows(folder: string, state: PromptState): Row[] {
  return [...state.versions.values()].flatMap(version =>
    [...new Set(version.parents)].map(parent => [
      version.id,
      parent,
      folder,
      flag(!state.versions.has(parent)),
    ]),
  );
}

function promptRow(
  { folder, name, since }: { folder: string; name: string; since: string },
  state: PromptState,
): Row {
  const { damage } = state;
  const isLatestSure = doubtOf(damage, 'latest') === undefined;
  return [
    folder,
    name,
    state.description,
    flag(state.archived),
    isLatestSure ? (state.latest?.id ?? null) : null,
    flag(state.diverged),
    damage.unreadable === undefined ? state.versions.size : 0,
    since,
    state.newestAt ?? '',
    flag(doubtOf(damage, 'heads') !== undefined),
    (damage.unreadable ?? damage.problems[0])?.path ?? null,
  ];
}

function versionRows(
  folder: string,
  state: PromptState,
  { digestOf, placed }: { readonly digestOf: SourceDigest; readonly placed: Placed },
): Row[] {
  const heads = new Set(state.heads.map(head => head.id));
  return [...state.versions.values()].map(version => [
    version.id,
    folder,
    version.number,
    JSON.stringify(version.parents),
    version.message,
    flag(heads.has(version.id)),
    digestOf(version),
    JSON.stringify(version.includes),
    ...placed(version),
  ]);
}

function tagRow(
  folder: string,
  { tag, served, immutable, diverged, version }: TagState,
  isSureOne: boolean,
): Row {
  return [
    folder,
    tag,
    served.id,
    version,
    served.kind === 'tag' ? served.description : '',
    flag(immutable),
    flag(diverged),
    flag(!isSureOne),
    ...who(served),
  ];
}

function historyRows(folder: string, { moves, tips }: TagState, placed: Placed): Row[] {
  const tipIds = new Set(tips.map(tip => tip.id));
  return moves.map(({ record, applied }) => [
    record.id,
    folder,
    movedTag(record),
    record.kind,
    record.version,
    record.kind === 'tag' ? record.description : '',
    flag(record.kind === 'tag' && record.immutable),
    flag(applied),
    flag(tipIds.has(record.id)),
    ...placed(record),
  ]);
}
