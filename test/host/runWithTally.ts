import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endWithSignals } from './endWithSignals';
import { BROKEN_RUN, readTally } from './tally';

/** What a run of suites is asked for. */
export interface TallyRun {
  /** Only tests whose full title holds this. */
  readonly grep: string | undefined;
  /** The file that the reporter writes. */
  readonly tally: string;
}

/**
 * The main program of a run of suites: reads `--grep TEXT` and `--tally FILE`, calls `run`, which
 * returns whether all went well, prints `N passed, N failed` and ends the process accordingly. A
 * run that throws, runs no test or never ends counts as one failure.
 */
export function runWithTally(run: (options: TallyRun) => Promise<boolean>): void {
  endWithSignals();
  const options = { grep: { type: 'string' }, tally: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const folder = mkdtempSync(path.join(tmpdir(), 'prompt-ledger-tally-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  const tally = values.tally ?? path.join(folder, 'tally.json');
  run({ grep: values.grep, tally }).then(
    succeeded => {
      conclude(tally, succeeded);
    },
    (error: unknown) => {
      console.error(error);
      conclude(tally, false);
    },
  );
}

function conclude(file: string, succeeded: boolean): void {
  const { passed, failed } = readTally(file) ?? BROKEN_RUN;
  const noTest = passed + failed === 0;
  const isGood = succeeded && failed === 0 && !noTest;
  if (noTest) console.error('No test ran.');
  // Whatever went wrong outside the tests is a failure too.
  console.log(`${passed} passed, ${isGood || failed > 0 ? failed : 1} failed`);
  process.exit(isGood ? 0 : 1);
}
