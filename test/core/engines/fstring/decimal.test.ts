import { deepStrictEqual, strictEqual } from 'node:assert';
import fc from 'fast-check';
import {
  roundToFraction,
  roundToSignificant,
  shortestDecimal,
} from '../../../../src/core/engines/fstring/decimal';
import { holdsFor } from '../../../support/seeded';

const positive = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true, minExcluded: true });

describe('shortestDecimal', () => {
  const cases: [value: number, digits: string, point: number][] = [
    [0.1, '1', 0],
    [1234.5, '12345', 4],
    [5e-324, '5', -323],
    [1e23, '1', 24],
    [1.7976931348623157e308, '17976931348623157', 309],
  ];
  for (const [value, digits, point] of cases) {
    it(`gives ${value}`, () => {
      deepStrictEqual(shortestDecimal(value), { digits, point });
    });
  }

  it('reads back as the same number', () => {
    holdsFor(positive, 1000, value => {
      const { digits, point } = shortestDecimal(value);
      strictEqual(Number(`0.${digits}e${point}`), value);
    });
  });
});

describe('roundToSignificant', () => {
  const cases: [value: number, count: number, digits: string, point: number][] = [
    [0, 3, '0', 1],
    [2.5, 1, '2', 1],
    [3.5, 1, '4', 1],
    [0.99996, 4, '1', 1],
    [1e23, 17, '99999999999999992', 23],
    [1e23, 3, '1', 24],
    [1e-16, 20, '9999999999999999791', -16],
    [5e-324, 2000, '4940656458412465441765687928682213723650', -323],
  ];
  for (const [value, count, digits, point] of cases) {
    it(`rounds ${value} to ${count} digits`, () => {
      const rounded = roundToSignificant(value, count);
      deepStrictEqual({ ...rounded, digits: rounded.digits.slice(0, 40) }, { digits, point });
    });
  }

  it('rounds to 17 digits as JavaScript does, which has no halves to decide there', () => {
    holdsFor(positive, 1000, value => {
      const { digits, point } = roundToSignificant(value, 17);
      const [theirs = '', exponent] = value.toExponential(16).split('e');
      strictEqual(digits.padEnd(17, '0'), theirs.replace('.', ''));
      strictEqual(point, Number(exponent) + 1);
    });
  });
});

describe('roundToFraction', () => {
  const cases: [value: number, count: number, whole: string, fraction: string][] = [
    [0.5, 0, '0', ''],
    [1.5, 0, '2', ''],
    [0.125, 2, '0', '12'],
    [0.375, 2, '0', '38'],
    [2.675, 2, '2', '67'],
    [1e21, 2, '1000000000000000000000', '00'],
    [0.1, 25, '0', '1000000000000000055511151'],
    [0, 3, '0', '000'],
  ];
  for (const [value, count, whole, fraction] of cases) {
    it(`rounds ${value} to ${count} places`, () => {
      deepStrictEqual(roundToFraction(value, count), { whole, fraction });
    });
  }

  it('fills up with zeros where a double has no more digits', () => {
    const { fraction } = roundToFraction(5e-324, 5000);
    strictEqual(fraction.length, 5000);
    strictEqual(/^0{323}49406564584124654.*5(0+)$/.exec(fraction)?.[1]?.length, 5000 - 1074);
  });
});
