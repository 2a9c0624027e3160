import type { RuleProblem } from '../core/ledger/audit/rules';
import type { Environment } from '../core/ledger/environments/registryConfig';
import type { LedgerErrorCode } from '../core/base/errors';
import { recordFileName, recordPath } from '../core/ledger/records/recordFile';
import type { LedgerRecord } from '../core/ledger/records/records';

/** Something in the registry that a person should look at. */
export interface VerifyProblem {
  /** Below the registry's folder, with "/" between its parts. */
  readonly path: string;
  readonly code: LedgerErrorCode;
  readonly message: string;
}

export interface VerifyReport {
  /** How many sound records there are. */
  readonly records: number;
  readonly problems: readonly VerifyProblem[];
  /** What is no problem and good to know, where there is anything. */
  readonly notices?: readonly string[];
}

/** The path of the record that a problem is about. */
export function atPath(folder: string, { record, code, message }: RuleProblem): VerifyProblem {
  return { path: pathOf(folder, record), code, message };
}

/** Below the registry's folder. */
export function pathOf(folder: string, record: Pick<LedgerRecord, 'at' | 'id'>): string {
  return recordPath({ folder, name: recordFileName(record.at, record.id) });
}

/** Of environments, whose tags nobody can freeze; `undefined` where registry.json could not be read. */
export function namesOf(environments: readonly Environment[]): ReadonlySet<string> | undefined {
  return environments.length === 0 ? undefined : new Set(environments.map(({ name }) => name));
}
