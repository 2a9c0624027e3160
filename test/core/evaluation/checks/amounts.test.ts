import { match } from 'node:assert/strict';
import type { SingleCheck } from '../../../../src/core/evaluation/checks/model';
import { runCheck } from '../../../../src/core/evaluation/checks/runCheck';
import { subjectOf } from '../checkSubject';

describe('amounts', () => {
  const table: readonly (readonly [SingleCheck, RegExp])[] = [
    [{ type: 'word-count', value: 2 }, /have exactly 2 words: there are 3/],
    [{ type: 'word-count', value: { min: 4 } }, /have at least 4 words/],
    [{ type: 'word-count', value: { max: 2 } }, /have at most 2 words/],
    [{ type: 'not-word-count', value: { min: 1, max: 5 } }, /not have from 1 to 5 words/],
    [{ type: 'word-count', value: { min: 'a' } }, /needs a number, or "min" and "max"/],
    [{ type: 'latency', threshold: 10 }, /come within 10 ms: it took 12/],
    [{ type: 'cost', threshold: 0.1 }, /cost at most 0.1 USD: it cost 0.2/],
  ];
  for (const [check, sentence] of table) {
    it(`are told: ${JSON.stringify(check)}`, async () => {
      const subject = subjectOf({ output: 'one two three', ms: 12, cost: 0.2 });
      match((await runCheck(check, subject)).reason, sentence);
    });
  }
});
