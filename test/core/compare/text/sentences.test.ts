import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { internTexts } from '../../../../src/core/compare/text/edits';
import { findEditsBySentence } from '../../../../src/core/compare/text/sentences';
import { splitWords } from '../../../../src/core/compare/text/words';

const SEED = 20261121;

function edits(leftText: string, rightText: string) {
  const [left, right] = [splitWords(leftText), splitWords(rightText)];
  const [leftIds = [], rightIds = []] = internTexts(left, right);
  const words = { tokens: { left, right }, ids: { left: leftIds, right: rightIds } };
  return { left, right, found: findEditsBySentence(words, createBudget()).edits };
}

describe('findEditsBySentence', () => {
  it('finds the words within the sentences that differ', () => {
    const { left, right, found } = edits('Be kind. Be short! Ask.', 'Be kind. Be brief! Ask.');
    const [edit] = found;
    assert.equal(found.length, 1);
    assert.deepEqual(left.slice(edit?.left.start, edit?.left.endExclusive), ['short']);
    assert.deepEqual(right.slice(edit?.right.start, edit?.right.endExclusive), ['brief']);
  });

  it('leads from the left to the right for any two paragraphs', () => {
    const word = fc.constantFrom('a', 'b', 'c', ' ', '. ', '! ', '。', '.');
    const text = fc.array(word, { maxLength: 40 }).map(words => words.join(''));
    fc.assert(
      fc.property(text, text, (leftText, rightText) => {
        const { left, right, found } = edits(leftText, rightText);
        const made: string[] = [];
        let at = 0;
        for (const edit of found) {
          made.push(...left.slice(at, edit.left.start));
          made.push(...right.slice(edit.right.start, edit.right.endExclusive));
          at = edit.left.endExclusive;
        }
        assert.equal([...made, ...left.slice(at)].join(''), rightText);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
