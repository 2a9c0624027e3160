import { derivePrompt } from '../core/ledger/derive/derivePrompt';
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

/** The prompt of a folder that was read. */
export function stateOf({ name, read }: Known): Pick<PromptSnapshot, 'name' | 'state'> {
  return { name, state: derivePrompt(read.records, read) };
}

/**
 * A folder with a record that was just written to it; `undefined` where it has to be read again, for whether
 * a tag that is frozen for the first time is an environment's says registry.json, which is read with it.
 */
export function folderWith(read: FolderRecords, record: LedgerRecord): FolderRecords | undefined {
  if (freezesTag(record) && read.environments === undefined) return undefined;
  const names = new Set([...read.names, recordFileName(record.at, record.id)]);
  return { ...read, names: [...names].sort(compareText), records: [...read.records, record] };
}

/**
 * A prompt with a record that was just written: folded in memory, for the act is done whether or not
 * the disk can be read again.
 */
export function withRecord(snapshot: PromptSnapshot, record: LedgerRecord): PromptSnapshot {
  const records = [...snapshot.records, record];
  const { problems } = snapshot.state.damage;
  const state = derivePrompt(records, { ...snapshot, problems });
  return { ...snapshot, records, state, read: snapshot.read && folderWith(snapshot.read, record) };
}
