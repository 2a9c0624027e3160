import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runNpm } from './host/childProcess';
import { endWithSignals } from './host/endWithSignals';
import { projectRoot } from './host/projectPaths';
import { addTallies, BROKEN_RUN, readTally, type Tally } from './host/tally';

/** One part of `npm test`: an npm script that passes as a whole, or one that counts its tests. */
interface Step {
  readonly script: string;
  /** What is passed to the script, given the file that takes its tally. */
  readonly tallied?: (file: string) => readonly string[];
  /** Without this one the step has nothing to work on. */
  readonly needs?: string;
}

const PASSED: Tally = { passed: 1, failed: 0, skipped: 0 };
const STEP_TIMEOUT_MS = 660_000;

const checks: readonly Step[] = checkScripts().map(script => ({ script }));

const steps: readonly Step[] = [
  { script: 'build' },
  {
    script: 'test:unit',
    tallied: file => [
      ...['--reporter', path.join(projectRoot, 'test', 'host', 'tallyReporter.ts')],
      ...['--reporter-option', `file=${file}`],
    ],
  },
  { script: 'package', needs: 'build' },
  { script: 'test:vscode', tallied: file => ['--tally', file], needs: 'build' },
  { script: 'test:outside', tallied: file => ['--tally', file], needs: 'package' },
];

/** `npm test`: every step, also after one that failed; the last line sums them up. */
async function main(): Promise<void> {
  const tallies = new Map<string, Tally>();
  // Each of them waits for one processor, and none for another.
  await Promise.all(
    checks.map(async step => tallies.set(step.script, await runStep(step, tallies))),
  );
  for (const step of steps) tallies.set(step.script, await runStep(step, tallies));
  console.log('');
  for (const [script, { passed, failed }] of tallies) {
    console.log(
      `${failed === 0 ? 'ok    ' : 'FAILED'} ${script}: ${passed} passed, ${failed} failed`,
    );
  }
  const { passed, failed } = addTallies([...tallies.values()]);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runStep(step: Step, done: ReadonlyMap<string, Tally>): Promise<Tally> {
  if (step.needs !== undefined && done.get(step.needs)?.failed !== 0) {
    console.log(`\n=== ${step.script}: not run, because ${step.needs} failed`);
    return BROKEN_RUN;
  }
  console.log(`\n=== ${step.script}`);
  const start = performance.now();
  const tally = await runScript(step);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`=== ${step.script}: ${tally.failed === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  return tally;
}

async function runScript({ script, tallied }: Step): Promise<Tally> {
  const folder = mkdtempSync(path.join(tmpdir(), 'prompt-ledger-tally-'));
  const file = path.join(folder, 'tally.json');
  const options = { cwd: projectRoot, timeoutMs: STEP_TIMEOUT_MS, echo: true };
  try {
    await runNpm(['run', '--silent', script, '--', ...(tallied?.(file) ?? [])], options);
    // A run that counts and has not counted ran no test.
    return tallied === undefined ? PASSED : (readTally(file) ?? BROKEN_RUN);
  } catch {
    return failedTally(readTally(file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A step that failed has a failure, whatever it counted before it did. */
function failedTally(counted: Tally | undefined): Tally {
  if (counted === undefined) return BROKEN_RUN;
  return counted.failed > 0 ? counted : addTallies([counted, BROKEN_RUN]);
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
