import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderVersions, type GraphVersion } from '../../../../src/core/compare/graph/order';
import { holdsFor } from '../../../support/seeded';
import { graphs } from './randomGraphs';

const version = (id: string, at: string, ...parents: string[]): GraphVersion => ({
  id,
  at,
  parents,
});

describe('orderVersions', () => {
  for (const [story, given, expected] of [
    ['nothing', [], ''],
    ['newest first', [version('a', '1'), version('b', '2', 'a')], 'b a'],
    ['by id where the times are equal', [version('a', '1'), version('b', '1')], 'b a'],
    [
      'a version before what it follows from, though its clock ran back',
      [version('a', '5'), version('b', '2', 'a'), version('c', '3', 'b')],
      'c b a',
    ],
    [
      'two branches mixed by time',
      [
        version('a', '1'),
        version('b', '2', 'a'),
        version('c', '3', 'a'),
        version('d', '4', 'b'),
        version('e', '5', 'd', 'c'),
      ],
      'e d c b a',
    ],
    ['a version whose parent is missing', [version('b', '2', 'gone'), version('a', '1')], 'b a'],
    [
      'a circle, that no honest writer makes',
      [version('a', '1', 'b'), version('b', '2', 'a')],
      'b a',
    ],
  ] as const) {
    it(`orders ${story}`, () => {
      assert.equal(
        orderVersions(given)
          .map(({ id }) => id)
          .join(' '),
        expected,
      );
    });
  }

  it('keeps every version once, children before parents, whatever order they come in', () => {
    holdsFor(fc.tuple(graphs, fc.nat()), 300, ([versions, turn]) => {
      const cut = versions.length === 0 ? 0 : turn % versions.length;
      const turned = [...versions.slice(cut), ...versions.slice(0, cut)];
      const ordered = orderVersions(turned);
      assert.deepEqual(ordered, orderVersions(versions));
      assert.equal(new Set(ordered.map(({ id }) => id)).size, versions.length);
      const place = new Map(ordered.map(({ id }, index) => [id, index]));
      for (const { id, parents } of ordered) {
        for (const parent of parents) {
          assert.ok((place.get(parent) ?? Infinity) > place.get(id)!, `${id} before ${parent}`);
        }
      }
    });
  });
});
