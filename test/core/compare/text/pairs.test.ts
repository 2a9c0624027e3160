import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { pairLines, type LineChange } from '../../../../src/core/compare/text/pairs';

const SEED = 20261121;

/** `0~1` left line 0 became right line 1, `-2` left line 2 went, `+3` right line 3 came. */
function picture(changes: readonly LineChange[]): string {
  return changes
    .map(change => {
      if (change.kind === 'modified') return `${change.left}~${change.right}`;
      return change.kind === 'removed' ? `-${change.left}` : `+${change.right}`;
    })
    .join(' ');
}

describe('pairLines', () => {
  for (const [story, left, right, expected] of [
    ['pairs two versions of a line', ['Be kind to all.'], ['Be kind to everybody.'], '0~0'],
    ['does not pair lines with nothing in common', ['Be kind.'], ['Never guess it'], '-0 +0'],
    [
      'sees past a line put in between',
      ['The sky is blue.'],
      ['New.', 'The sky is grey.'],
      '+0 0~1',
    ],
    [
      'pairs in order only',
      ['first line of text', 'second part of it'],
      ['second part of that', 'first line of words'],
      '-0 1~0 +1',
    ],
    ['pairs lines that differ in spaces', ['a  b'], ['a b'], '0~0'],
    [
      'pairs a line with what it grew into',
      ['{{query}}'],
      ['{{query}} Answer in few words.'],
      '0~0',
    ],
    ['pairs no short word with a line that has it', ['Be'], ['Be kind to everybody.'], '-0 +0'],
    ['pairs no blank line with text', [''], ['text'], '-0 +0'],
  ] as const) {
    it(story, () => {
      const { changes, hitLimit } = pairLines(left, right, createBudget());
      assert.equal(picture(changes), expected);
      assert.equal(hitLimit, false);
    });
  }

  it('marks what changed within a pair', () => {
    const { changes } = pairLines(['Be very kind.'], ['Be kind.'], createBudget());
    assert.deepEqual(changes, [
      {
        kind: 'modified',
        left: 0,
        right: 0,
        leftSpans: [{ start: 3, endExclusive: 8 }],
        rightSpans: [],
      },
    ]);
  });

  it('pairs by position, and says so, when comparing all with all would cost too much', () => {
    const left = ['same words here', 'more text'];
    const right = ['more text', 'more text now'];
    const { changes, hitLimit } = pairLines(
      left,
      right,
      createBudget({ maxEdits: 9, maxWork: 50 }),
    );
    assert.equal(picture(changes), '-0 +0 1~1');
    assert.equal(hitLimit, true);
  });

  it('names each line of each side exactly once and in order', () => {
    const line = fc.constantFrom('', 'a b c', 'a b d', 'x y', 'x y z w', '- one', '- two');
    const lines = fc.array(line, { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, fc.nat(5000), (left, right, maxWork) => {
        const { changes } = pairLines(left, right, createBudget({ maxEdits: 50, maxWork }));
        const lefts = changes.flatMap(change => (change.kind === 'added' ? [] : [change.left]));
        const rights = changes.flatMap(change => (change.kind === 'removed' ? [] : [change.right]));
        assert.deepEqual(lefts, [...left.keys()]);
        assert.deepEqual(rights, [...right.keys()]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
