import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runNpm } from './host/childProcess';
import { endWithSignals } from './host/endWithSignals';
import { projectRoot } from './host/projectPaths';
import {
  addTallies,
  brokenRun,
  JOURNAL,
  lastHeard,
  printTally,
  readTally,
  type Tally,
} from './host/tally';
import { LONG_FORM } from './support/longForm';

/** One part of `npm test`: an npm script that passes as a whole, or one that counts its tests. */
interface Step {
  readonly script: string;
  /** What a script is passed that counts its tests in a journal. */
  readonly tallied?: readonly string[];
  /** Without this one the step has nothing to work on. */
  readonly needs?: string;
}

/** `npm test -- --long`: also what takes longer than anybody waits for each day. */
const { long: isLong } = parseArgs({
  options: { long: { type: 'boolean', default: false } },
}).values;

if (isLong) process.env[LONG_FORM] = '1';

/** What mocha is told so that its tests are counted. */
const TALLIED = ['--reporter', path.join(projectRoot, 'test', 'host', 'tallyReporter.ts')];

const PASSED: Tally = { passed: 1, failed: 0, skipped: 0, failures: [] };

const checks: readonly Step[] = checkScripts().map(script => ({ script }));

const steps: readonly Step[] = [
  { script: 'build' },
  { script: 'test:unit', tallied: TALLIED },
  { script: 'test:programs', tallied: TALLIED },
  // A seed of its own each day would make a failure that nobody can repeat.
  { script: 'torture', tallied: ['--minutes', isLong ? '30' : '1', '--seed', '7'] },
  { script: 'package', needs: 'build' },
  { script: 'test:vscode', tallied: isLong ? [] : ['--short'], needs: 'build' },
  { script: 'test:outside', tallied: isLong ? [] : ['--short'], needs: 'package' },
];

/** What was counted so far, by step; of a step that runs, what its journal counts. */
const counted = new Map<string, () => Tally>();

/** `npm test [-- --long]`: every step, also after one that failed; the last line sums them up. */
async function main(): Promise<void> {
  // However it ends, also by Ctrl+C: what passed is counted.
  process.once('exit', code => {
    process.exitCode = sumUp() ? code : 1;
  });
  // Each of them waits for one processor, and none for another.
  await Promise.all(checks.map(runStep));
  for (const step of steps) await runStep(step);
}

/** Prints how each step went, and returns whether all is well. */
function sumUp(): boolean {
  console.log('');
  const tallies = [...counted].map(([script, count]) => {
    const tally = count();
    const { passed, failed, failures } = tally;
    const mark = failed === 0 ? 'ok    ' : 'FAILED';
    console.log(`${mark} ${script}: ${passed} passed, ${failed} failed`);
    for (const title of failures) console.log(`         ${title}`);
    return tally;
  });
  const all = addTallies(tallies);
  console.log(`\n${printTally({ ...all, failures: [] })}`);
  return all.failed === 0;
}

async function runStep(step: Step): Promise<void> {
  if (step.needs !== undefined && counted.get(step.needs)?.().failed !== 0) {
    console.log(`\n=== ${step.script}: not run, because ${step.needs} failed`);
    counted.set(step.script, () => brokenRun(`not run, because ${step.needs} failed`));
    return;
  }
  console.log(`\n=== ${step.script}`);
  const start = performance.now();
  const tally = await runScript(step);
  counted.set(step.script, () => tally);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`=== ${step.script}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
}

async function runScript({ script, tallied }: Step): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), 'prompt-ledger-journal-'));
  const journal = path.join(folder, 'journal.jsonl');
  counted.set(script, () => (tallied === undefined ? brokenRun('not done') : readTally(journal)));
  const env = tallied && { [JOURNAL]: journal };
  const options = { cwd: projectRoot, echo: true, look: () => lastHeard(journal), env };
  try {
    await runNpm(['run', '--silent', script, '--', ...(tallied ?? [])], options);
    return tallied === undefined ? PASSED : readTally(journal);
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return failedTally(tallied && readTally(journal), reason);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A step that failed has a failure, whatever it counted before it did. */
function failedTally(tally: Tally | undefined, reason: string): Tally {
  if (tally === undefined) return brokenRun(reason);
  return tally.failed > 0 ? tally : addTallies([tally, brokenRun(reason)]);
}

/** The scripts that `npm run check` consists of: each is a step here, so that all of them run. */
function checkScripts(): string[] {
  const manifest = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: { check: string };
  };
  return [...manifest.scripts.check.matchAll(/npm run ([\w:]+)/g)].map(match => match[1]!);
}

endWithSignals();
void main();
