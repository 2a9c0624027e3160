import { deepEqual, throws } from 'node:assert/strict';
import type { CheckRun } from '../../../../src/core/evaluation/checks/model';
import {
  decided,
  measured,
  requireMeasurable,
  textValue,
} from '../../../../src/core/evaluation/checks/verdict';

const run = {
  check: { type: 'bleu' },
  inverse: false,
  text: 'abc',
  value: 4,
} as unknown as CheckRun;

describe('a verdict', () => {
  it('says what should have been', () => {
    deepEqual(decided({ inverse: false }, true, 'be'), {
      pass: true,
      score: 1,
      reason: 'As it should be.',
    });
    deepEqual(decided({ inverse: true }, true, 'be'), {
      pass: false,
      score: 0,
      reason: 'The answer should not be.',
    });
  });

  it('measures against its threshold, or the usual one', () => {
    const as = { name: 'BLEU', threshold: 0.5 };
    deepEqual(measured(run, 0.5, as), {
      pass: true,
      score: 0.5,
      reason: 'BLEU is 0.50, not below the threshold 0.5.',
    });
    const check = { ...run.check, threshold: 0.6 } as CheckRun['check'];
    deepEqual(measured({ check, inverse: true }, 0.5, as), {
      pass: true,
      score: 0.5,
      reason: 'BLEU is 0.50, below the threshold 0.6.',
    });
  });

  it('is not given where there is nothing to measure', () => {
    throws(() => textValue(run), { code: 'invalid-input', message: /needs a text/ });
    requireMeasurable(run, 'abc', 3);
    throws(
      () => {
        requireMeasurable(run, 'abc', 2);
      },
      { code: 'too-large' },
    );
  });
});
