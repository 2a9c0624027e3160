import { compareText } from '../../base/textOrder';
import {
  compareRecords,
  sourceText,
  type LedgerRecord,
  type VersionRecord,
} from '../records/records';
import { withEntry } from './extendedMap';
import type { PromptState } from './model';
import { causesOf } from './order';

/** What a state says only when it is walked through, kept from one state to the next. */
interface Summary {
  /** The last record by `at`, then id. */
  readonly last: LedgerRecord;
  /** The ids that records of the state name as causes and that it does not have. */
  readonly missing: ReadonlySet<string>;
}

const summaries = new WeakMap<PromptState, Summary>();

/**
 * The state with one more version, without a walk through those that were there; `undefined` where only all
 * records together tell: where the version does not come last in their order, a record that was there names
 * it, a damaged file may have been anything, or the prompt is archived. What it gives is what
 * `derivePrompt` gives of all records with this one. (test: law)
 */
export function nextState(state: PromptState, record: LedgerRecord): PromptState | undefined {
  const known = summaryOf(state);
  if (known === undefined || !isNext(state, record)) return undefined;
  const next = withVersion(state, record);
  const absent = record.parents.filter(id => !state.records.has(id));
  const missing = absent.length === 0 ? known.missing : new Set([...known.missing, ...absent]);
  summaries.set(next, { last: record, missing });
  return next;
}

/** Whether a record is a version that changes nothing of a state but what `nextState` looks at. */
export function isNext(state: PromptState, record: LedgerRecord): record is VersionRecord {
  if (record.kind !== 'version' || record.parents.includes(record.id)) return false;
  if (state.damage.problems.length > 0 || state.archived || state.records.has(record.id)) {
    return false;
  }
  const known = summaryOf(state);
  if (known === undefined || known.missing.has(record.id)) return false;
  return compareRecords(known.last, record) < 0;
}

function withVersion(state: PromptState, record: VersionRecord): PromptState {
  const parents = new Set(record.parents);
  const heads = [...state.heads.filter(({ id }) => !parents.has(id)), record];
  const gaps = record.parents
    .filter(parent => !state.versions.has(parent))
    .map(missing => ({ version: record.id, missing }));
  const { newestAt = record.at } = state;
  return {
    ...state,
    versions: withEntry(state.versions, record.id, record),
    heads,
    gaps: gaps.length === 0 ? state.gaps : [...state.gaps, ...gaps],
    highest: Math.max(state.highest, record.number),
    latest: record,
    diverged: new Set(heads.map(head => sourceText(head))).size > 1,
    records: withEntry(state.records, record.id, record),
    newestAt: compareText(newestAt, record.at) > 0 ? newestAt : record.at,
  };
}

function summaryOf(state: PromptState): Summary | undefined {
  const known = summaries.get(state);
  if (known !== undefined) return known;
  const missing = new Set<string>();
  let last: LedgerRecord | undefined;
  for (const record of state.records.values()) {
    if (last === undefined || compareRecords(last, record) < 0) last = record;
    for (const cause of causesOf(record)) if (!state.records.has(cause)) missing.add(cause);
  }
  if (last === undefined) return undefined;
  const found = { last, missing };
  summaries.set(state, found);
  return found;
}
