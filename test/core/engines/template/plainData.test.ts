import { doesNotThrow, strictEqual, throws } from 'node:assert';
import { runInNewContext } from 'node:vm';
import { LedgerError } from '../../../../src/core/base/errors';
import { requirePlainData } from '../../../../src/core/engines/template/plainData';

describe('requirePlainData', () => {
  it('accepts what JSON can say, whoever made it', () => {
    const values = {
      a: [1, 'x', null, { b: true }],
      c: undefined,
      d: Object.create(null) as object,
    };
    doesNotThrow(() => {
      requirePlainData(values);
      requirePlainData(runInNewContext('({ a: { b: [] } })') as Record<string, unknown>);
    });
  });

  const circular: unknown[] = [];
  circular.push(circular);
  const refused: [what: string, values: unknown, path: string][] = [
    ['a function', { a: { b: () => 1 } }, 'a.b'],
    ['a symbol', { a: [Symbol('x')] }, 'a.0'],
    ['an endless number', { a: NaN }, 'a'],
    ['a date', { a: new Date(0) }, 'a'],
    ['a map', { a: new Map() }, 'a'],
    ['a list that holds itself', { a: circular }, 'a.0.0.0.0'],
    ['a list of values', [1], ''],
    ['nothing', null, ''],
  ];
  it('takes a whole number beyond 2^53 as it is', () => {
    requirePlainData({ a: [9007199254740993n] });
  });

  for (const [what, values, path] of refused) {
    it(`refuses ${what} and says where`, () => {
      throws(
        () => {
          requirePlainData(values as Record<string, unknown>);
        },
        (error: unknown) => {
          if (!(error instanceof LedgerError)) return false;
          strictEqual(error.code, 'invalid-input');
          strictEqual(error.data.path, path);
          return true;
        },
      );
    });
  }
});
