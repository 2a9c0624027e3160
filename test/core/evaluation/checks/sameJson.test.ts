import { equal } from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { isSameJson } from '../../../../src/core/evaluation/checks/sameJson';

describe('the same JSON', () => {
  it('is what Node takes for equal', () => {
    const pairs = fc.oneof(
      fc.tuple(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 })),
      fc.jsonValue({ maxDepth: 3 }).map(value => [value, structuredClone(value)] as const),
    );
    fc.assert(
      fc.property(pairs, ([left, right]) => {
        equal(isSameJson(left, right), isDeepStrictEqual(left, right));
      }),
    );
  });

  it('minds no order of keys, and own keys alone', () => {
    equal(isSameJson({ a: 1, b: [{ c: 2 }] }, { b: [{ c: 2 }], a: 1 }), true);
    equal(isSameJson({ toString: 1 }, { a: 1 }), false);
    equal(isSameJson([], {}), false);
    equal(isSameJson(10n ** 20n, 10n ** 20n), true);
  });
});
