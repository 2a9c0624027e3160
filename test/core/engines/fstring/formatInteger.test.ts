import { strictEqual } from 'node:assert';
import { formatInteger, printInteger } from '../../../../src/core/engines/fstring/formatInteger';
import { parseFormatSpec, type FormatSpec } from '../../../../src/core/engines/fstring/formatSpec';

describe('formatInteger', () => {
  const cases: [value: number, spec: string, printed: string | undefined][] = [
    [42, 'd', '42'],
    [-42, '6', '   -42'],
    [-42, '06', '-00042'],
    [255, '#x', '0xff'],
    [255, '#X', '0XFF'],
    [-5, '#b', '-0b101'],
    [8, 'o', '10'],
    [65535, '_b', '1111_1111_1111_1111'],
    [1234567, ',', '1,234,567'],
    [1234, '06,', '01,234'],
    [234, '04,', '0,234'],
    [65, 'c', 'A'],
    [128512, '>3c', '  😀'],
    [128512, '03c', '00😀'],
    [-1, 'c', undefined],
    [0x110000, 'c', undefined],
    [2 ** 70, 'x', '400000000000000000'],
  ];
  for (const [value, spec, printed] of cases) {
    it(`prints ${value} as {:${spec}} asks`, () => {
      strictEqual(formatInteger(value, parseFormatSpec(spec) as FormatSpec), printed);
    });
  }
});

describe('printInteger', () => {
  it('prints all digits of a double and no minus before zero', () => {
    strictEqual(printInteger(1e22), '10000000000000000000000');
    strictEqual(printInteger(2 ** 53), '9007199254740992');
    strictEqual(printInteger(-0), '0');
    strictEqual(printInteger(-7), '-7');
  });
});
