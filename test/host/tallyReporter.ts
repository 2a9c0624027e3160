import Mocha from 'mocha';
import { JOURNAL, writeJournal, type JournalLine } from './tally';

const {
  EVENT_HOOK_BEGIN,
  EVENT_RUN_END,
  EVENT_TEST_BEGIN,
  EVENT_TEST_FAIL,
  EVENT_TEST_PASS,
  EVENT_TEST_PENDING,
} = Mocha.Runner.constants;

const KINDS: readonly (readonly [event: string, kind: JournalLine['kind']])[] = [
  [EVENT_HOOK_BEGIN, 'began'],
  [EVENT_TEST_BEGIN, 'began'],
  [EVENT_TEST_PASS, 'passed'],
  [EVENT_TEST_FAIL, 'failed'],
  [EVENT_TEST_PENDING, 'skipped'],
];

/**
 * A mocha reporter: prints like mocha's `spec`, and keeps the journal that the environment variable
 * `JOURNAL` names.
 */
export default class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const journal = process.env[JOURNAL];
    if (journal === undefined) return;
    for (const [event, kind] of KINDS) {
      runner.on(event, (runnable: Mocha.Runnable, error?: Error) => {
        const [why] = error?.message.split('\n') ?? [];
        writeJournal(journal, { kind, title: runnable.fullTitle(), file: runnable.file, why });
      });
    }
    runner.once(EVENT_RUN_END, () => {
      writeJournal(journal, { kind: 'ended', title: 'the run' });
    });
  }
}
