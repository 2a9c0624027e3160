import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import type { PromptState } from '../core/ledger/derive/model';
import { nextState } from '../core/ledger/derive/nextState';
import { freezesTag } from '../core/ledger/derive/tags';
import { compareText } from '../core/base/textOrder';
import type { PromptName } from '../core/base/names';
import { recordFileName } from '../core/ledger/records/recordFile';
import type { LedgerRecord } from '../core/ledger/records/records';
import type { PromptSnapshot } from './model';
import type { FolderRecords } from './ports';

/** A prompt as it was read before, for what follows. */
export interface Known {
  readonly name: PromptName;
  readonly read: FolderRecords;
}

/** A folder with one more record, and what it had before. */
export interface Growth {
  readonly before: FolderRecords;
  readonly record: LedgerRecord;
}

const states = new WeakMap<FolderRecords, PromptState>();
const grown = new WeakMap<FolderRecords, { readonly id: string; readonly read: FolderRecords }>();
const growths = new WeakMap<FolderRecords, WeakRef<Growth>>();
/** What keeps a growth as long as somebody knows the folder from which it began. */
const kept = new WeakMap<FolderRecords, Growth>();

/** The prompt of a folder that was read. */
export function stateOf({ name, read }: Known): Pick<PromptSnapshot, 'name' | 'state'> {
  return { name, state: folderState(read) };
}

/**
 * What the records of a folder say together. A folder that was read is a value that nobody changes, so that
 * its state is derived once; one with a record more, from that of the folder without it, where it can be.
 */
export function folderState(read: FolderRecords): PromptState {
  const known = states.get(read);
  if (known !== undefined) return known;
  const growth = growthOf(read);
  const before = growth && states.get(growth.before);
  const next = growth && before && nextState(before, growth.record);
  const state = next ?? derivePrompt(read.records, read);
  states.set(read, state);
  return state;
}

/** How a folder came from another one; `undefined` where it was read as it is, or that one is forgotten. */
export function growthOf(read: FolderRecords): Growth | undefined {
  return growths.get(read)?.deref();
}

/**
 * A folder with a record that was just written to it, the same one whoever asks; `undefined` where it has to
 * be read again: a file of that name was there before, or a tag is frozen for the first time, and whether it
 * is an environment's says registry.json, which is read with it.
 */
export function folderWith(read: FolderRecords, record: LedgerRecord): FolderRecords | undefined {
  if (freezesTag(record) && read.environments === undefined) return undefined;
  const known = grown.get(read);
  if (known?.id === record.id) return known.read;
  const name = recordFileName(record.at, record.id);
  const names = withName(read.names, name);
  if (names === undefined) return undefined;
  const after = { ...read, names, records: [...read.records, record] };
  const growth = { before: read, record };
  grown.set(read, { id: record.id, read: after });
  kept.set(read, growth);
  growths.set(after, new WeakRef(growth));
  return after;
}

/** Sorted names with one more, which is nearly always the last one; `undefined` where it is there already. */
function withName(names: readonly string[], name: string): readonly string[] | undefined {
  const last = names.at(-1);
  if (last === undefined || compareText(last, name) < 0) return [...names, name];
  return names.includes(name) ? undefined : [...names, name].sort(compareText);
}

/**
 * A prompt with a record that was just written: folded in memory, for the act is done whether or not
 * the disk can be read again.
 */
export function withRecord(snapshot: PromptSnapshot, record: LedgerRecord): PromptSnapshot {
  const read = snapshot.read && folderWith(snapshot.read, record);
  if (read !== undefined)
    return { ...snapshot, records: read.records, read, state: folderState(read) };
  const records = [...snapshot.records, record];
  const { problems } = snapshot.state.damage;
  return { ...snapshot, records, read, state: derivePrompt(records, { ...snapshot, problems }) };
}
