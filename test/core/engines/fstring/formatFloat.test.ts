import { strictEqual } from 'node:assert';
import fc from 'fast-check';
import { formatFloat, printFloat } from '../../../../src/core/engines/fstring/formatFloat';
import { parseFormatSpec, type FormatSpec } from '../../../../src/core/engines/fstring/formatSpec';
import { holdsFor } from '../../../support/seeded';

describe('formatFloat', () => {
  const cases: [value: number, spec: string, printed: string][] = [
    [2.675, '.2f', '2.67'],
    [0.5, '.0f', '0'],
    [1234.5, ',.2f', '1,234.50'],
    [1234.5, '012,.1f', '00,001,234.5'],
    [-0.001, '.1f', '-0.0'],
    [-0.001, 'z.1f', '0.0'],
    [-0.001, 'z.1%', '-0.1%'],
    [0.1234, '.1%', '12.3%'],
    [1e307, '%', 'inf%'],
    [-1e307, '010%', '-00000inf%'],
    [1.5e-7, 'E', '1.500000E-07'],
    [0.00001234, 'g', '1.234e-05'],
    [123456789.5, 'G', '1.23457E+08'],
    [0.5, '#.0f', '0.'],
    [0.5, '#g', '0.500000'],
    [1.5, '5', '  1.5'],
    [1.5, '.1', '2e+00'],
    [1.25, 'n', '1.25'],
    [1.5, '*^+9.1f', '**+1.5***'],
  ];
  for (const [value, spec, printed] of cases) {
    it(`prints ${value} as {:${spec}} asks`, () => {
      strictEqual(formatFloat(value, parseFormatSpec(spec) as FormatSpec), printed);
    });
  }
});

describe('printFloat', () => {
  const cases: [value: number, printed: string][] = [
    [0.1, '0.1'],
    [-2.5, '-2.5'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1.5e-7, '1.5e-07'],
    [2251799813685247.75, '2251799813685247.8'],
    [5e-324, '5e-324'],
    [1234567890.123, '1234567890.123'],
  ];
  for (const [value, printed] of cases) {
    it(`prints ${printed}`, () => {
      strictEqual(printFloat(value), printed);
    });
  }

  it('prints what reads back as the same number', () => {
    holdsFor(fc.double({ noNaN: true, noDefaultInfinity: true }), 2000, value => {
      strictEqual(Number(printFloat(value)) + 0, value + 0);
    });
  });
});
