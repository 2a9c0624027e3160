import { deepStrictEqual } from 'node:assert';
import { parseFormatSpec, type FormatSpec } from '../../../../src/core/engines/fstring/formatSpec';
import { formatValue } from '../../../../src/core/engines/fstring/formatValue';

describe('formatValue', () => {
  const cases: [value: unknown, spec: string, printed: string][] = [
    ['ab', '4', 'ab  '],
    [3, '4', '   3'],
    [3.0, 'd', '3'],
    [3, '.1f', '3.0'],
    [1e22, '.0f', '10000000000000000000000'],
    [2.5, '4', ' 2.5'],
    [true, '4', '   1'],
    [false, 'd', '0'],
  ];
  for (const [value, spec, text] of cases) {
    it(`prints ${JSON.stringify(value)} as {:${spec}} asks`, () => {
      deepStrictEqual(formatValue(value, parseFormatSpec(spec) as FormatSpec), { text });
    });
  }

  const refused: [value: unknown, spec: string, problem: string][] = [
    ['12', '.2f', 'The format code "f" is not for texts'],
    [2.5, 'd', 'The format code "d" is not for floats'],
    [true, 's', 'The format code "s" is not for integers'],
    [-1, 'c', 'The number is no character'],
    [null, '5', 'Null takes no format spec without "!s"'],
    [[1], '5', 'A list takes no format spec without "!s"'],
    [{}, 's', 'An object takes no format spec without "!s"'],
  ];
  for (const [value, spec, problem] of refused) {
    it(`refuses ${JSON.stringify(value)} for {:${spec}}`, () => {
      deepStrictEqual(formatValue(value, parseFormatSpec(spec) as FormatSpec), { problem });
    });
  }
});
