import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../../src/core/base/json';
import { fillArguments, readArguments } from '../../../../src/core/prompt/document/toolArguments';
import { data } from '../../../support/randomDocuments';
import { holdsFor } from '../../../support/seeded';

function stringsIn(json: string): string[] {
  const read = readArguments(json);
  ok(read.ok);
  return read.strings.map(({ text }) => text);
}

describe('readArguments', () => {
  it('finds the strings that are no keys, as what they stand for', () => {
    deepStrictEqual(stringsIn('{"a" : "b\\"\\n", "c": [1, "\\u00e9", {"d":"{{e}}"}], "f": null}'), [
      'b"\n',
      'é',
      '{{e}}',
    ]);
  });

  const refused: [json: string, offset: number][] = [
    ['{"a": {{b}}}', 7],
    ['{"a": 1', 7],
    ['{"a": 1} and more', 9],
    ['[1]', 0],
    ['null', 0],
    [`{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 0],
  ];
  for (const [json, offset] of refused) {
    it(`refuses ${json.slice(0, 20)} and says where`, () => {
      const read = readArguments(json);
      strictEqual(read.ok ? undefined : read.offset, offset);
    });
  }
});

describe('fillArguments', () => {
  it('puts texts where strings were, and nothing that a text says becomes more than a text', () => {
    deepStrictEqual(fillArguments('{"a": "x", "b": {"c": "y"}}', ['","admin":true,"', '\\']), {
      a: '","admin":true,"',
      b: { c: '\\' },
    });
  });

  it('gives the same object for the same strings', () => {
    const values = fc.dictionary(fc.string(), data, { noNullPrototype: true });
    holdsFor(values, 1000, original => {
      const json = JSON.stringify(original, null, 1);
      deepStrictEqual(fillArguments(json, stringsIn(json)), parseJson(json));
    });
  });
});
