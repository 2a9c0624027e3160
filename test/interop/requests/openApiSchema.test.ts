import { deepStrictEqual } from 'node:assert/strict';
import { jsonSchemaOf } from '../../../src/interop/requests/openApiSchema';

describe('a schema in the form of Google', () => {
  const PAIRS: readonly (readonly [schema: unknown, expected: unknown])[] = [
    [{ type: 'STRING' }, { type: 'string' }],
    [{ type: 'INTEGER', nullable: true }, { type: ['integer', 'null'] }],
    [
      { type: 'STRING', nullable: true, enum: ['A'] },
      { type: 'string', nullable: true, enum: ['A'] },
    ],
    [
      { type: 'OBJECT', properties: { type: { type: 'ARRAY', items: { type: 'NUMBER' } } } },
      { type: 'object', properties: { type: { type: 'array', items: { type: 'number' } } } },
    ],
    [{ anyOf: [{ type: 'BOOLEAN' }, 3] }, { anyOf: [{ type: 'boolean' }, 3] }],
    [
      { type: 'OTHER', enum: ['STRING'], default: { type: 'STRING' }, propertyOrdering: ['a'] },
      { type: 'OTHER', enum: ['STRING'], default: { type: 'STRING' }, propertyOrdering: ['a'] },
    ],
    [{ type: ['string', 'null'] }, { type: ['string', 'null'] }],
    [undefined, undefined],
  ];
  for (const [schema, expected] of PAIRS) {
    it(`becomes JSON Schema: ${JSON.stringify(schema)}`, () => {
      deepStrictEqual(jsonSchemaOf(schema), expected);
    });
  }
});
