import { builtCli } from '../support/cliProcess';
import { FAULTS } from './faults';
import { SCENARIOS } from './faultScenarios';
import { sweepFaults } from './faultSweep';
import type { Ordeal } from './ordeal';

/** One call in so many of a command fails in a round: a round takes seconds, and rounds add up. */
const ONE_IN = 12;

/** A writing command of which single calls of the file system fail, each in its way: what it says is so. */
export const failingCalls: Ordeal = {
  name: 'calls that fail',
  round: async ({ random, findings }) => {
    const scenario = random.pick(SCENARIOS);
    const fault = random.pick(FAULTS);
    const judged = await sweepFaults({
      program: await builtCli(),
      scenario,
      faults: [fault],
      pick: () => random.oneIn(ONE_IN),
    });
    findings.count(`calls of commands that failed with ${fault}`, judged.length);
    for (const { scenario: line, at, call, problems } of judged) {
      for (const problem of problems) {
        findings.found('untrue', `${line}, call ${at} (${call}) with ${fault}: ${problem}`);
      }
    }
  },
};
