import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import {
  calculate,
  float,
  integer,
  printFraction,
  requireInteger,
  roundHalfEven,
  toNumeric,
} from '../../../../src/core/engines/jinja/numbers';
import { Failure, WholeFloat, type Value } from '../../../../src/core/engines/jinja/values';

function run(operator: string, left: Value, right: Value): Value {
  const [a, b] = [toNumeric(left), toNumeric(right)];
  if (a === undefined || b === undefined) throw new Error('These are numbers.');
  return calculate(operator, a, b);
}

describe('calculate', () => {
  const CASES: readonly (readonly [string, Value, Value, Value])[] = [
    ['/', 8, 2, new WholeFloat(4)],
    ['//', -7, 2, -4],
    ['%', -7, 3, 2],
    ['%', 7, -3, -2],
    ['//', 7.5, 2, new WholeFloat(3)],
    ['+', true, 1, 2],
    ['*', 3, new WholeFloat(1), new WholeFloat(3)],
    ['-', 0.5, 0.25, 0.25],
    ['**', 2, 10, 1024],
    ['**', 2, -1, 0.5],
    ['**', 4, 0.5, new WholeFloat(2)],
    ['**', 3, 33, 5559060566555523],
  ];
  for (const [operator, left, right, result] of CASES) {
    it(`${JSON.stringify(left)} ${operator} ${JSON.stringify(right)}`, () => {
      deepStrictEqual(run(operator, left, right), result);
    });
  }

  it('refuses what has no exact or no finite answer', () => {
    for (const operator of ['/', '//', '%']) throws(() => run(operator, 1, 0), /division by zero/);
    throws(() => run('*', 2 ** 52, 4), /too large to be exact/);
    throws(() => run('**', 2, 1e9), /too large to be exact/);
    throws(() => run('**', 0, -1), /zero/);
    throws(() => run('**', 2.5, 2), /supported for integers/);
    throws(() => float(Infinity), Failure);
    strictEqual(Object.is(integer(-0), 0), true);
  });
});

describe('roundHalfEven', () => {
  const CASES = [
    [0.5, 0, 0],
    [1.5, 0, 2],
    [-2.5, 0, -2],
    [2.675, 2, 2.67],
    [0.125, 2, 0.12],
    [0.375, 2, 0.38],
    [1250, -2, 1200],
    [1e22, 1, 1e22],
  ] as const;
  for (const [value, digits, rounded] of CASES) {
    it(`${value} to ${digits} digits is ${rounded}`, () => {
      strictEqual(roundHalfEven(value, digits), rounded);
    });
  }
});

describe('printFraction', () => {
  const CASES = [
    [0.1, '0.1'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-10, '1.5e-10'],
    [1e16, '1e+16'],
    [123456789.125, '123456789.125'],
    [-0, '-0'],
  ] as const;
  for (const [value, text] of CASES) {
    it(`prints ${text}`, () => {
      strictEqual(printFraction(value), text);
    });
  }
});

describe('requireInteger', () => {
  it('takes integers and booleans', () => {
    strictEqual(requireInteger(true, 'x'), 1);
    throws(() => requireInteger(1.5, '"x"'), /"x" must be an integer, not float/);
  });
});
