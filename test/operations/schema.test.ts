import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import {
  count,
  integer,
  expectedOf,
  flag,
  holds,
  lines,
  objectSchema,
  oneOf,
  optional,
  schemaOf,
  someOf,
  text,
  textOrNull,
  textOrTexts,
  texts,
  textsByName,
  values,
  type Field,
} from '../../src/operations/schema';

/** One field of every kind, with what it holds and what it does not. */
const FIELDS: readonly (readonly [field: Field, holds: unknown[], not: unknown[]])[] = [
  [text('a'), ['', 'x'], [1, null, ['x'], {}]],
  [texts('a'), [[], ['x']], ['x', [1], { 0: 'x' }]],
  [textOrTexts('a'), ['x', ['x']], [1, [null], {}]],
  [textOrNull('a'), ['x', null], [1, ['x'], false]],
  [flag('a'), [true, false], ['true', 0, null]],
  [count('a'), [0, 7], [-1, 1.5, '7', NaN, Infinity]],
  [integer('a'), [0, -7], [1.5, '7', NaN, Infinity]],
  [values('a'), [{}, { x: [1] }], [[], null, 'x']],
  [textsByName('a'), [{}, { x: 'y' }], [{ x: 1 }, [], null]],
  [lines('a'), [{ first: 1, last: 2 }], [{ first: 1 }, { first: 0, last: 2 }, '1,2', []]],
  [oneOf(['a', 'b'], 'a'), ['a'], ['c', '', ['a']]],
  [someOf(['a', 'b'], 'a'), [[], ['a', 'b']], ['a', ['c']]],
];

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictTypes: false });

describe('the fields of an operation', () => {
  for (const [field, right, wrong] of FIELDS) {
    it(`hold what they are for: ${expectedOf(field)}`, () => {
      for (const value of right) ok(holds(field, value), JSON.stringify(value));
      for (const value of wrong) ok(!holds(field, value), JSON.stringify(value));
    });
  }

  it('hold exactly what a validator of JSON Schema lets pass by their schemas', () => {
    const checks = FIELDS.map(([field]) => [field, ajv.compile(schemaOf(field))] as const);
    const known = FIELDS.flatMap(([, right, wrong]) => [...right, ...wrong]);
    const value = fc.oneof(fc.constantFrom(...known), fc.jsonValue());
    fc.assert(
      fc.property(value, given => {
        for (const [field, check] of checks) strictEqual(holds(field, given), check(given));
      }),
      { seed: 20_261_130, numRuns: 500 },
    );
  });

  it('together are the schema of an object that takes nothing else', () => {
    const schema = objectSchema({ ref: text('which'), force: optional(flag('over all')) });
    deepStrictEqual(schema, {
      type: 'object',
      properties: {
        ref: { type: 'string', description: 'which' },
        force: { type: 'boolean', description: 'over all' },
      },
      required: ['ref'],
      additionalProperties: false,
    });
  });
});
