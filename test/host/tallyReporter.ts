import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import type { Tally } from './tally';

/** A mocha reporter: prints like mocha's `spec` and writes the `Tally` to its option `file`. */
export default class TallyReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { file } = options.reporterOptions as { file: string };
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      writeFileSync(file, JSON.stringify({ passed, failed, skipped } satisfies Tally));
    });
  }
}
