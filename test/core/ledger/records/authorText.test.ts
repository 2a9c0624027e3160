import { deepStrictEqual } from 'node:assert/strict';
import { parseAuthor } from '../../../../src/core/ledger/records/authorText';

describe('parseAuthor', () => {
  const cases: readonly (readonly [text: string, author: [string, string] | undefined])[] = [
    ['Ada Lovelace <ada@example.com>', ['Ada Lovelace', 'ada@example.com']],
    ['  Ada<ada@example.com>  ', ['Ada', 'ada@example.com']],
    ['Ada', undefined],
    ['<ada@example.com>', undefined],
    ['Ada <ada>', undefined],
    ['Ada <ada@example.com> x', undefined],
    ['', undefined],
    ['Ada <@ada> ', undefined],
    ['Ada <ada@>', undefined],
    ['Ada > <ada@example.com>', undefined],
    ['Ada <a da@example.com>', undefined],
    ['Ada <<ada@example.com>>', undefined],
  ];
  for (const [text, author] of cases) {
    it(`reads "${text}" as ${author?.join() ?? 'nobody'}`, () => {
      const expected = author === undefined ? undefined : { name: author[0], email: author[1] };
      deepStrictEqual(parseAuthor(text), expected);
    });
  }
});
