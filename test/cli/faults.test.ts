import { deepStrictEqual, ok } from 'node:assert/strict';
import { builtCli } from '../support/cliProcess';
import { SCENARIOS } from '../torture/faultScenarios';
import { sweepFaults } from '../torture/faultSweep';

/** The calls that put something in its place, make it durable, or take it away. */
const WRITES = /^(rename|link|unlink|rm|handle\.(sync|writeFile|close))/;

describe('a call of the file system that fails', function () {
  // A process of its own for each call; how long that takes says nothing.
  this.timeout(0);

  for (const line of [
    'commit a --file two.txt -m two --tag candidate',
    'rollback a staging -m why',
  ]) {
    it(`in "${line}": what is said is what was done`, async () => {
      const scenario = SCENARIOS.find(({ args }) => args.join(' ') === line);
      ok(scenario);
      const judged = await sweepFaults({
        program: await builtCli(),
        scenario,
        faults: ['EIO'],
        pick: ({ name }) => WRITES.test(name),
      });
      ok(judged.length > 0);
      deepStrictEqual(
        judged.filter(({ problems }) => problems.length > 0),
        [],
      );
    });
  }
});
