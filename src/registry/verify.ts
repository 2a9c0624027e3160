import {
  contestedClaims,
  divergences,
  forbiddenMoves,
  fromTheFuture,
} from '../core/ledger/audit/rules';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { movedText } from '../core/ledger/derive/movedText';
import type { LedgerRecord } from '../core/ledger/records/records';
import { LedgerError } from '../core/base/errors';
import { shortId } from '../core/ledger/plan/resolve';
import { tableOf } from './folders';
import type { Ledger } from './ledger';
import { listPrompts } from './listing';
import { movedDocuments } from './movedDocuments';
import type { FolderRecords } from './ports';
import { readRegistry, type ReadRegistry } from './readRegistry';
import { atPath, namesOf, pathOf, type VerifyProblem, type VerifyReport } from './verifyReport';
import { verifySince } from './verifySince';
import type { PromptState } from '../core/ledger/derive/model';

export interface VerifyInput {
  /**
   * A commit of git, for a check of a branch against the one that it goes into: every record that it
   * holds must be there as it was, and what was added since is judged by the rules that it has.
   */
  readonly since?: string | undefined;
}

/**
 * Reads every record anew, past every memory, and says what is wrong: what is damaged, missing or no
 * record, what a merge left to decide, and what the rules of registry.json forbid; `since` a commit
 * also what it lost, and of rules only what was broken since. Changes nothing. Throws `io`, and
 * `invalid-argument` for a commit that git does not know.
 */
export async function verify(ledger: Ledger, { since }: VerifyInput = {}): Promise<VerifyReport> {
  const read = await readRegistry(ledger);
  const problems = [
    ...read.problems,
    ...stateProblems(ledger, read),
    ...(await misplacedDocuments(ledger)),
    ...(await unusableDocuments(ledger)),
  ];
  const records = read.folders.reduce((sum, folder) => sum + folder.records.length, 0);
  if (since === undefined) {
    return { records, problems: [...problems, ...brokenRules(read)] };
  }
  const found = await verifySince(ledger, read, since);
  // One file, one sentence: what it was says more than that it is bad.
  const told = new Set(found.lost.map(({ path }) => path));
  return {
    records,
    problems: [...problems.filter(({ path }) => !told.has(path)), ...found.lost, ...found.broken],
    ...(found.notices.length === 0 ? {} : { notices: found.notices }),
  };
}

async function misplacedDocuments(ledger: Ledger): Promise<readonly VerifyProblem[]> {
  const moved = await movedDocuments(ledger, await listPrompts(ledger));
  return moved.map(item => ({
    path: `prompts/${item.at}.prompt`,
    code: 'prompt-not-found' as const,
    message: movedText(item),
  }));
}

/** What nothing reads, and working documents that are no text or cannot be read. */
async function unusableDocuments(ledger: Ledger): Promise<readonly VerifyProblem[]> {
  const { documents } = ledger.ports;
  const problems: VerifyProblem[] = [...(await documents.strays())];
  for (const { prompt } of await documents.list()) {
    try {
      await documents.read(prompt);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const { code, message } = error;
      problems.push({ path: `prompts/${prompt}.prompt`, code, message });
    }
  }
  return problems;
}

/** What the records say, and somebody should look at whatever the rules are. */
function stateProblems(
  ledger: Ledger,
  { folders, environments }: ReadRegistry,
): readonly VerifyProblem[] {
  const now = ledger.ports.clock();
  const names = tableOf(folders);
  const versions = versionIds(folders);
  const inFolders = folders.flatMap(read => {
    const { folder, records } = read;
    const state = derivePrompt(records, { ...read, environments: namesOf(environments) });
    const name = names.nameOf(names.folderOf(folder));
    return [
      ...missingVersions(folder, state, records),
      ...missingIncludes(folder, records, versions),
      ...[...divergences(name, state), ...fromTheFuture(records, now)].map(problem =>
        atPath(folder, problem),
      ),
    ];
  });
  const claims = contestedClaims(names).map(problem => atPath(problem.record.prompt, problem));
  return [...inFolders, ...claims];
}

function brokenRules({ folders, environments }: ReadRegistry): readonly VerifyProblem[] {
  return folders.flatMap(read =>
    forbiddenMoves(
      derivePrompt(read.records, { ...read, environments: namesOf(environments) }),
      environments,
    ).map(problem => atPath(read.folder, problem)),
  );
}

function missingVersions(
  folder: string,
  state: PromptState,
  records: readonly LedgerRecord[],
): VerifyProblem[] {
  const problem = (record: LedgerRecord, message: string): VerifyProblem => ({
    path: pathOf(folder, record),
    code: 'version-not-found',
    message,
  });
  const gaps = state.gaps.flatMap(({ version, missing }) => {
    const record = state.versions.get(version);
    const message = `v${record?.number ?? '?'} names parent ${shortId(missing)}, which is not here.`;
    return record === undefined ? [] : [problem(record, message)];
  });
  const others = records.flatMap(record => {
    if (!('version' in record) || record.version === null) return [];
    if (state.versions.has(record.version)) return [];
    return [
      problem(record, `${pointerText(record)} ${shortId(record.version)}, which is not here.`),
    ];
  });
  return [...gaps, ...others];
}

function pointerText(record: LedgerRecord): string {
  if (record.kind === 'tag') return `"${record.tag}" points at`;
  return record.kind === 'release' ? `"${record.environment}" got` : 'It is about';
}

function versionIds(folders: readonly FolderRecords[]): ReadonlySet<string> {
  return new Set(
    folders.flatMap(({ records }) =>
      records.filter(({ kind }) => kind === 'version').map(({ id }) => id),
    ),
  );
}

/** A version is rendered with what it included when it was committed: it may lie with any prompt. */
function missingIncludes(
  folder: string,
  records: readonly LedgerRecord[],
  versions: ReadonlySet<string>,
): readonly VerifyProblem[] {
  return records.flatMap(record => {
    if (record.kind !== 'version') return [];
    return Object.entries(record.includes)
      .filter(([, id]) => !versions.has(id))
      .map(([reference, id]) => ({
        path: pathOf(folder, record),
        code: 'version-not-found' as const,
        message: `v${record.number} includes "${reference}" as ${shortId(id)}, which is not here. Restore it, or commit "${record.prompt}" anew.`,
      }));
  });
}
