import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import { printRecord, recordFileName, recordId } from '../../src/core/ledger/records/recordFile';
import type {
  ApprovalRecord,
  ExperimentRecord,
  Author,
  Draft,
  LedgerRecord,
  PromptRecord,
  ReleaseRecord,
  RenameRecord,
  TagRecord,
  VersionRecord,
} from '../../src/core/ledger/records/records';
import type { FolderRecords } from '../../src/registry/ports';
import { digest } from '../../src/store/digest';
import type { PromptState } from '../../src/core/ledger/derive/model';

export const ada: Author = { name: 'Ada', email: 'ada@example.com' };
export const ben: Author = { name: 'Ben', email: 'ben@example.com' };

/** An id that a test can name: `idOf('first')` is the same everywhere. */
export function idOf(name: string): string {
  return recordId(digest(name));
}

/** A time by its minute, for tests that care only about order. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 20, 9, minutes)).toISOString();
}

type Given<T extends LedgerRecord> = Partial<Omit<T, 'kind' | 'id' | 'at'>>;

function head(id: string, minutes: number, author: Author = ada) {
  return { id: idOf(id), prompt: 'greeting', at: minute(minutes), author };
}

/** A version that a test calls `name`, committed at a minute. `parents` are names as well. */
export function version(
  name: string,
  minutes: number,
  { parents = [], ...given }: Given<VersionRecord> = {},
): VersionRecord {
  return {
    kind: 'version',
    ...head(name, minutes),
    number: 1,
    message: `Made ${name}`,
    includes: {},
    source: [`This is ${name}.`],
    ...given,
    parents: parents.map(idOf),
  };
}

/** A move of a tag to the version called `target`. `previous` are names as well. */
export function tagging(
  name: string,
  minutes: number,
  target: string | null,
  { previous = [], ...given }: Given<TagRecord> = {},
): TagRecord {
  return {
    kind: 'tag',
    ...head(name, minutes),
    tag: 'staging',
    version: target === null ? null : idOf(target),
    description: '',
    immutable: false,
    ...given,
    previous: previous.map(idOf),
  };
}

/** A release of the version called `target`. `previous` are names as well. */
export function release(
  name: string,
  minutes: number,
  target: string,
  { previous = [], ...given }: Given<ReleaseRecord> = {},
): ReleaseRecord {
  return {
    kind: 'release',
    ...head(name, minutes),
    environment: 'production',
    from: 'staging',
    version: idOf(target),
    rollback: false,
    changelog: '',
    verdict: {},
    ...given,
    previous: previous.map(idOf),
  };
}

export function approval(
  name: string,
  minutes: number,
  target: string,
  given: Given<ApprovalRecord> = {},
): ApprovalRecord {
  return {
    kind: 'approval',
    ...head(name, minutes, ben),
    environment: 'production',
    version: idOf(target),
    note: '',
    ...given,
  };
}

export function experiment(
  name: string,
  minutes: number,
  target: string,
  given: Given<ExperimentRecord> = {},
): ExperimentRecord {
  return {
    kind: 'experiment',
    ...head(name, minutes, ben),
    experiment: 'support',
    version: idOf(target),
    model: 'openai/gpt-5-mini',
    dataset: 'd',
    definition: 'e',
    rows: 40,
    passed: 37,
    failed: 2,
    errors: 1,
    score: 0.93,
    usage: null,
    ms: { p50: 800, p95: 2100 },
    cost: { amount: 0.01, currency: 'USD' },
    required: 'met',
    results: 'f',
    ...given,
  };
}

export function facts(
  name: string,
  minutes: number,
  given: Given<PromptRecord> = {},
): PromptRecord {
  return { kind: 'prompt', ...head(name, minutes), ...given };
}

export function renaming(
  name: string,
  minutes: number,
  { from, to, previous }: { from: string; to: string; previous?: readonly string[] },
): RenameRecord {
  const replaced = previous === undefined ? {} : { previous: previous.map(idOf) };
  return { kind: 'rename', ...head(name, minutes), prompt: to, from, ...replaced };
}

/** The state that some records give. */
export function stateOf(...records: LedgerRecord[]): PromptState {
  return derivePrompt(records);
}

/** A record before it was written. */
export function draftOf<T extends LedgerRecord>(record: T): Draft<T> {
  const fields = Object.entries(record).filter(([name]) => name !== 'id');
  return Object.fromEntries(fields) as unknown as Draft<T>;
}

/** A draft with the id that its bytes give it. */
export function sealed<T extends LedgerRecord>(draft: Draft<T>): T {
  const id = recordId(digest(printRecord(draft)));
  return { ...draft, id } as unknown as T;
}

/** The records of one folder as the store gives them. */
export function folderOf(folder: string, records: readonly LedgerRecord[]): FolderRecords {
  return {
    folder,
    names: records.map(({ at, id }) => recordFileName(at, id)).sort(),
    records,
    problems: [],
  };
}

/** The names that tests gave to versions, for messages that a person can read. */
export function namesIn(ids: Iterable<string>, names: readonly string[]): string[] {
  const byId = new Map(names.map(name => [idOf(name), name]));
  return [...ids].map(id => byId.get(id) ?? id);
}
