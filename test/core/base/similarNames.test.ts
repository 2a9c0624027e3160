import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { didYouMean, similarNames } from '../../../src/core/base/similarNames';

const NAMES = ['support/greeting', 'support/refund-policy', 'search/answer', 'tone', 'toner'];

describe('similarNames', () => {
  const cases: readonly (readonly [wanted: string, similar: string[]])[] = [
    ['support/greting', ['support/greeting']],
    ['suport/greeting', ['support/greeting']],
    ['greeting', ['support/greeting']],
    ['greting', ['support/greeting']],
    ['support/refund', []],
    ['ton', ['tone']],
    ['tone', ['toner']],
    ['tonee', ['tone', 'toner']],
    ['weather', []],
    ['', []],
  ];
  for (const [wanted, similar] of cases) {
    it(`of "${wanted}" are ${similar.join(' and ') || 'none'}`, () => {
      deepStrictEqual(similarNames(wanted, NAMES), similar);
    });
  }

  it('are at most three, the closest first', () => {
    deepStrictEqual(similarNames('v1.0.0', ['v1.0.4', 'v1.0.3', 'v1.0.2', 'v1.0.1']), [
      'v1.0.1',
      'v1.0.2',
      'v1.0.3',
    ]);
  });

  it('are suggested in one sentence', () => {
    strictEqual(didYouMean(['tone', 'toner']), 'Did you mean "tone" or "toner"?');
  });
});
