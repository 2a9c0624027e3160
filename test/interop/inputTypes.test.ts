import { strictEqual } from 'node:assert/strict';
import { typeThatFits } from '../../src/interop/inputTypes';

describe('the type of an input from another system', () => {
  const cases: [type: unknown, values: readonly unknown[], expected: string][] = [
    ['string', [], 'string'],
    ['string', ['a', undefined, null], 'string'],
    ['string', ['a', 5], 'any'],
    ['object', [{ a: 1 }], 'object'],
    ['object', [[1]], 'any'],
    ['integer', [1.5], 'any'],
    ['letter', [], 'any'],
    ['constructor', [], 'any'],
    [undefined, ['a'], 'any'],
  ];
  for (const [type, values, expected] of cases) {
    it(`is ${expected} for ${JSON.stringify(type)} beside ${JSON.stringify(values)}`, () => {
      strictEqual(typeThatFits(type, values), expected);
    });
  }
});
