import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import {
  attributeOf,
  entryOf,
  memberOf,
  sliceOf,
} from '../../../../src/core/engines/jinja/members';
import {
  Failure,
  fromData,
  Sequence,
  Tuple,
  Undefined,
} from '../../../../src/core/engines/jinja/values';
import { Budget } from '../../../../src/core/engines/template/budget';

const budget = new Budget();

const dict = fromData({ a: { b: [1, 2] }, items: 'i', gone: null }, budget);

describe('memberOf', () => {
  it('finds entries and items, and nothing else', () => {
    deepStrictEqual(memberOf(dict, 'gone', budget), null);
    deepStrictEqual(memberOf([1, 2], -1, budget), 2);
    deepStrictEqual(memberOf('a😀', 1, budget), '😀');
    deepStrictEqual(memberOf(new Sequence('range', [5]), 0, budget), 5);
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
      strictEqual(memberOf(object, key, budget), undefined);
    }
  });

  it('refuses what is a method in Python, where it would hide an entry', () => {
    throws(
      () => memberOf(dict, 'items', budget),
      /"items" is a method of dict in Python.*\["items"\]/,
    );
    throws(() => memberOf('a', 'upper', budget), /Call it/);
    strictEqual(entryOf(dict, 'items', budget), 'i');
    throws(() => entryOf(fromData({}, budget), 'items', budget), Failure);
  });
});

describe('attributeOf', () => {
  it('follows dots and numbers', () => {
    strictEqual(attributeOf(dict, 'a.b.1', budget), 2);
    strictEqual(attributeOf([7], 0, budget), 7);
    ok(attributeOf(dict, 'a.c.d', budget) instanceof Undefined);
  });
});

describe('sliceOf', () => {
  it('cuts texts, lists and tuples as Python does', () => {
    strictEqual(sliceOf('a😀c', [null, 2, null], budget), 'a😀');
    deepStrictEqual(sliceOf([1, 2, 3], [null, null, -1], budget), [3, 2, 1]);
    deepStrictEqual(sliceOf([1, 2, 3], [-2, 99, null], budget), [2, 3]);
    ok(sliceOf(Tuple.holding([1, 2]), [1, null, null], budget) instanceof Tuple);
  });

  it('refuses other values and bounds', () => {
    throws(() => sliceOf(1, [null, null, null], budget), /cannot be sliced/);
    throws(() => sliceOf([1], [null, null, 0], budget), /must not be 0/);
    throws(() => sliceOf([1], ['a', null, null], budget), /must be an integer/);
  });
});
