import * as assert from 'node:assert/strict';
import { printPath } from '../../../../src/core/compare/structure/frontMatter';
import {
  diffValues,
  isMapping,
  nameOfElement,
  printValueKey,
  type Mapping,
} from '../../../../src/core/compare/structure/values';

function told(left: Mapping, right: Mapping): string[] {
  return diffValues(left, right).map(({ kind, path }) => `${kind} ${printPath(path)}`);
}

describe('diffValues', () => {
  for (const [story, left, right, expected] of [
    [
      'finds nothing in another order of keys',
      { a: 1, b: { c: 1, d: 2 } },
      { b: { d: 2, c: 1 }, a: 1 },
      [],
    ],
    [
      'names what came, went and changed',
      { a: 1, b: 1 },
      { b: 2, c: 1 },
      ['removed a', 'changed b', 'added c'],
    ],
    [
      'finds an element by its name, wherever it stands',
      { tools: [{ name: 'a', x: 1 }, { name: 'b' }] },
      { tools: [{ name: 'b' }, { name: 'a', x: 2 }] },
      ['moved tools[a]', 'changed tools[a].x'],
    ],
    [
      'finds a function by its name',
      { tools: [{ function: { name: 'a' } }, { function: { name: 'b' } }] },
      { tools: [{ function: { name: 'b' } }] },
      ['removed tools[a]'],
    ],
    [
      'compares elements with a name in common by their place',
      { list: [{ name: 'a' }, { name: 'a', x: 1 }] },
      { list: [{ name: 'a' }, { name: 'a', x: 2 }] },
      ['changed list[1].x'],
    ],
    ['says of a list that became a mapping that it changed', { a: [1] }, { a: {} }, ['changed a']],
  ] as const) {
    it(story, () => {
      assert.deepEqual(told(left, right), expected);
    });
  }
});

describe('a value', () => {
  it('has the same key in any order, and another one as a text', () => {
    assert.equal(printValueKey({ a: 1, b: [-0] }), printValueKey({ b: [0], a: 1 }));
    assert.notEqual(printValueKey(1), printValueKey('1'));
    assert.notEqual(printValueKey([1, 2]), printValueKey(['1,2']));
  });

  it('is a mapping when it is no list and not null', () => {
    assert.deepEqual([{}, [], null, 'a'].map(isMapping), [true, false, false, false]);
  });

  it('has the name that its author gave it', () => {
    assert.deepEqual(
      [{ name: 'a' }, { function: { name: 'b' } }, { id: 'c' }, { name: 1 }, 'd'].map(
        nameOfElement,
      ),
      ['a', 'b', 'c', undefined, undefined],
    );
  });
});
