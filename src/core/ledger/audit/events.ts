import type { NameTable } from '../derive/nameTable';
import {
  compareRecords,
  type Author,
  type ExperimentRecord,
  type LedgerRecord,
  type PromptRecord,
  type RenameRecord,
} from '../records/records';

/** What can have happened. */
export const EVENT_KINDS = [
  'commit',
  'tag',
  'untag',
  'promote',
  'rollback',
  'approve',
  'experiment',
  'describe',
  'rename',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One record, as a line of an audit. */
export interface LedgerEvent {
  /** The id of its record. */
  readonly id: string;
  readonly at: string;
  readonly kind: EventKind;
  /** The current name. */
  readonly prompt: string;
  readonly author: Author;
  /** The tag or environment that it is about; `null` for what is about none. */
  readonly tag: string | null;
  /** The version that it made, tagged, released or approved; `null` where there is none. */
  readonly version: string | null;
  /** The number of that version; `null` where it is missing here. */
  readonly number: number | null;
  /** What its author wrote: message, description, changelog, reason or note. */
  readonly text: string;
}

/** Which events are wanted; what is left out restricts nothing. */
export interface EventFilter {
  readonly prompt?: string | undefined;
  /** A tag or an environment. */
  readonly environment?: string | undefined;
  readonly kinds?: readonly EventKind[] | undefined;
  /** Part of a name or an email, letter case aside. */
  readonly who?: string | undefined;
  /** Part of what was written, letter case aside. */
  readonly text?: string | undefined;
  /** ISO 8601; this moment is in. */
  readonly from?: string | undefined;
  /** ISO 8601; this moment is in. */
  readonly to?: string | undefined;
}

/** An event as one record tells it; of a rename, `text` is the first name. */
export type RecordedEvent = Omit<LedgerEvent, 'prompt'>;

/** What a record in a folder tells of. */
export interface FolderEvent {
  readonly folder: string;
  readonly event: RecordedEvent;
}

/** The events that some records of one folder tell of, in order. */
export function eventsOf(records: readonly LedgerRecord[]): readonly RecordedEvent[] {
  const numbers = new Map(
    records.flatMap(record => (record.kind === 'version' ? [[record.id, record.number]] : [])),
  );
  return [...records].sort(compareRecords).map(record => {
    const { kind, tag, version, text } = told(record);
    const { id, at, author } = record;
    const number = version === null ? null : (numbers.get(version) ?? null);
    return { id, at, kind, author, tag, version, number, text };
  });
}

/** Events by the names that their prompts have and had, newest first. */
export function namedEvents(
  found: readonly FolderEvent[],
  names: Pick<NameTable, 'folderOf' | 'nameOf' | 'renamesOf'>,
): readonly LedgerEvent[] {
  return found
    .map(({ folder, event: { id, at, kind, text, ...what } }) => {
      // A rename lies in the folder of the new name.
      const owner = names.folderOf(folder);
      const named =
        kind === 'rename' ? `from ${nameBefore(id, text, names.renamesOf(owner))}` : text;
      return { id, at, kind, prompt: names.nameOf(owner), ...what, text: named };
    })
    .sort((left, right) => compareRecords(right, left));
}

function told(record: LedgerRecord): Pick<LedgerEvent, 'kind' | 'tag' | 'version' | 'text'> {
  switch (record.kind) {
    case 'version':
      return { kind: 'commit', tag: null, version: record.id, text: record.message };
    case 'tag': {
      const kind = record.version === null ? 'untag' : 'tag';
      return { kind, tag: record.tag, version: record.version, text: record.description };
    }
    case 'release': {
      const kind = record.rollback ? 'rollback' : 'promote';
      const { environment, version, changelog } = record;
      return { kind, tag: environment, version, text: changelog };
    }
    case 'approval': {
      const { environment, version, note } = record;
      return { kind: 'approve', tag: environment, version, text: note };
    }
    case 'experiment':
      return { kind: 'experiment', tag: null, version: record.version, text: outcomeText(record) };
    case 'prompt':
      return { kind: 'describe', tag: null, version: null, text: factsText(record) };
    case 'rename':
      return { kind: 'rename', tag: null, version: null, text: record.from };
  }
}

/** What the prompt was called when it was renamed. Early records do not say which rename they replace. */
function nameBefore(id: string, first: string, renames: readonly RenameRecord[]): string {
  const place = renames.findIndex(rename => rename.id === id);
  const replaced = renames[place]?.previous ?? (place > 0 ? [renames[place - 1]?.id] : []);
  return renames.findLast(rename => replaced.includes(rename.id))?.prompt ?? first;
}

/** What a record of facts says of its prompt, in words. */
export function factsText(record: PromptRecord): string {
  const { description, labels, archived } = record;
  return [
    ...(description === undefined ? [] : [description]),
    ...(labels === undefined ? [] : [`labels: ${labels.join(', ')}`]),
    ...(archived === undefined ? [] : [archived ? 'archived' : 'restored']),
  ].join('; ');
}

/** What an experiment came to, in words: `support: 37 of 40 rows on openai/gpt-5-mini`. */
export function outcomeText({
  experiment,
  passed,
  rows,
  model,
}: Pick<ExperimentRecord, 'experiment' | 'passed' | 'rows' | 'model'>): string {
  return `${experiment}: ${passed} of ${rows} rows on ${model}`;
}

/** Whether an event is wanted. */
export function isWanted(event: LedgerEvent, filter: EventFilter): boolean {
  const { prompt = event.prompt, environment = event.tag, kinds = [event.kind] } = filter;
  const isMeant =
    event.prompt === prompt && event.tag === environment && kinds.includes(event.kind);
  return isMeant && isWritten(event, filter) && isWithin(event.at, filter);
}

function isWritten(
  { author: { name, email }, text: written }: LedgerEvent,
  { who = '', text = '' }: EventFilter,
): boolean {
  return holds(`${name} <${email}>`, who) && holds(written, text);
}

/** Whether a time lies in a span; both ends belong to it. */
export function isWithin(
  at: string,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): boolean {
  const time = Date.parse(at);
  return (
    (from === undefined || time >= Date.parse(from)) && (to === undefined || time <= Date.parse(to))
  );
}

function holds(whole: string, part: string): boolean {
  return whole.toLowerCase().includes(part.toLowerCase());
}
