import { doubtOf } from '../core/ledger/derive/damage';
import { factsText, outcomeText } from '../core/ledger/audit/events';
import { ownRecords } from '../core/ledger/derive/nameTable';
import { newestByPerson } from '../core/ledger/derive/people';
import { isSure } from '../core/ledger/derive/shapes';
import { movedTag, type TagState } from '../core/ledger/derive/tags';
import { surroundingsOf } from '../core/ledger/derive/timeline';
import { personOf } from '../core/ledger/plan/approvals';
import { promptNameProblem } from '../core/base/names';
import { recordFileName } from '../core/ledger/records/recordFile';
import type { LedgerRecord, RenameRecord, VersionRecord } from '../core/ledger/records/records';
import { sourceText } from '../core/ledger/records/records';
import type { Digest, FolderRecords } from '../registry/ports';
import type { PromptState } from '../core/ledger/derive/model';
import { ANYTHING, type FolderRows, type Row } from './tables';

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
    doubts: doubtRows(folder, state),
    authors: authorRows(read),
    renames: renameRows(read),
    prompts: since === undefined ? [] : [promptRow({ folder, name, since }, state)],
    labels: [...new Set(state.labels)].map(label => [folder, label]),
    versions: versionRows(state, { digestOf, placed }),
    version_parents: parentRows(folder, state),
    archived_over: (state.archiveDivergence?.heads ?? []).map(({ id }) => [folder, id]),
    tags: [...state.tags.values()].map(tag => tagRow(folder, tag, isSure(state, tag))),
    tag_history: [...state.tags.values()].flatMap(tag => historyRows(folder, tag, placed)),
    releases: releaseRows(folder, state, placed),
    facts: factRows(read),
    approvals: approvalRows(folder, state, placed),
    experiments: experimentRows(folder, state, placed),
  };
}

/** When the prompt of a folder began; `undefined` where none can be there. */
function sinceOf({ folder, records, problems, elsewhere = [] }: FolderRecords): string | undefined {
  const since = ownRecords(records, [...problems, ...elsewhere])?.since;
  return since === '' && promptNameProblem(folder) !== undefined ? undefined : since;
}

function doubtRows(folder: string, { damage }: PromptState): Row[] {
  const everything = damage.unreadable ?? damage.anything;
  return [
    ...(everything === undefined ? [] : [[folder, ANYTHING, everything.path]]),
    ...[...damage.doubts].map(([aspect, { path }]) => [folder, aspect, path]),
  ];
}

function authorRows({ folder, records }: FolderRecords): Row[] {
  return newestByPerson(records).map(({ id, at, author }) => [
    folder,
    personOf(author),
    id,
    ...[at, author.name, author.email],
  ]);
}

function releaseRows(folder: string, state: PromptState, placed: Placed): Row[] {
  const surroundings = surroundingsOf(state);
  return [...state.releases.values()]
    .flatMap(releases => releases.history)
    .map(record => {
      const { replaced, approvals, live, below } = surroundings(record);
      return [
        record.id,
        folder,
        record.environment,
        record.from,
        record.version,
        flag(record.rollback),
        record.changelog,
        JSON.stringify(record.verdict),
        ...[replaced, JSON.stringify(approvals), flag(live), flag(below)],
        ...placed(record),
      ];
    });
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

function experimentRows(folder: string, { experiments }: PromptState, placed: Placed): Row[] {
  return experiments.map(record => [
    record.id,
    folder,
    record.experiment,
    record.version,
    record.model,
    ...[record.rows, record.passed, record.failed, record.errors, record.score],
    ...[record.ms.p50, record.ms.p95, record.cost?.amount ?? null, record.cost?.currency ?? null],
    record.required,
    outcomeText(record),
    ...placed(record),
  ]);
}

function factRows({ folder, records }: FolderRecords): Row[] {
  return records
    .filter(record => record.kind === 'prompt')
    .map(record => [record.id, folder, factsText(record), ...who(record)]);
}

function parentRows(folder: string, state: PromptState): Row[] {
  return [...state.versions.values()].flatMap(version => parentRowsOf(folder, state, version));
}

function parentRowsOf(folder: string, { versions }: PromptState, version: VersionRecord): Row[] {
  return [...new Set(version.parents)].map(parent => [
    version.id,
    parent,
    folder,
    flag(!versions.has(parent)),
  ]);
}

/** The rows that a version adds or replaces which comes after all other records of its prompt. */
export function lastVersionRows(
  version: VersionRecord,
  state: PromptState,
  { name, since, digest }: { name: string; since: string; digest: string },
): Partial<FolderRows> {
  const { prompt: folder, author } = version;
  const placed: Placed = record => [state.records.size - 1, ...who(record)];
  const isHead = true;
  return {
    record_files: [[folder, recordFileName(version.at, version.id)]],
    authors: [[folder, personOf(author), version.id, ...who(version)]],
    prompts: [promptRow({ folder, name, since }, state)],
    versions: [versionRow(version, isHead, { digestOf: () => digest, placed })],
    version_parents: parentRowsOf(folder, state, version),
  };
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
  state: PromptState,
  { digestOf, placed }: { readonly digestOf: SourceDigest; readonly placed: Placed },
): Row[] {
  const heads = new Set(state.heads.map(head => head.id));
  return [...state.versions.values()].map(version =>
    versionRow(version, heads.has(version.id), { digestOf, placed }),
  );
}

function versionRow(
  version: VersionRecord,
  isHead: boolean,
  { digestOf, placed }: { readonly digestOf: SourceDigest; readonly placed: Placed },
): Row {
  return [
    version.id,
    version.prompt,
    version.number,
    JSON.stringify(version.parents),
    version.message,
    flag(isHead),
    digestOf(version),
    JSON.stringify(version.includes),
    ...placed(version),
  ];
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
