import * as assert from 'node:assert/strict';
import { tellNamed } from '../../../../src/core/compare/structure/namedChanges';

const map = (members: object) => new Map(Object.entries(members));

describe('tellNamed', () => {
  it('tells what came, went and changed by name, and compares only what both sides have', () => {
    const compared: unknown[] = [];
    const changes = tellNamed(
      'input',
      map({ a: 1, b: 2, c: 3 }),
      map({ b: 2, c: 4, d: 5 }),
      (l, r) => {
        compared.push([l, r]);
        return [];
      },
    );
    assert.deepEqual(
      changes.map(({ name, kind }) => `${name} ${kind}`),
      ['a removed', 'c changed', 'd added'],
    );
    assert.deepEqual(compared, [[3, 4]]);
  });

  it('tells tools in another order as moved', () => {
    const [change] = tellNamed('tool', map({ a: 1, b: 2 }), map({ b: 2, a: 1 }), () => []);
    assert.deepEqual(change, { part: 'tool', kind: 'moved', name: 'b, a', details: [] });
  });
});
