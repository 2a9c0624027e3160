import {
  contestedClaims,
  divergences,
  forbiddenMoves,
  fromTheFuture,
  type RuleProblem,
} from '../core/audit/rules';
import { derivePrompt, type PromptState } from '../core/derive/derivePrompt';
import { LedgerError, type LedgerErrorCode } from '../core/errors';
import { recordFileName } from '../core/records/recordFile';
import type { LedgerRecord } from '../core/records/records';
import type { Environment } from '../core/environments/registryConfig';
import { shortId } from '../core/plan/resolve';
import { recordsOfCommit } from './audit';
import { readFolders, tableOf } from './folders';
import type { Ledger } from './ledger';

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
}

export interface VerifyInput {
  /**
   * A commit of git: what rules forbid is told only of records that it does not hold. For a check of
   * a branch against the one that it goes into, and for a registry that was protected late.
   */
  readonly since?: string | undefined;
}

/**
 * Reads every record anew, past every memory, and says what is wrong: what is damaged or missing,
 * what a merge left to decide, and what the rules of registry.json forbid. Changes nothing. Throws
 * `io`, and `invalid-argument` for a commit that git does not know.
 */
export async function verify(ledger: Ledger, { since }: VerifyInput = {}): Promise<VerifyReport> {
  const { clock } = ledger.ports;
  const pipeline = await readPipeline(ledger);
  const accepted = await acceptedRecords(ledger, since);
  const history = (await ledger.ports.history?.problems()) ?? [];
  const problems: VerifyProblem[] = [...history, ...pipeline.problems];
  let records = 0;
  const folders = await readFolders(ledger, { fresh: true });
  const names = tableOf(folders);
  for (const read of folders) {
    const { folder } = read;
    const state = derivePrompt(read.records, read);
    const name = names.nameOf(names.folderOf(folder));
    records += read.records.length;
    problems.push(...read.problems, ...missingVersions(folder, state));
    const rules = [
      ...divergences(name, state),
      ...fromTheFuture(read.records, clock()),
      ...forbiddenMoves(state, pipeline.environments).filter(
        ({ record }) => !accepted.has(record.id),
      ),
    ];
    problems.push(...rules.map(problem => atPath(folder, problem)));
  }
  problems.push(...contestedClaims(names).map(problem => atPath(problem.record.prompt, problem)));
  return { records, problems };
}

async function acceptedRecords(
  ledger: Ledger,
  since: string | undefined,
): Promise<ReadonlySet<string>> {
  if (since === undefined) return new Set();
  const folders = await recordsOfCommit(ledger, since);
  return new Set(folders.flatMap(({ records }) => records.map(({ id }) => id)));
}

async function readPipeline(
  ledger: Ledger,
): Promise<{ environments: readonly Environment[]; problems: readonly VerifyProblem[] }> {
  try {
    return { environments: (await ledger.config()).environments, problems: [] };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const problem = { path: 'registry.json', code: error.code, message: error.message };
    return { environments: [], problems: [problem] };
  }
}

function pathOf(folder: string, record: Pick<LedgerRecord, 'at' | 'id'>): string {
  return `records/${folder}/${recordFileName(record.at, record.id)}`;
}

function atPath(folder: string, { record, code, message }: RuleProblem): VerifyProblem {
  return { path: pathOf(folder, record), code, message };
}

function missingVersions(folder: string, state: PromptState): VerifyProblem[] {
  const gaps = state.gaps.flatMap(({ version, missing }) => {
    const record = state.versions.get(version);
    const message = `v${record?.number ?? '?'} names parent ${shortId(missing)}, which is not here.`;
    return record === undefined ? [] : [toProblem(folder, record, message)];
  });
  const tags = [...state.tags.values()].flatMap(({ tag, version, served }) =>
    version === null || state.versions.has(version)
      ? []
      : [toProblem(folder, served, `"${tag}" points at ${shortId(version)}, which is not here.`)],
  );
  return [...gaps, ...tags];
}

function toProblem(
  folder: string,
  record: Pick<LedgerRecord, 'at' | 'id'>,
  message: string,
): VerifyProblem {
  return { path: pathOf(folder, record), code: 'version-not-found', message };
}
