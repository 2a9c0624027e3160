import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { Budget } from '../../../../src/core/engines/template/budget';
import {
  compare,
  contains,
  isEqual,
  iterate,
  measure,
  operate,
} from '../../../../src/core/engines/jinja/operators';
import {
  fromData,
  Sequence,
  Tuple,
  Undefined,
  WholeFloat,
} from '../../../../src/core/engines/jinja/values';

const budget = new Budget();

describe('isEqual', () => {
  it('compares numbers by value, lists and dicts by what they hold', () => {
    ok(isEqual(1, new WholeFloat(1), budget) && isEqual(true, 1, budget));
    ok(
      isEqual([1, [2]], [1, [2]], budget) &&
        isEqual(fromData({ a: 1 }, budget), fromData({ a: 1 }, budget), budget),
    );
    ok(
      !isEqual([1], Tuple.holding([1]), budget) &&
        !isEqual('1', 1, budget) &&
        !isEqual(null, false, budget),
    );
    ok(
      !isEqual(fromData({ a: 1 }, budget), fromData({ b: 1 }, budget), budget) &&
        !isEqual([1], [1, 2], budget),
    );
    const missing = new Undefined({ kind: 'implicit' });
    ok(
      isEqual(missing, new Undefined({ kind: 'implicit' }), budget) &&
        !isEqual(missing, null, budget),
    );
  });
});

describe('compare', () => {
  it('orders numbers, texts by code points, and lists item by item', () => {
    ok(
      compare(1, 1.5, { budget }) < 0 &&
        compare('\ud83d\ude00', '\uffff', { budget }) > 0 &&
        compare('a', 'ab', { budget }) < 0,
    );
    ok(
      compare([1, 2], [1, 3], { budget }) < 0 &&
        compare([1], [1, 0], { budget }) < 0 &&
        compare([2], [1, 9], { budget }) > 0,
    );
    for (const [left, right] of [
      [1, 'a'],
      [null, null],
      [[1], Tuple.holding([1])],
      [fromData({}, budget), fromData({}, budget)],
    ] as const) {
      throws(() => compare(left, right, { budget }), /"<" does not compare/);
    }
  });
});

describe('contains', () => {
  it('looks into texts, lists, dicts and sequences', () => {
    ok(
      contains('cat', 'a', budget) &&
        contains([1], true, budget) &&
        contains(fromData({ a: 1 }, budget), 'a', budget),
    );
    ok(
      contains(new Sequence('range', [1]), 1, budget) &&
        !contains(fromData({ 1: 1 }, budget), 1, budget),
    );
    throws(() => contains('1', 1, budget), /looks for a str/);
    throws(() => contains(fromData({}, budget), [], budget), /no key/);
    throws(() => contains(5, 1, budget), /nothing to go through/);
  });
});

describe('iterate and measure', () => {
  it('take what Python goes through', () => {
    deepStrictEqual(iterate('a😀', budget), ['a', '😀']);
    deepStrictEqual(iterate(fromData({ a: 1 }, budget), budget), ['a']);
    deepStrictEqual(
      [measure('a😀', budget), measure([1], budget), measure(fromData({}, budget), budget)],
      [2, 1, 0],
    );
    throws(() => iterate(null, budget), /None is nothing to go through/);
    throws(() => measure(new Sequence('generator', []), budget), /has no length/);
  });
});

describe('operate', () => {
  const budget = new Budget();

  it('joins and repeats', () => {
    strictEqual(operate('~', ['a', null], budget), 'aNone');
    deepStrictEqual(operate('+', [[1], [2]], budget), [1, 2]);
    deepStrictEqual(operate('*', [2, [1]], budget), [1, 1]);
    strictEqual(operate('*', ['ab', -1], budget), '');
    ok(operate('+', [Tuple.holding([1]), Tuple.holding([])], budget) instanceof Tuple);
  });

  it('refuses other types, and what is too long before it is made', () => {
    throws(() => operate('+', [1, 'a'], budget), /"\+" does not take int and str/);
    throws(() => operate('*', ['a', 1.5], budget), /does not take/);
    throws(() => operate('%', ['%s', 1], budget), /"%" with a text is not supported/);
    throws(() => operate('*', ['a', 2 ** 40], budget), /never seems to end/);
    throws(() => operate('*', [[1], 2 ** 40], new Budget()), /never seems to end/);
  });
});
