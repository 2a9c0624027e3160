import { derivePrompt, type PromptState } from '../core/derive/derivePrompt';
import { LedgerError, type LedgerErrorCode } from '../core/errors';
import { recordFileName } from '../core/recordFile';
import type { LedgerRecord } from '../core/records';
import { shortId } from '../core/plan/resolve';
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

/** Reads every record anew, past every memory, and says what is wrong. Changes nothing. */
export async function verify(ledger: Ledger): Promise<VerifyReport> {
  const { records: store } = ledger.ports;
  const environments = await protectedEnvironments(ledger);
  const problems: VerifyProblem[] = [...environments.problems];
  let records = 0;
  for (const folder of (await store.list()).keys()) {
    const read = await store.read(folder, { fresh: true });
    const state = derivePrompt(read.records);
    records += read.records.length;
    problems.push(...read.problems, ...missingVersions(folder, state));
    problems.push(...plainTags(folder, state, environments.names));
  }
  return { records, problems };
}

async function protectedEnvironments(
  ledger: Ledger,
): Promise<{ names: readonly string[]; problems: readonly VerifyProblem[] }> {
  try {
    const { environments } = await ledger.config();
    const names = environments.filter(item => item.protected).map(item => item.name);
    return { names, problems: [] };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const problem = { path: 'registry.json', code: error.code, message: error.message };
    return { names: [], problems: [problem] };
  }
}

function pathOf(folder: string, record: Pick<LedgerRecord, 'at' | 'id'>): string {
  return `records/${folder}/${recordFileName(record.at, record.id)}`;
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

/** Protection is checked by the writer; a record that slipped past one is told here. */
function plainTags(
  folder: string,
  state: PromptState,
  environments: readonly string[],
): VerifyProblem[] {
  return environments
    .flatMap(name => state.tags.get(name)?.moves ?? [])
    .filter(({ record }) => record.kind === 'tag')
    .map(({ record }) => ({
      path: pathOf(folder, record),
      code: 'environment-protected',
      message: 'A plain tag moved a protected environment. Only a release may.',
    }));
}
