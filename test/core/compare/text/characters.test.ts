import * as assert from 'node:assert/strict';
import { narrowToCharacters } from '../../../../src/core/compare/text/characters';

/** Both words with what is marked in brackets. */
function marked(left: string, right: string): string | undefined {
  const narrowed = narrowToCharacters(left, right);
  if (narrowed === undefined) return undefined;
  const mark = (text: string, { start, endExclusive }: { start: number; endExclusive: number }) =>
    `${text.slice(0, start)}[${text.slice(start, endExclusive)}]${text.slice(endExclusive)}`;
  return `${mark(left, narrowed.left)} ${mark(right, narrowed.right)}`;
}

describe('narrowToCharacters', () => {
  for (const [story, left, right, expected] of [
    [
      'marks the letter that a name got',
      'customer_name',
      'customer_names',
      'customer_name[] customer_name[s]',
    ],
    ['marks the number of a name', 'gpt4turbo', 'gpt5turbo', 'gpt[4]turbo gpt[5]turbo'],
    ['leaves words of prose whole', 'colour', 'color', undefined],
    ['leaves names whole that have little in common', 'order_id', 'customer_name', undefined],
    [
      'finds the letter in a very long word',
      'Donaudampfschifffahrt',
      'Donaudampfschiffahrt',
      'Donaudampfschiff[f]ahrt Donaudampfschiff[]ahrt',
    ],
    [
      'cuts no grapheme',
      'naming_scheme_e\u0301',
      'naming_scheme_e',
      'naming_scheme_[e\u0301] naming_scheme_[e]',
    ],
  ] as const) {
    it(story, () => {
      assert.equal(marked(left, right), expected);
    });
  }
});
