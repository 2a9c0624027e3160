import * as assert from 'node:assert/strict';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { findChangedMoves, findMoves } from '../../../../src/core/compare/text/moves';

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

  it('gives up on thousands of lines that are all alike and say nothing', () => {
    const rules = new Array<string>(20_000).fill('---');
    assert.deepEqual(findMoves(all(rules), all([...rules, KIND])), []);
  });

  it('looks at lines that went and came only', () => {
    assert.deepEqual(findMoves({ lines: [KIND], changed: [] }, all([KIND])), []);
  });
});

describe('findChangedMoves', () => {
  const LONG = 'Never promise a refund before you have looked up the order and its payment.';
  const CHANGED = 'Never promise a voucher before you have looked up the order and its payment.';

  it('finds a long line that changed a little on its way, and what of it changed', () => {
    const moves = findChangedMoves(all([LONG, 'a']), all(['b', CHANGED]), createBudget());
    assert.deepEqual(moves, [
      {
        left: { start: 0, endExclusive: 1 },
        right: { start: 1, endExclusive: 2 },
        spans: {
          left: [{ start: 16, endExclusive: 22 }],
          right: [{ start: 16, endExclusive: 23 }],
        },
      },
    ]);
  });

  it('takes each line once, and no short or other one', () => {
    const moves = findChangedMoves(all([LONG, KIND]), all([CHANGED, LONG, SHORT]), createBudget());
    assert.deepEqual(
      moves.map(move => [move.left.start, move.right.start]),
      [[0, 1]],
    );
  });

  it('finds none when looking would cost more than is left', () => {
    const poor = createBudget({ maxEdits: 1, maxWork: 10 });
    assert.deepEqual(findChangedMoves(all([LONG]), all([CHANGED]), poor), []);
  });
});
