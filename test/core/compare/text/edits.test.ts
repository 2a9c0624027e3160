import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBudget } from '../../../../src/core/compare/text/budget';
import {
  findEdits,
  internTexts,
  joinSlidingEdits,
  slideEdits,
  type Edit,
} from '../../../../src/core/compare/text/edits';

const SEED = 20261121;

/** `a[b|c]d`: what stands in brackets is the edit, left of the bar what was removed. */
function picture(left: string, right: string, edits: readonly Edit[]): string {
  let [text, from] = ['', 0];
  for (const edit of edits) {
    const removed = left.slice(edit.left.start, edit.left.endExclusive);
    const added = right.slice(edit.right.start, edit.right.endExclusive);
    text += `${left.slice(from, edit.left.start)}[${removed}|${added}]`;
    from = edit.left.endExclusive;
  }
  return text + left.slice(from);
}

function sequencesOf(left: string, right: string) {
  const [leftIds = [], rightIds = []] = internTexts(Array.from(left), Array.from(right));
  return { left: leftIds, right: rightIds };
}

function find(left: string, right: string, limits = { maxEdits: 100, maxWork: 100_000 }) {
  const sequences = sequencesOf(left, right);
  return findEdits(sequences.left, sequences.right, createBudget(limits));
}

function rebuild(left: string, right: string, edits: readonly Edit[]): string {
  return picture(left, right, edits).replace(/\[[^|]*\|([^\]]*)\]/g, '$1');
}

const letters = fc
  .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 30 })
  .map(items => items.join(''));

describe('findEdits', () => {
  for (const [left, right, expected] of [
    ['abc', 'abc', 'abc'],
    ['', '', ''],
    ['', 'abc', '[|abc]'],
    ['abc', '', '[abc|]'],
    ['abcd', 'axcd', 'a[b|x]cd'],
    ['abcdef', 'xabcdeyf', '[|x]abcde[|y]f'],
  ] as const) {
    it(`finds ${expected} from "${left}" to "${right}"`, () => {
      assert.equal(picture(left, right, find(left, right).edits), expected);
    });
  }

  it('says that it gave up, and calls the whole middle one edit, when edits are too many', () => {
    const { edits, hitLimit } = find('a1234z', 'a5263z', { maxEdits: 2, maxWork: 100 });
    assert.equal(picture('a1234z', 'a5263z', edits), 'a[1234|5263]z');
    assert.equal(hitLimit, true);
  });

  it('leads from the left to the right, whatever they are and however small the budget', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(20), (left, right, maxEdits) => {
        const { edits } = find(left, right, { maxEdits, maxWork: 400 });
        assert.equal(rebuild(left, right, edits), right);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('joinSlidingEdits', () => {
  const join = (left: string, right: string, edits: readonly Edit[]) =>
    picture(left, right, joinSlidingEdits(edits, sequencesOf(left, right)));

  it('makes one insertion of two that slide together', () => {
    const edits: Edit[] = [
      { left: { start: 1, endExclusive: 1 }, right: { start: 1, endExclusive: 2 } },
      { left: { start: 2, endExclusive: 2 }, right: { start: 3, endExclusive: 5 } },
    ];
    assert.equal(picture('r a', 'r, n a', edits), 'r[|,] [|n ]a');
    assert.equal(join('r a', 'r, n a', edits), 'r[|, n] a');
  });

  it('leaves alone what cannot slide', () => {
    const edits: Edit[] = [
      { left: { start: 0, endExclusive: 0 }, right: { start: 0, endExclusive: 1 } },
      { left: { start: 1, endExclusive: 1 }, right: { start: 2, endExclusive: 3 } },
    ];
    assert.equal(join('ab', 'xayb', edits), '[|x]a[|y]b');
  });
});

describe('slideEdits', () => {
  it('takes the place that scores best among those that mean the same', () => {
    const edits = find('xaby', 'xababy').edits;
    const likesCutBefore = (letter: string) =>
      slideEdits(edits, sequencesOf('xaby', 'xababy'), (_side, cut) =>
        'xababy'[cut] === letter ? 1 : 0,
      );
    assert.equal(picture('xaby', 'xababy', likesCutBefore('a')), 'x[|ab]aby');
    assert.equal(picture('xaby', 'xababy', likesCutBefore('b')), 'xa[|ba]by');
  });

  it('changes where an edit stands and never what it leads to', () => {
    fc.assert(
      fc.property(letters, letters, fc.nat(), (left, right, salt) => {
        const sequences = sequencesOf(left, right);
        const score = (_side: string, cut: number) => (cut * 7919 + salt) % 5;
        const edits = slideEdits(
          joinSlidingEdits(find(left, right).edits, sequences),
          sequences,
          score,
        );
        assert.equal(rebuild(left, right, edits), right);
        edits.slice(1).forEach((edit, index) => {
          assert.ok(
            edit.left.start > (edits[index]?.left.endExclusive ?? 0),
            'edits must not touch',
          );
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
