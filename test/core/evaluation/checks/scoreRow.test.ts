import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { CheckResult } from '../../../../src/core/evaluation/checks/model';
import { scoreRow } from '../../../../src/core/evaluation/checks/scoreRow';

const results: fc.Arbitrary<CheckResult> = fc.record({
  type: fc.constant('equals'),
  pass: fc.boolean(),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  reason: fc.string(),
  weight: fc.integer({ min: 0, max: 5 }),
});

const result = (score: number, given: Partial<CheckResult> = {}): CheckResult => ({
  type: 'equals',
  pass: score > 0,
  score,
  reason: `It is ${score}.`,
  weight: 1,
  ...given,
});

describe('the score of a row', () => {
  it('lies between 0 and 1, and passes as all do', () => {
    fc.assert(
      fc.property(fc.array(results), all => {
        const { pass, score } = scoreRow(all);
        ok(score >= 0 && score <= 1 + 1e-9);
        equal(
          pass,
          all.every(item => item.pass),
        );
      }),
    );
  });

  it('tells why, and counts what measured nothing', () => {
    const all = [result(1), result(0, { error: 'No key.' })];
    deepEqual(scoreRow(all), {
      pass: false,
      score: 0.5,
      reason: 'It is 0.',
      metrics: {},
      errors: 1,
    });
    equal(scoreRow(all, 0.5).reason, 'The score is 0.50, not below the threshold 0.5.');
    equal(scoreRow([]).score, 1);
  });

  it('has the mean of each metric, those of sets by the weight of the set', () => {
    const parts = [result(1, { metric: 'tone' }), result(0, { metric: 'set' })];
    const all = [
      result(0, { metric: 'tone', weight: 3 }),
      result(0.5, { metric: 'set', weight: 2, parts }),
    ];
    deepEqual(scoreRow(all).metrics, { tone: 0.4, set: 0.5 });
  });
});
