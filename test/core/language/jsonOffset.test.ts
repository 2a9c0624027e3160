import { strictEqual } from 'node:assert';
import { offsetInJson } from '../../../src/core/language/jsonOffset';
import { data } from '../../support/randomDocuments';
import { holdsFor } from '../../support/seeded';

describe('offsetInJson', () => {
  const cases: [json: string, count: number, offset: number][] = [
    ['"abc"', 2, 3],
    ['"a\\nb"', 2, 4],
    ['"\\u00e9b"', 1, 7],
    ['"\\\\\\"b"', 2, 5],
    ['"a"', 9, 3],
  ];
  for (const [json, count, offset] of cases) {
    it(`finds character ${count} of ${json}`, () => {
      strictEqual(offsetInJson(json, 1, count), offset);
    });
  }

  it('finds every end that JSON.stringify gives a string', () => {
    holdsFor(data, 500, value => {
      const text = JSON.stringify(value);
      const json = JSON.stringify(text);
      strictEqual(offsetInJson(json, 1, text.length), json.length - 1);
    });
  });
});
