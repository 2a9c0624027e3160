import { deepStrictEqual, strictEqual } from 'node:assert';
import { requireDocument } from '../../../../src/core/prompt/document/document';
import {
  applyInputs,
  listInputs,
  matchesType,
  wrongTypesError,
} from '../../../../src/core/prompt/document/inputs';
import { checkRefusal } from '../../../support/refusal';
import type { InputType } from '../../../../src/core/prompt/document/model';

const document = requireDocument(`---
inputs:
  query: { type: string, required: true, description: What the customer asks }
  tone: { type: string, default: friendly }
  limit: { type: integer, required: false }
  anything:
---
`);

describe('listInputs', () => {
  it('gives the declarations in their order', () => {
    deepStrictEqual(listInputs(document), [
      { name: 'query', type: 'string', required: true, description: 'What the customer asks' },
      { name: 'tone', type: 'string', required: true, default: 'friendly' },
      { name: 'limit', type: 'integer', required: false },
      { name: 'anything', type: 'any', required: true },
    ]);
  });

  it('gives none for a document that declares none', () => {
    deepStrictEqual(listInputs(requireDocument('Hi')), []);
  });
});

describe('applyInputs', () => {
  const cases: [what: string, given: Record<string, unknown>, filled: Record<string, unknown>][] = [
    ['fills in defaults and null for what is optional', {}, { tone: 'friendly', limit: null }],
    ['prefers what is given', { tone: 'dry', limit: 3 }, { tone: 'dry', limit: 3 }],
    ['takes undefined as not given', { tone: undefined }, { tone: 'friendly', limit: null }],
    ['lets null stand for what is optional', { limit: null }, { tone: 'friendly', limit: null }],
    ['keeps what nobody declared', { x: 1 }, { x: 1, tone: 'friendly', limit: null }],
  ];
  for (const [what, given, filled] of cases) {
    it(what, () => {
      deepStrictEqual(applyInputs(document, given), { values: filled, wrong: [] });
    });
  }

  it('does not take what an object inherits as given', () => {
    const inherited = Object.create({ tone: 3 }) as Record<string, unknown>;
    strictEqual(applyInputs(document, inherited).values.tone, 'friendly');
  });

  it('sets all values of the wrong type apart, and fills in nothing for them', () => {
    deepStrictEqual(applyInputs(document, { query: 1, tone: null, limit: '3', x: 1 }), {
      values: { x: 1 },
      wrong: [
        { name: 'query', expected: 'string', actual: 'number' },
        { name: 'tone', expected: 'string', actual: 'null' },
        { name: 'limit', expected: 'integer', actual: 'string' },
      ],
    });
  });
});

describe('wrongTypesError', () => {
  it('names every value of the wrong type, and every name that has none', () => {
    const wrong = [{ name: 'query', expected: 'string', actual: 'number' } as const];
    const error = wrongTypesError(wrong, ['city']);
    checkRefusal(
      error,
      'invalid-input',
      '"query" must be string, not number',
      'Missing as well: city.',
    );
    deepStrictEqual(error.data, { inputs: wrong, missing: ['city'] });
  });
});

describe('matchesType', () => {
  const cases: [type: InputType, fitting: unknown[], others: unknown[]][] = [
    ['string', ['', 'x'], [1, null, []]],
    ['number', [1, 1.5], ['1', true]],
    ['integer', [1, -0], [1.5, '1']],
    ['boolean', [true, false], [0, 'true']],
    ['array', [[], [1]], [{}, null]],
    ['object', [{}, { a: 1 }], [[], null, 'x']],
    ['any', [null, 1, {}], []],
  ];
  for (const [type, fitting, others] of cases) {
    it(`knows ${type}`, () => {
      for (const value of fitting) strictEqual(matchesType(value, type), true, String(value));
      for (const value of others) strictEqual(matchesType(value, type), false, String(value));
    });
  }
});
