import { LedgerError } from '../core/base/errors';
import type { Environment } from '../core/ledger/environments/registryConfig';
import { readFolders } from './folders';
import type { Ledger } from './ledger';
import type { FolderRecords } from './ports';
import type { VerifyProblem } from './verifyReport';

/** All that lies in the registry, read anew. */
export interface ReadRegistry {
  readonly folders: readonly FolderRecords[];
  /** Of registry.json; none where it cannot be read. */
  readonly environments: readonly Environment[];
  /** What is wrong with files, by themselves. */
  readonly problems: readonly VerifyProblem[];
}

/** Reads every record anew, past every memory. Throws `io`. */
export async function readRegistry(ledger: Ledger): Promise<ReadRegistry> {
  const { records } = ledger.ports;
  const pipeline = await readPipeline(ledger);
  const history = (await ledger.ports.history?.problems()) ?? [];
  const folders = await readFolders(ledger, { fresh: true });
  const damaged = folders.flatMap(({ problems }) => problems);
  const known = new Set(damaged.map(({ path }) => path));
  const strays = (await records.strays())
    .filter(({ path }) => !known.has(path))
    .map(stray => ({ ...stray, code: 'record-corrupt' as const }));
  return {
    folders,
    environments: pipeline.environments,
    problems: [...history, ...pipeline.problems, ...damaged, ...strays],
  };
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
