import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert/strict';
import fc from 'fast-check';
import {
  entriesOf,
  inOrder,
  keysOf,
  objectOf,
  packed,
  parseJson,
  printJson,
  unpacked,
  wholeNumber,
} from '../../../src/core/base/json';

const EXACT = [
  '9007199254740993',
  '-735920184467201025',
  '{"id":9007199254740993,"list":[1,12345678901234567890]}',
  '{"10":"ten","2":"two","n":{"1":0,"0":1}}',
  '["9007199254740993","\\"10\\": 1",{"\\"2\\":":[]},{"7":{},"3":-0.5}]',
];

describe('JSON as it is written', () => {
  for (const text of EXACT) {
    it(`comes back with every digit and in its order: ${text}`, () => {
      strictEqual(printJson(parseJson(text)), text);
      strictEqual(printJson(parseJson(printJson(parseJson(text), 2))), text);
    });
  }

  it('is read and printed as JavaScript does where nothing is lost', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));
        deepStrictEqual(parseJson(text), JSON.parse(text));
        strictEqual(printJson(value), text);
        strictEqual(printJson(value, 2), JSON.stringify(value, null, 2));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('has the order of keys that were written, whatever the keys are', () => {
    const keys = fc.uniqueArray(fc.oneof(fc.nat(20).map(String), fc.string()), { maxLength: 8 });
    fc.assert(
      fc.property(keys, names => {
        const object = objectOf(names.map((name, index) => [name, index]));
        deepStrictEqual(keysOf(object), names);
        deepStrictEqual(keysOf(parseJson(printJson(object)) as object), names);
        deepStrictEqual([...(inOrder(object) as Map<string, number>).keys()], names);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('keeps a whole number that is exact, and the words of the language for what is none', () => {
    deepStrictEqual(
      ['9007199254740991', '9007199254740992', '9007199254740993', '735920184467201000'].map(
        wholeNumber,
      ),
      [9007199254740991, 9007199254740992, 9007199254740993n, 735920184467201000n],
    );
    ok(Object.is((parseJson('[-0, 9007199254740993]') as unknown[])[0], -0));
    throws(() => parseJson('{"a":9007199254740993'), SyntaxError);
    deepStrictEqual(
      printJson({ a: undefined, b: [1n, undefined] }, 1),
      '{\n "b": [\n  1,\n  null\n ]\n}',
    );
  });

  it('takes the last of two entries of one name, at the place of the first', () => {
    deepStrictEqual(entriesOf(parseJson('{"2":1,"1":9007199254740993,"2":3}') as object), [
      ['2', 3],
      ['1', 9007199254740993n],
    ]);
  });

  it('has an order that nobody can forge into keys that are not there', () => {
    const key = Symbol.for('promptledger.keyOrder');
    deepStrictEqual(keysOf({ a: 1, b: 2, [key]: ['a', 'toString'] }), ['a', 'b']);
    deepStrictEqual(keysOf({ a: 1, [key]: 'a' }), ['a']);
  });

  it('is read however deeply it is nested', () => {
    const text = `${'['.repeat(5000)}9007199254740993${']'.repeat(5000)}`;
    ok(Array.isArray(parseJson(text)));
  });

  it('is read with a text of many megabytes beside a large number', () => {
    const text = `{"1":"${'a'.repeat(12_000_000)}","n":9007199254740993}`;
    strictEqual((parseJson(text) as { n: unknown }).n, 9007199254740993n);
  });

  it('goes through a channel of plain data as it is', () => {
    const value = parseJson(EXACT[3]!);
    const sent: unknown = JSON.parse(JSON.stringify(packed(value)));
    strictEqual(printJson(unpacked(sent)), EXACT[3]);
    const common = { a: [1, 'x'] };
    strictEqual(packed(common), common);
    strictEqual(unpacked(common), common);
  });
});
