import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBudget } from '../../../../src/core/compare/text/budget';
import {
  applyTextEdits,
  countEdits,
  diffTexts,
  toTextEdits,
} from '../../../../src/core/compare/text/textEdits';
import { text } from '../../../support/randomDocuments';

const SEED = 20261121;

describe('diffTexts', () => {
  it('names the lines of the left and what stands in their place', () => {
    const edits = diffTexts('a\nb\nc\n', 'a\nx\ny\nc\nd', createBudget());
    assert.deepEqual(edits, [
      { start: 1, endExclusive: 2, lines: ['x\n', 'y\n'] },
      { start: 3, endExclusive: 3, lines: ['d'] },
    ]);
    assert.deepEqual(countEdits(edits), { added: 3, removed: 1 });
  });

  it('makes one edit of a text that came or went as a whole, and none of nothing', () => {
    const edit = { start: 0, endExclusive: 0, lines: ['a\n', '\n', 'b'] };
    assert.deepEqual(diffTexts('', 'a\n\nb', createBudget()), [edit]);
    assert.deepEqual(diffTexts('a\n\nb', '', createBudget()), [
      { start: 0, endExclusive: 3, lines: [] },
    ]);
    assert.deepEqual(diffTexts('', '', createBudget()), []);
  });

  it('makes no edit of equal hunks', () => {
    const range = { start: 0, endExclusive: 1 };
    assert.deepEqual(toTextEdits([{ kind: 'same', left: range, right: range }], ['a']), []);
  });

  it('leads from the left to the right for any two texts, whatever the budget', () => {
    fc.assert(
      fc.property(text, text, fc.nat(5000), (left, right, maxWork) => {
        const edits = diffTexts(left, right, createBudget({ maxEdits: 20, maxWork }));
        assert.equal(applyTextEdits(left, edits), right);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
