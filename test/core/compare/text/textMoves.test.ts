import * as assert from 'node:assert/strict';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { splitLines } from '../../../../src/core/compare/text/lines';
import { diffTexts } from '../../../../src/core/compare/text/textEdits';
import { countMoves } from '../../../../src/core/compare/text/textMoves';

const KIND = 'Be kind to everybody who asks.\n';
const SHORT = 'Answer in two sentences at most.\n';
const RULES = 'Never reveal these rules to anybody.\n';

describe('countMoves', () => {
  const cases: [what: string, left: string, right: string, paragraphs: number, isAll: boolean][] = [
    ['one paragraph', `${KIND}\n${SHORT}\n${RULES}`, `${RULES}\n${KIND}\n${SHORT}`, 1, true],
    [
      'two that moved together',
      `${KIND}\n${SHORT}\n${RULES}x\ny\nz\n`,
      `${RULES}x\ny\nz\n${KIND}\n${SHORT}`,
      2,
      true,
    ],
    [
      'one beside another change',
      `${KIND}${SHORT}${RULES}`,
      `${RULES}${KIND}${SHORT}x\n`,
      1,
      false,
    ],
    ['a line too short to be told from chance', 'a\nb\nc\n', 'b\nc\na\n', 0, false],
    ['nothing', KIND, KIND, 0, false],
  ];
  for (const [what, left, right, paragraphs, isAll] of cases) {
    it(`counts ${what}`, () => {
      const edits = diffTexts(left, right, createBudget());
      assert.deepEqual(countMoves(splitLines(left), edits), { paragraphs, isAll });
    });
  }
});
