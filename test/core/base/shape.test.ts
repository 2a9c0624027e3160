import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  badField,
  isCount,
  isFlag,
  isMap,
  isText,
  listOf,
  mapOf,
  oneOf,
  optional,
  orNull,
  shape,
  type Check,
} from '../../../src/core/base/shape';

const VALUES: readonly unknown[] = [
  ...[undefined, null, true, '', 'a', 0, 1, 1.5, 2 ** 53],
  ...[[], ['a'], [1], {}, { a: 'a' }, { a: 1 }],
];

describe('the form of a value', () => {
  const cases: readonly (readonly [what: string, check: Check, taken: readonly unknown[]])[] = [
    ['a text', isText, ['', 'a']],
    ['a flag', isFlag, [true]],
    ['a map, and no list or null', isMap, [{}, { a: 'a' }, { a: 1 }]],
    ['a count, and no number that programs read differently', isCount, [1]],
    ['a text or null', orNull(isText), [null, '', 'a']],
    ['a text or nothing', optional(isText), [undefined, '', 'a']],
    ['one of some', oneOf('a', 1), ['a', 1]],
    ['a list of texts', listOf(isText), [[], ['a']]],
    ['a map of texts', mapOf(isText), [{}, { a: 'a' }]],
    ['a shape, and more', shape({ a: isText }), [{ a: 'a' }]],
  ];
  for (const [what, check, taken] of cases) {
    it(`is ${what}`, () => {
      deepStrictEqual(VALUES.filter(check), taken);
    });
  }

  it('names the first field that is not so', () => {
    const fields = { a: isText, b: isCount, c: optional(isFlag) };
    strictEqual(badField(fields, { a: '', b: 1 }), undefined);
    strictEqual(badField(fields, { a: '', b: 0, c: 1 }), 'b');
    strictEqual(badField(fields, { b: 0 }), 'a');
  });
});
