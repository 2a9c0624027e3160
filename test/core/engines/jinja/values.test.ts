import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import {
  Callable,
  fromData,
  isDict,
  isList,
  isTrue,
  Namespace,
  Sequence,
  Tuple,
  typeName,
  Undefined,
  WholeFloat,
  type Value,
} from '../../../../src/core/engines/jinja/values';
import { Budget } from '../../../../src/core/engines/template/budget';

const budget = new Budget();

const TYPES: readonly (readonly [Value, string, boolean])[] = [
  [null, 'None', false],
  ['', 'str', false],
  ['a', 'str', true],
  [true, 'bool', true],
  [0, 'int', false],
  [0.5, 'float', true],
  [new WholeFloat(0), 'float', false],
  [[], 'list', false],
  [[0], 'list', true],
  [Tuple.holding([0]), 'tuple', true],
  [new Map(), 'dict', false],
  [new Sequence('generator', []), 'generator', true],
  [new Sequence('range', []), 'range', false],
  [new Namespace(new Map()), 'namespace', true],
  [new Namespace(new Map(), true), 'loop', true],
  [new Callable('m', () => null), 'macro', true],
  [new Undefined({ kind: 'implicit' }), 'undefined', false],
];

describe('values', () => {
  for (const [value, type, truth] of TYPES) {
    it(`have the type ${type} and are ${truth ? 'true' : 'false'}`, () => {
      deepStrictEqual([typeName(value), isTrue(value)], [type, truth]);
    });
  }

  it('are taken over from data, own entries only', () => {
    const data = JSON.parse('{"a": [1, null, {"__proto__": 2}], "b": true}') as object;
    const value = fromData({ ...data, gone: undefined }, budget);
    ok(isDict(value));
    deepStrictEqual([...value.keys()], ['a', 'b']);
    const list = value.get('a') ?? null;
    ok(isList(list) && isDict(list[2] ?? null));
    deepStrictEqual(list[2], new Map([['__proto__', 2]]));
    strictEqual(
      fromData(() => 1, budget),
      null,
    );
  });
});

describe('Sequence', () => {
  it('gives what a generator holds only once', () => {
    const generator = new Sequence('generator', [1, 2, 3]);
    deepStrictEqual(
      [generator.takeFirst(), generator.takeAll(), generator.takeAll(), generator.length],
      [1, [2, 3], [], undefined],
    );
    const view = new Sequence('view', [1]);
    deepStrictEqual(
      [view.takeAll(), view.takeAll(), view.length, view.indexed],
      [[1], [1], 1, undefined],
    );
  });
});

describe('Tuple', () => {
  it('is a list that stays a tuple only by itself', () => {
    const tuple = Tuple.holding([1, 2]);
    ok(isList(tuple) && tuple instanceof Tuple && tuple.length === 2);
    ok(!(tuple.slice(1) instanceof Tuple) && !(tuple.map(item => item) instanceof Tuple));
    strictEqual(Tuple.holding([3])[0], 3);
  });
});
