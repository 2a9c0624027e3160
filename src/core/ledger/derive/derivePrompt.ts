import type {
  ApprovalRecord,
  ExperimentRecord,
  LedgerRecord,
  PromptRecord,
  ReleaseRecord,
  VersionRecord,
} from '../records/records';
import type { RecordProblem } from '../records/recordFile';
import { deriveArchiveDivergence } from './archived';
import { damageOf } from './damage';
import { orderRecords } from './order';
import { deriveReleases } from './releases';
import { deriveTags, type TagMoveRecord } from './tags';
import { deriveVersions } from './versions';
import { compareText } from '../../base/textOrder';
import type { PromptState } from './model';
import { sourceText } from '../records/records';

/** What a state depends on besides the records. */
export interface DeriveOptions {
  /**
   * Names of the environments in registry.json, whose tags nobody can freeze; `undefined` where it cannot
   * be read.
   */
  readonly environments?: ReadonlySet<string> | undefined;
  /** The record files that say nothing: what may depend on them is in doubt. */
  readonly problems?: readonly RecordProblem[] | undefined;
  /** Records of this prompt that lie in another folder, which is not read with it. */
  readonly elsewhere?: readonly RecordProblem[] | undefined;
}

/**
 * Folds the records of one prompt into its state. Depends on the set of records alone, not on
 * their order, and is total: any set gives a state. Rename records say nothing here (see names).
 */
export function derivePrompt(
  records: readonly LedgerRecord[],
  { environments, problems = [], elsewhere = [] }: DeriveOptions = {},
): PromptState {
  const ordered = orderRecords(records);
  const graph = deriveVersions(ordered.filter(isVersion));
  const tags = deriveTags(ordered.filter(isTagMove), environments);
  return {
    ...graph,
    latest: graph.heads[graph.heads.length - 1],
    diverged: new Set(graph.heads.map(head => sourceText(head))).size > 1,
    tags,
    releases: deriveReleases(ordered.filter(isRelease)),
    approvals: ordered.filter(isApproval),
    experiments: ordered.filter(isExperiment),
    records: new Map(ordered.map(record => [record.id, record])),
    ...deriveFacts(ordered.filter(isPrompt)),
    archiveDivergence: deriveArchiveDivergence(ordered, graph.heads),
    newestAt: ordered.reduce<string | undefined>(newestOf, undefined),
    damage: damageOf([...problems, ...elsewhere], {
      ...graph,
      records: ordered,
      tags,
      environments,
    }),
  };
}

function newestOf(newest: string | undefined, { at }: LedgerRecord): string {
  return newest !== undefined && compareText(newest, at) > 0 ? newest : at;
}

/** The last value of each fact in order; a record holds only what it changes. */
function deriveFacts(
  ordered: readonly PromptRecord[],
): Pick<PromptState, 'description' | 'labels' | 'archived'> {
  const facts = { description: '', labels: [] as readonly string[], archived: false };
  for (const { description, labels, archived } of ordered) {
    if (description !== undefined) facts.description = description;
    if (labels !== undefined) facts.labels = labels;
    if (archived !== undefined) facts.archived = archived;
  }
  return facts;
}

const isVersion = (record: LedgerRecord): record is VersionRecord => record.kind === 'version';
const isRelease = (record: LedgerRecord): record is ReleaseRecord => record.kind === 'release';
const isApproval = (record: LedgerRecord): record is ApprovalRecord => record.kind === 'approval';
const isExperiment = (record: LedgerRecord): record is ExperimentRecord =>
  record.kind === 'experiment';
const isPrompt = (record: LedgerRecord): record is PromptRecord => record.kind === 'prompt';
const isTagMove = (record: LedgerRecord): record is TagMoveRecord =>
  record.kind === 'tag' || record.kind === 'release';
