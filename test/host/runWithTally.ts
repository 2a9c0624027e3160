import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { endWithSignals } from './endWithSignals';
import { JOURNAL, printTally, readTally, writeJournal } from './tally';

const OPTIONS = { grep: { type: 'string' }, short: { type: 'boolean', default: false } } as const;

/** What a run of suites is asked for. */
export interface TallyRun {
  /** Only tests whose full title holds this. */
  readonly grep: string | undefined;
  /** Only what everybody waits for, not what is run by hand. */
  readonly isShort: boolean;
  /** The file that the reporter writes. */
  readonly journal: string;
}

/**
 * The main program of a run of suites: reads `--grep TEXT` and `--short`, calls `run`, which returns whether all
 * went well, prints `N passed, N failed` and ends the process accordingly. The journal is that of
 * the environment, else one of its own. A run that throws, runs no test or is ended before its end
 * has a failure beside what was counted until then.
 */
export function runWithTally(run: (options: TallyRun) => Promise<boolean>): void {
  endWithSignals();
  const { values } = parseArgs({ options: OPTIONS });
  const own = mkdtempSync(path.join(tmpdir(), 'prompt-ledger-journal-'));
  const journal = process.env[JOURNAL] ?? path.join(own, 'journal.jsonl');
  process.env[JOURNAL] = journal;
  // However the process ends, by a signal or an error that nobody caught.
  process.once('exit', code => {
    const tally = readTally(journal);
    console.log(printTally(tally));
    process.exitCode = code === 0 && tally.failed > 0 ? 1 : code;
    rmSync(own, { recursive: true, force: true });
  });
  run({ grep: values.grep, isShort: values.short, journal }).then(
    succeeded => {
      if (!succeeded && readTally(journal).failed === 0) fail(journal, 'The run failed.');
      conclude(journal);
    },
    (error: unknown) => {
      console.error(error);
      fail(journal, error instanceof Error ? error.message : String(error));
      conclude(journal);
    },
  );
}

/** Whatever goes wrong outside the tests is a failure too; it ends the run. */
function fail(journal: string, message: string): void {
  const [reason = ''] = message.split('\n');
  writeJournal(journal, { kind: 'failed', title: reason });
  writeJournal(journal, { kind: 'ended', title: 'the run' });
}

function conclude(journal: string): void {
  const { passed, failed } = readTally(journal);
  if (passed + failed === 0) fail(journal, 'No test ran.');
  process.exit(readTally(journal).failed === 0 ? 0 : 1);
}
