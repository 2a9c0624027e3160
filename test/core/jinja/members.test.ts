import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { attributeOf, entryOf, memberOf, sliceOf } from '../../../src/core/jinja/members';
import { Failure, fromData, Sequence, Tuple, Undefined } from '../../../src/core/jinja/values';

const dict = fromData({ a: { b: [1, 2] }, items: 'i', gone: null });

describe('memberOf', () => {
  it('finds entries and items, and nothing else', () => {
    deepStrictEqual(memberOf(dict, 'gone'), null);
    deepStrictEqual(memberOf([1, 2], -1), 2);
    deepStrictEqual(memberOf('a😀', 1), '😀');
    deepStrictEqual(memberOf(new Sequence('range', [5]), 0), 5);
    for (const [object, key] of [
      [dict, 'size'],
      [dict, 0],
      [[1], 'length'],
      [[1], 5],
      [[1], 0.5],
      ['a', 'length'],
      [1, 'toFixed'],
      [null, 'a'],
      [true, 'valueOf'],
      [new Sequence('generator', [1]), 0],
    ] as const) {
      strictEqual(memberOf(object, key), undefined);
    }
  });

  it('refuses what is a method in Python, where it would hide an entry', () => {
    throws(() => memberOf(dict, 'items'), /"items" is a method of dict in Python.*\["items"\]/);
    throws(() => memberOf('a', 'upper'), /Call it/);
    strictEqual(entryOf(dict, 'items'), 'i');
    throws(() => entryOf(fromData({}), 'items'), Failure);
  });
});

describe('attributeOf', () => {
  it('follows dots and numbers', () => {
    strictEqual(attributeOf(dict, 'a.b.1'), 2);
    strictEqual(attributeOf([7], 0), 7);
    ok(attributeOf(dict, 'a.c.d') instanceof Undefined);
  });
});

describe('sliceOf', () => {
  it('cuts texts, lists and tuples as Python does', () => {
    strictEqual(sliceOf('a😀c', [null, 2, null]), 'a😀');
    deepStrictEqual(sliceOf([1, 2, 3], [null, null, -1]), [3, 2, 1]);
    deepStrictEqual(sliceOf([1, 2, 3], [-2, 99, null]), [2, 3]);
    ok(sliceOf(Tuple.holding([1, 2]), [1, null, null]) instanceof Tuple);
  });

  it('refuses other values and bounds', () => {
    throws(() => sliceOf(1, [null, null, null]), /cannot be sliced/);
    throws(() => sliceOf([1], [null, null, 0]), /must not be 0/);
    throws(() => sliceOf([1], ['a', null, null]), /must be an integer/);
  });
});
