import { strictEqual } from 'node:assert/strict';
import { cutToWidth, textWidth } from '../../../src/core/base/textWidth';

describe('the width of a text', () => {
  const cases: readonly (readonly [text: string, width: number])[] = [
    ['', 0],
    ['plain', 5],
    ['é', 1],
    ['e\u0301', 1],
    ['日本', 4],
    ['한글', 4],
    ['👍🏽', 2],
    ['👩‍👩‍👧', 2],
    ['מה', 2],
    ['→', 1],
  ];
  for (const [text, width] of cases) {
    it(`"${text}" takes ${width} columns`, () => {
      strictEqual(textWidth(text), width);
    });
  }

  it('is never more than a cut allows, and a letter is never cut in two', () => {
    strictEqual(cutToWidth('plain', 5), 'plain');
    strictEqual(cutToWidth('plain', 4), 'pla…');
    strictEqual(cutToWidth('日本語', 4), '日…');
    strictEqual(cutToWidth('ab👩‍👩‍👧cd', 4), 'ab…');
  });
});
