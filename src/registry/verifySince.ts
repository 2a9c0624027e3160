import { forbiddenAdditions, movedByRules } from '../core/ledger/audit/addedMoves';
import { loosenedRules } from '../core/ledger/audit/loosenedRules';
import { lossText } from '../core/ledger/audit/lostRecords';
import { distinctProblems, forbiddenMoves } from '../core/ledger/audit/rules';
import { takenNames } from '../core/ledger/audit/takenNames';
import { derivePrompt } from '../core/ledger/derive/derivePrompt';
import { LedgerError } from '../core/base/errors';
import { parseRegistryConfig, type Environment } from '../core/ledger/environments/registryConfig';
import { recordFileName } from '../core/ledger/records/recordFile';
import { isRename, type LedgerRecord } from '../core/ledger/records/records';
import { tableOf } from './folders';
import type { Ledger } from './ledger';
import { lossesOf, pathsOf } from './losses';
import type { CommittedRegistry, FolderRecords, RecordHistory } from './ports';
import type { ReadRegistry } from './readRegistry';
import { atPath, namesOf, type VerifyProblem } from './verifyReport';
import { compareText } from '../core/base/textOrder';

/** What a comparison with a commit of git found. */
export interface SinceFindings {
  /** Records that the commit holds and that are not here as they were. */
  readonly lost: readonly VerifyProblem[];
  /** What was added or changed against the rules that the commit has. */
  readonly broken: readonly VerifyProblem[];
  readonly notices: readonly string[];
}

/** Both sides of a comparison. */
interface Sides {
  readonly since: string;
  readonly then: CommittedRegistry;
  readonly now: ReadRegistry;
}

/**
 * Compares a registry with the one that a commit holds. Every record of then must be there as it was;
 * what is added is judged as a merge would have it: together with all records of then, by the rules
 * of then and by today's. Records that the branch of the work tree never had are not lost: it is behind.
 * Throws `io`, and `invalid-argument` for a commit that git does not know.
 */
export async function verifySince(
  ledger: Ledger,
  now: ReadRegistry,
  since: string,
): Promise<SinceFindings> {
  const history = requireHistory(ledger, since);
  const sides: Sides = { since, then: await history.registryAt(since), now };
  const common = (): Promise<ReadonlySet<string> | undefined> => history.commonRecords(since);
  const { lost, behind } = await lossesOf({ then: sides.then.folders, now, common });
  const rules = readRules(sides);
  return {
    lost: lost.map(item => ({
      path: item.path,
      code: 'record-corrupt',
      message: lossText({ ...item, since }),
    })),
    broken: [...rules.problems, ...judged(sides, rules.environments)],
    notices: [...rules.notices, ...noticesOf(sides, behind.length)],
  };
}

/** Throws `invalid-argument` where nothing knows git. */
export function requireHistory(
  ledger: Ledger,
  revision: string,
  instead = 'Verify without it.',
): RecordHistory {
  const { history } = ledger.ports;
  if (history !== undefined) return history;
  throw new LedgerError(
    'invalid-argument',
    { revision },
    `Nothing here can look into git for "${revision}". ${instead}`,
  );
}

interface Rules {
  /** Those of then, which decide. */
  readonly environments: readonly Environment[];
  readonly problems: readonly VerifyProblem[];
  readonly notices: readonly string[];
}

/** What was in force. Where nothing was, or nobody can tell, today's rules are. */
function readRules({ since, then, now }: Sides): Rules {
  const today = { environments: now.environments, problems: [], notices: [] };
  if (then.config === undefined) return today;
  try {
    const { environments } = parseRegistryConfig(then.config);
    // A registry.json that cannot be read is told as such, not as the end of every rule.
    const isBroken = now.problems.some(({ path }) => path === 'registry.json');
    const loosened = isBroken ? [] : loosenedRules(environments, now.environments, since);
    const problems = loosened.map(
      message => ({ path: 'registry.json', code: 'environment-protected', message }) as const,
    );
    return { environments, problems, notices: [] };
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const notice = `The registry.json of ${since} cannot be read, so today's rules are taken. ${error.message}`;
    return { ...today, notices: [notice] };
  }
}

/** Everything that was added, judged in the registry that a merge of both sides gives. */
function judged(sides: Sides, then: readonly Environment[]): readonly VerifyProblem[] {
  const before = new Map(sides.then.folders.map(read => [read.folder, read.records]));
  const merged = mergedFolders(sides);
  const known = new Set(sides.then.folders.flatMap(({ records }) => records.map(({ id }) => id)));
  const isAdded = (id: string): boolean => !known.has(id);
  const names = tableOf(merged);
  const moves = merged.flatMap(({ folder, records }) => {
    const prompt = names.nameOf(names.folderOf(folder));
    const held = { folder, prompt, records, before: before.get(folder) ?? [] };
    return judgedFolder(sides, then, { ...held, isAdded });
  });
  return [...moves, ...takenOver(sides, merged, isAdded)];
}

interface JudgedFolder {
  readonly folder: string;
  readonly prompt: string;
  readonly records: readonly LedgerRecord[];
  readonly before: readonly LedgerRecord[];
  readonly isAdded: (id: string) => boolean;
}

/** Rules say which tags are those of environments as well, and so what a record moves: both count. */
function judgedFolder(
  { since, now }: Sides,
  then: readonly Environment[],
  { folder, prompt, isAdded, ...held }: JudgedFolder,
): readonly VerifyProblem[] {
  const [ofThen, ofNow] = [namesOf(then), namesOf(now.environments)];
  const before = derivePrompt(held.before, { environments: ofThen });
  const after = derivePrompt(held.records, { environments: ofThen });
  // Where nobody can read today's rules, that is what is told.
  const isOther = ofNow !== undefined && [...ofNow].join() !== [...(ofThen ?? [])].join();
  const today = isOther ? derivePrompt(held.records, { environments: ofNow }) : after;
  const added = { before, after, environments: then, isAdded, since };
  const forbidden = forbiddenMoves(today, now.environments).filter(({ record }) =>
    isAdded(record.id),
  );
  const freed = movedByRules({ prompt, before, after, today, environments: then, since });
  return [
    ...distinctProblems([...forbiddenAdditions(added), ...forbidden]).map(problem =>
      atPath(folder, problem),
    ),
    ...freed.map(message => ({ path: 'registry.json', code: 'tag-immutable', message }) as const),
  ];
}

/** The records of then and now together: what was lost is told apart, and counts here as there. */
function mergedFolders({ then, now }: Sides): readonly FolderRecords[] {
  const merged = new Map<string, LedgerRecord[]>();
  for (const { folder, records } of [...then.folders, ...now.folders]) {
    const inFolder = merged.get(folder);
    if (inFolder === undefined) merged.set(folder, [...records]);
    else for (const record of records) inFolder.push(record);
  }
  return [...merged]
    .sort(([left], [right]) => compareText(left, right))
    .map(([folder, records]) => ({ folder, names: [], records, problems: [] }));
}

function takenOver(
  { since, then }: Sides,
  merged: readonly FolderRecords[],
  isAdded: (id: string) => boolean,
): readonly VerifyProblem[] {
  const renames = then.folders.flatMap(({ records }) => records.filter(isRename));
  const owners = then.folders.filter(({ records }) => !records.every(isRename));
  const names = new Set([
    ...owners.map(({ folder }) => folder),
    ...renames.map(({ prompt }) => prompt),
  ]);
  return takenNames(names, tableOf(then.folders), tableOf(merged)).map(taken => {
    const { name, before, after } = taken;
    const records = merged.find(({ folder }) => folder === name)?.records ?? [];
    const claim = records.find(({ id }) => isAdded(id));
    const file = claim === undefined ? '' : `/${recordFileName(claim.at, claim.id)}`;
    const message = `"${name}" leads to the prompt "${before}" at ${since}, and would lead to "${after}": whoever asks for it would get another prompt. Choose another name.`;
    return { path: `records/${name}${file}`, code: 'name-taken', message };
  });
}

function noticesOf({ since, then, now }: Sides, behind: number): readonly string[] {
  const few = behind === 1 ? '1 record' : `${behind} records`;
  const here = new Set([...now.folders.flatMap(pathsOf), ...now.problems.map(({ path }) => path)]);
  const gone = then.folders
    .flatMap(({ problems }) => problems)
    .filter(({ path }) => !here.has(path));
  return [
    ...(behind === 0 ? [] : [`${since} has ${few} that this branch does not have yet: merge it.`]),
    ...gone.map(({ path }) => `${path} is gone. At ${since} it was no sound record already.`),
  ];
}
