import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { applyValues, fillPlaces } from '../../../../src/core/compare/structure/applyValues';
import { diffValues, type Mapping } from '../../../../src/core/compare/structure/values';
import { data } from '../../../support/randomDocuments';

const SEED = 20261121;

describe('applyValues', () => {
  it('tells a mapping that went from one that became empty', () => {
    const [left, right]: Mapping[] = [{ a: { b: 1 } }, { a: {} }];
    assert.deepEqual(applyValues(left ?? {}, diffValues(left ?? {}, right ?? {})), right);
    assert.deepEqual(applyValues(left ?? {}, diffValues(left ?? {}, {})), {});
  });

  it('leads from the left to the right for any two mappings', () => {
    const named = fc.uniqueArray(
      fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), x: data }),
      {
        selector: ({ name }) => name,
      },
    );
    const value = fc.oneof(
      data,
      named,
      fc.array(fc.dictionary(fc.constantFrom('a', 'b'), data, { maxKeys: 2 }), { maxLength: 4 }),
    );
    const mapping = fc.dictionary(fc.constantFrom('tools', 'a', '__proto__', 'x.y'), value, {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(mapping, mapping, (left, right) => {
        const made = applyValues(left, diffValues(left, right));
        assert.deepEqual(plain(made), plain(right));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('fillPlaces', () => {
  it('puts what is placed at its place, and the rest between in order', () => {
    const placed = new Map([
      [0, 'z'],
      [2, 'y'],
    ]);
    assert.deepEqual(fillPlaces(['a', 'b', 'c'], placed), ['z', 'a', 'y', 'b', 'c']);
  });
});

/** By value alone: without prototypes, order of keys and the sign of zero. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, member]) => [key, plain(member)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
  return value === 0 ? 0 : value;
}
