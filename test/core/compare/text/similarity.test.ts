import * as assert from 'node:assert/strict';
import { bestPairs, readWords, similarity } from '../../../../src/core/compare/text/similarity';

describe('similarity', () => {
  for (const [left, right, expected] of [
    ['be kind', 'be kind', 1],
    ['be kind', 'kind be', 1],
    ['be kind', 'answer now', 0],
    ['be kind', 'be rude', 1 / 3],
    ['', '  ', 1],
    ['!', '?', 0],
    ['be\nkind', 'be kind', 1],
  ] as const) {
    it(`of ${JSON.stringify(left)} and ${JSON.stringify(right)} is ${expected.toFixed(2)}`, () => {
      assert.equal(similarity(readWords(left), readWords(right)), expected);
    });
  }
});

describe('bestPairs', () => {
  it('takes the pairs that gain the most together, in order on both sides', () => {
    const gains = [
      [0, 5],
      [4, 0],
    ];
    const gainOf = (i: number, j: number) => gains[i]?.[j] ?? 0;
    assert.deepEqual(bestPairs(2, 2, gainOf), [{ left: 0, right: 1 }]);
  });
});
