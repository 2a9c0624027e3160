import * as assert from 'node:assert/strict';
import { longestAscending } from '../../../../src/core/compare/text/ascending';

describe('longestAscending', () => {
  for (const [story, rights, expected] of [
    ['keeps what is in order', [0, 1, 2], [0, 1, 2]],
    ['leaves out the one that moved to the end', [3, 0, 1, 2], [0, 1, 2]],
    ['leaves out the one that moved to the front', [1, 2, 3, 0], [1, 2, 3]],
    ['keeps one of a reversed order', [2, 1, 0], [0]],
    ['keeps nothing of nothing', [], []],
  ] as const) {
    it(story, () => {
      const pairs = rights.map((right, left) => ({ left, right }));
      assert.deepEqual(
        longestAscending(pairs).map(({ right }) => right),
        expected,
      );
    });
  }
});
