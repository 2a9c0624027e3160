import assert from 'node:assert/strict';
import { graphWidth, layoutGraph, type GraphRow } from '../../../../src/core/compare/graph/layout';
import { orderVersions, type GraphVersion } from '../../../../src/core/compare/graph/order';
import { holdsFor } from '../../../support/seeded';
import { graphs } from './randomGraphs';

/** Newest first: `e:d,c` is a version `e` with the parents `d` and `c`. */
function graphOf(text: string): GraphVersion[] {
  return text.split(' ').map(word => {
    const [id = '', parents = ''] = word.split(':');
    return { id, at: '', parents: parents === '' ? [] : parents.split(',') };
  });
}

/** Lane of each version, then its lines below: `e0 0>0 0>1`. */
function picture(rows: readonly GraphRow[]): string {
  return rows
    .map(({ id, lane, below, isCut }) =>
      [`${id}${lane}${isCut ? '!' : ''}`, ...below.map(({ from, to }) => `${from}>${to}`)].join(
        ' ',
      ),
    )
    .join(' | ');
}

describe('layoutGraph', () => {
  for (const [story, graph, expected] of [
    ['one version', 'a', 'a0'],
    ['a straight history in one lane', 'c:b b:a a', 'c0 0>0 | b0 0>0 | a0'],
    ['a branch and its merge', 'd:b,c c:a b:a a', 'd0 0>0 0>1 | c1 0>0 1>1 | b0 1>0 0>0 | a0'],
    ['two heads', 'c:a b:a a', 'c0 0>0 | b1 0>0 1>0 | a0'],
    ['two histories that have nothing in common', 'b a', 'b0 | a0'],
    ['a parent that is not in the list', 'b:gone a', 'b0! | a0'],
    ['a parent named twice, once', 'b:a,a a', 'b0 0>0 | a0'],
    ['a circle, from the first that is listed', 'b:a a:b', 'b0 0>0 | a0!'],
  ] as const) {
    it(`draws ${story}`, () => {
      assert.equal(picture(layoutGraph(graphOf(graph))), expected);
    });
  }

  it('leads from every version to each of its parents, and from no lane to nowhere', () => {
    holdsFor(graphs, 500, given => {
      const versions = orderVersions(given);
      const rows = layoutGraph(versions);
      const found = new Set(traced(rows));
      const ids = new Set(versions.map(({ id }) => id));
      const expected = versions.flatMap(({ id, parents }) =>
        parents.filter(parent => ids.has(parent)).map(parent => `${id}>${parent}`),
      );
      assert.deepEqual([...found].sort(), [...new Set(expected)].sort());
    });
  });

  it('says which versions have a parent that is not shown', () => {
    holdsFor(graphs, 200, given => {
      const rows = layoutGraph(orderVersions(given));
      const cut = given.filter(({ parents }) => parents.includes('gone')).map(({ id }) => id);
      const shown = rows.filter(({ isCut }) => isCut).map(({ id }) => id);
      assert.deepEqual(shown.sort(), cut.sort());
    });
  });

  it('lets the lines of a row meet those of the row below it', () => {
    holdsFor(graphs, 300, given => {
      const rows = layoutGraph(orderVersions(given));
      rows.forEach((row, index) => {
        const lower = new Set(row.below.map(({ to }) => to));
        const upper = new Set(rows[index + 1]?.above.map(({ from }) => from) ?? []);
        assert.deepEqual([...lower].sort(), [...upper].sort());
      });
    });
  });
});

describe('graphWidth', () => {
  for (const [graph, width] of [
    ['a', 1],
    ['c:b b:a a', 1],
    ['d:b,c c:a b:a a', 2],
  ] as const) {
    it(`is ${width} for ${graph}`, () => {
      assert.equal(graphWidth(layoutGraph(graphOf(graph))), width);
    });
  }

  it('is nothing for nothing', () => {
    assert.equal(graphWidth([]), 0);
  });
});

/** Follows every line downwards: which versions it leads from and to. */
function traced(rows: readonly GraphRow[]): string[] {
  const edges: string[] = [];
  let carried = new Map<number, Set<string>>();
  for (const { id, lane, above, below } of rows) {
    const arrived = new Map<number, Set<string>>();
    for (const { from, to } of above) carry(arrived, to, carried.get(from));
    for (const start of arrived.get(lane) ?? []) edges.push(`${start}>${id}`);
    arrived.set(lane, new Set([id]));
    carried = new Map();
    for (const { from, to } of below) carry(carried, to, arrived.get(from));
  }
  assert.deepEqual(carried, new Map(), 'no line is left over');
  return edges;
}

function carry(
  lanes: Map<number, Set<string>>,
  to: number,
  starts: ReadonlySet<string> = new Set(),
) {
  lanes.set(to, new Set([...(lanes.get(to) ?? []), ...starts]));
}
