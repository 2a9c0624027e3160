import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { printPicoschema, readSchema } from '../../src/interop/picoschema';

describe('the schema of an input', () => {
  it('in Picoschema becomes inputs, and what they cannot say is named', () => {
    deepStrictEqual(
      readSchema({
        a: 'string, who',
        'b?': 'integer',
        'c(array, list)': 'any',
        'd(enum)': ['x'],
        e: { f: 'string' },
        g: 'Named',
        '(*)': 'any',
      }),
      {
        inputs: {
          a: { type: 'string', description: 'who' },
          b: { type: 'integer', required: false },
          c: { type: 'array', description: 'list' },
          d: { type: 'any' },
          e: { type: 'object' },
          g: { type: 'any' },
        },
        unsaid: ['d', 'e', 'g: Named', '(*)'],
        optionalFields: new Set(),
      },
    );
  });

  it('in JSON Schema becomes inputs as well', () => {
    const properties = {
      a: { type: 'string', default: 'x' },
      b: { type: ['number', 'null'] },
      c: { enum: [1] },
    };
    deepStrictEqual(readSchema({ type: 'object', properties, required: ['a', 'b', 'c'] }), {
      inputs: {
        a: { type: 'string', default: 'x' },
        b: { type: 'number', required: false },
        c: { type: 'any' },
      },
      unsaid: ['c.enum'],
      optionalFields: new Set(),
    });
    strictEqual(readSchema('Named'), undefined);
  });

  it('comes back from inputs', () => {
    const inputs = {
      a: { type: 'string', required: false, description: 'x' },
      b: { type: 'array' },
      c: { type: 'object', description: 'y' },
      d: { type: 'any' },
    };
    deepStrictEqual(readSchema(printPicoschema(inputs)), {
      inputs,
      unsaid: [],
      optionalFields: new Set(),
    });
  });

  it('names the fields inside of variables that may be left out', () => {
    const item = { type: 'object', properties: { x: {}, y: {} }, required: ['x'] };
    const schemas = [
      { 'a?(array)': { x: 'string', 'y?': 'string' } },
      { type: 'object', properties: { a: { type: 'array', items: item } } },
    ];
    for (const schema of schemas) {
      deepStrictEqual(readSchema(schema)?.optionalFields, new Set(['y']));
    }
  });
});
