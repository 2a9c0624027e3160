import * as assert from 'node:assert/strict';
import { findMoves } from '../../../src/core/diff/moves';

const all = (lines: readonly string[]) => ({ lines, changed: lines.map((_, index) => index) });
const KIND = 'Be kind to everybody who asks.';
const SHORT = 'Answer in at most two sentences.';

describe('findMoves', () => {
  for (const [story, left, right, expected] of [
    ['finds a paragraph elsewhere', [KIND, 'a'], ['b', KIND], [[0, 1, 1, 2]]],
    ['finds it with other spaces before it', [KIND], ['', '  ' + KIND], [[0, 1, 1, 2]]],
    [
      'takes the lines of a paragraph together',
      [KIND, SHORT, 'a'],
      ['b', KIND, SHORT],
      [[0, 2, 1, 3]],
    ],
    [
      'tells no move of a few letters, for they stand everywhere',
      ['}', 'ok'],
      ['x', '}', 'ok'],
      [],
    ],
    ['tells a line that stands twice on the right once', [KIND], [KIND, KIND], [[0, 1, 0, 1]]],
    ['leaves a blank line at the end of a move out', [KIND, ''], ['b', KIND, ''], [[0, 1, 1, 2]]],
  ] as const) {
    it(story, () => {
      const moves = findMoves(all(left), all(right)).map(move => [
        move.left.start,
        move.left.endExclusive,
        move.right.start,
        move.right.endExclusive,
      ]);
      assert.deepEqual(moves, expected);
    });
  }

  it('looks at lines that went and came only', () => {
    assert.deepEqual(findMoves({ lines: [KIND], changed: [] }, all([KIND])), []);
  });
});
