import type { PromptName } from '../core/base/names';
import type { LedgerRecord } from '../core/ledger/records/records';
import type { PromptState } from '../core/ledger/derive/model';
import type { FolderRecords } from './ports';

/** One prompt as its records say, read from disk for a decision. */
export interface PromptSnapshot {
  /** The current name: of the working document and its samples. */
  readonly name: PromptName;
  /** The first name: the folder of the records. */
  readonly folder: string;
  readonly records: readonly LedgerRecord[];
  /** The folder as it was read; `undefined` where something was written that needs another look at it. */
  readonly read: FolderRecords | undefined;
  /** As in `FolderRecords`. */
  readonly environments?: ReadonlySet<string> | undefined;
  readonly state: PromptState;
}
