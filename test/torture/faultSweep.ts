import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { listCalls, runWhole, runWithFault } from './faults';
import type { Call, Fault, Outcome, Program } from './faults';
import { makeWorld, type Scenario } from './faultScenarios';

/** One run of which one call failed, and what is wrong with how it ended; nothing in most. */
export interface Judged {
  readonly scenario: string;
  readonly at: number;
  readonly call: string;
  readonly fault: Fault;
  readonly problems: readonly string[];
}

export interface SweepOptions {
  /** The built command line. */
  readonly program: string;
  readonly scenario: Scenario;
  readonly faults: readonly Fault[];
  /** Which calls fail; all of them without it. */
  readonly pick?: (call: Call, at: number, fault: Fault) => boolean;
  readonly onJudged?: (judged: Judged) => void;
}

type Files = Readonly<Record<string, string>>;

/** What happens without a fault, which others are held to. */
interface Expected {
  readonly before: Files;
  readonly after: Files;
}

/**
 * Runs a writing command once for each of its calls of the file system, fails that call, and holds the
 * disk against what was said: "Nothing was changed" where nothing was; done, or warned of and finished
 * by the next look, where the exit code says so; never half of it unsaid.
 */
export async function sweepFaults(options: SweepOptions): Promise<readonly Judged[]> {
  const { scenario, faults, pick = () => true, onJudged } = options;
  const world = await mkdtemp(join(tmpdir(), 'prompt-ledger-world-'));
  const judged: Judged[] = [];
  try {
    await makeWorld(world);
    await scenario.spoil?.(world);
    const { calls, ...expected } = await expect(options, world);
    for (const [at, call] of calls.entries()) {
      for (const fault of faults.filter(name => pick(call, at, name))) {
        const problems = await inCopy(world, folder =>
          judge(options, folder, { at, fault }, expected),
        );
        const one = { scenario: scenario.args.join(' '), at, call: call.name, fault, problems };
        judged.push(one);
        onJudged?.(one);
      }
    }
  } finally {
    await rm(world, { recursive: true, force: true });
  }
  return judged;
}

function expect(options: SweepOptions, world: string) {
  return inCopy(world, async folder => {
    const before = await filesOf(folder);
    const { outcome, calls } = await listCalls(programOf(options, folder));
    if (outcome.code !== 0) {
      throw new Error(`"${options.scenario.args.join(' ')}" fails by itself: ${outcome.stderr}`);
    }
    return { before, after: await filesOf(folder), calls };
  });
}

async function judge(
  options: SweepOptions,
  folder: string,
  { at, fault }: { readonly at: number; readonly fault: Fault },
  { before, after }: Expected,
): Promise<readonly string[]> {
  const program = programOf(options, folder);
  const outcome = await runWithFault(program, at, fault);
  const found = await filesOf(folder);
  const isUntouched = same(found, before);
  const problems = fault === 'KILL' ? [] : saidAndDone(outcome, isUntouched);
  // What is as it should be needs no look that finishes it.
  const isDone = outcome.code === 0 && unfinished(found, after, outcome).length === 0;
  if (!isDone && (outcome.code === 0 || fault === 'KILL')) {
    const look = await runWhole({ ...program, args: ['status', '--json'] });
    if (look.code !== 0) problems.push(`the next look fails: ${look.stderr}`);
    const finished = await filesOf(folder);
    if (outcome.code === 0) problems.push(...unfinished(finished, after, outcome));
    if (shapeOf(finished).records.length > shapeOf(after).records.length)
      problems.push('it was done twice');
  }
  return problems;
}

/** What is wrong with what was said. */
function saidAndDone({ code, stdout, stderr }: Outcome, isUntouched: boolean): string[] {
  const said = `${stderr}${stdout}`;
  const problems: string[] = [];
  if (/This is a bug|Unhandled|at .*\.cjs:\d+/.test(said)) problems.push(`a bug: ${said}`);
  if (code === null) problems.push(`it died: ${said}`);
  if (code === 0 || isUntouched) return problems;
  if (said.includes('Nothing was changed')) problems.push(`something was changed: ${said}`);
  const isTold =
    /Committed: |Released: |Imported: |Written before it: |was not released|is written/.test(said);
  if (!isTold) problems.push(`it was not told what was changed: ${said}`);
  return problems;
}

/** What the next look did not bring to where a run without a fault ends. */
function unfinished(found: Files, after: Files, { stderr }: Outcome): readonly string[] {
  const [is, wanted] = [shapeOf(found), shapeOf(after)];
  const [records, wantedRecords] = [is.records.join(' '), wanted.records.join(' ')];
  if (records !== wantedRecords && !stderr.includes('without the tag')) {
    return [`records in ${records} instead of ${wantedRecords}: ${stderr}`];
  }
  const other = Object.keys({ ...is.files, ...wanted.files }).filter(
    name => is.files[name] !== wanted.files[name],
  );
  return other.map(name => `"${name}" is not as it should be: ${stderr}`);
}

/** Records by their folders, for each run gives them other names; other files by their text. */
function shapeOf(files: Files): { readonly records: readonly string[]; readonly files: Files } {
  const names = Object.keys(files);
  const isRecord = (name: string): boolean => name.includes('.promptledger/records/');
  const others = names.filter(name => !isRecord(name) && name !== 'out.json');
  return {
    records: names
      .filter(isRecord)
      .map(name => name.slice(0, name.lastIndexOf('/')))
      .sort(),
    files: Object.fromEntries(others.map(name => [name, files[name] ?? ''])),
  };
}

function same(left: Files, right: Files): boolean {
  const names = Object.keys({ ...left, ...right });
  return names.every(name => left[name] === right[name]);
}

function programOf({ program, scenario }: SweepOptions, folder: string): Program {
  return {
    program,
    args: scenario.args,
    folder,
    env: { PROMPTLEDGER_AUTHOR: 'Ada <ada@example.com>' },
    watched: [folder],
  };
}

async function inCopy<T>(world: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-fault-'));
  try {
    await cp(world, folder, { recursive: true });
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every file with its bytes, but for what lies in a cache. */
async function filesOf(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: Record<string, string> = {};
  for (const entry of entries.filter(item => item.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (!/(^|\/)cache\//.test(name)) found[name] = await readFile(path, 'latin1');
  }
  return found;
}
