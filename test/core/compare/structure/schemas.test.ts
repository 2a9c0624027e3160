import * as assert from 'node:assert/strict';
import { diffSchemas } from '../../../../src/core/compare/structure/schemas';
import { tellSchemaChange } from '../../../../src/core/compare/telling/schemaWording';

const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const text = { type: 'string' };

describe('diffSchemas', () => {
  for (const [story, left, right, expected] of [
    [
      'finds nothing in another order',
      object({ a: text, b: text }, ['a', 'b']),
      object({ b: text, a: text }, ['b', 'a']),
      [],
    ],
    ['tells a property that came', object({}), object({ a: text }), ['property `a` added']],
    [
      'tells that a new property is required',
      object({}),
      object({ a: text }, ['a']),
      ['property `a` added, required'],
    ],
    ['tells a property that went', object({ a: text }), object({}), ['property `a` removed']],
    [
      'tells what became required',
      object({ a: text }),
      object({ a: text }, ['a']),
      ['`a` made required'],
    ],
    [
      'tells what became optional',
      object({ a: text }, ['a']),
      object({ a: text }),
      ['`a` made optional'],
    ],
    [
      'tells a narrower type',
      object({ a: { type: ['string', 'null'] } }),
      object({ a: text }),
      ['`a` type narrowed: string, null → string'],
    ],
    [
      'knows that an integer is a number',
      { type: 'number' },
      { type: 'integer' },
      ['type narrowed: number → integer'],
    ],
    [
      'tells a wider type',
      { type: 'integer' },
      { type: 'number' },
      ['type widened: integer → number'],
    ],
    ['tells a type that is now required at all', {}, text, ['type narrowed: any → string']],
    ['tells another type', text, { type: 'number' }, ['type changed: string → number']],
    [
      'tells values that are no longer allowed',
      { enum: ['a', 'b'] },
      { enum: ['b', 'c'] },
      ['values no longer allowed: a', 'values allowed: c'],
    ],
    [
      'tells that only some values are allowed now',
      text,
      { ...text, enum: ['a'] },
      ['only these values allowed: a'],
    ],
    ['tells that any value is allowed now', { enum: ['a'] }, {}, ['any value allowed']],
    [
      'tells another description',
      { description: 'a' },
      { description: 'b' },
      ['description changed: a → b'],
    ],
    ['tells a bound that came', {}, { minimum: 1 }, ['minimum 1 added']],
    ['tells a keyword that went', { minimum: 1 }, {}, ['minimum removed']],
    [
      'looks into the elements of a list',
      { items: object({ a: text }) },
      { items: object({}) },
      ['property `[].a` removed'],
    ],
    [
      'looks into properties of properties',
      object({ o: object({}) }),
      object({ o: object({ a: text }) }),
      ['property `o.a` added'],
    ],
    [
      'looks into named schemas',
      { $defs: { p: object({}) } },
      { $defs: { p: object({ a: text }) } },
      ['property `#.p.a` added'],
    ],
    ['compares what is no schema by value', true, false, ['type changed: true → false']],
  ] as const) {
    it(story, () => {
      assert.deepEqual(diffSchemas(left, right).map(tellSchemaChange), expected);
    });
  }
});
