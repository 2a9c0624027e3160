import { strictEqual } from 'node:assert/strict';
import {
  either,
  isAnything,
  isCount,
  isFlag,
  isText,
  listOf,
  oneOf,
  optional,
  recordOf,
  shape,
  type Guard,
} from '../../src/protocol/guards';

const person = shape<{ name: string; age?: number | undefined }>({
  name: isText,
  age: optional(isCount),
});

describe('a guard', () => {
  const cases: [what: string, guard: Guard<unknown>, right: unknown[], wrong: unknown[]][] = [
    ['isText', isText, ['', 'a'], [1, null, ['a']]],
    ['isCount', isCount, [0, 3], [-1, 1.5, NaN, Infinity, '1']],
    ['isFlag', isFlag, [true, false], [0, 'true', null, undefined]],
    ['isAnything', isAnything, [0, '', null, {}], [undefined]],
    ['recordOf', recordOf(isText), [{}, { a: 'b' }], [{ a: 1 }, ['a'], null, 'a']],
    ['listOf', listOf(isText), [[], ['a']], [['a', 1], 'a', { 0: 'a', length: 1 }]],
    [
      'oneOf',
      oneOf<'a' | null | true>('a', null, true),
      ['a', null, true],
      ['b', undefined, false],
    ],
    ['optional', optional(isText), ['a', undefined], [null, 1]],
    ['either', either(isText, isCount), ['a', 1], [null, -1]],
    [
      'shape',
      person,
      [{ name: 'a' }, { name: 'a', age: 1 }, { name: 'a', other: 1 }],
      [{}, { name: 1 }, { name: 'a', age: '1' }, null, 'a', undefined],
    ],
  ];
  for (const [what, guard, right, wrong] of cases) {
    it(`of ${what} lets through what it promises, and nothing else`, () => {
      for (const value of right) strictEqual(guard(value), true, JSON.stringify(value));
      for (const value of wrong) strictEqual(guard(value), false, JSON.stringify(value));
    });
  }
});
