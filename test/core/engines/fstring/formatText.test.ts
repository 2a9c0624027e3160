import { strictEqual } from 'node:assert';
import { parseFormatSpec, type FormatSpec } from '../../../../src/core/engines/fstring/formatSpec';
import { formatText } from '../../../../src/core/engines/fstring/formatText';

describe('formatText', () => {
  const cases: [text: string, spec: string, printed: string][] = [
    ['ab', '4', 'ab  '],
    ['ab', '>4', '  ab'],
    ['ab', '*^5', '*ab**'],
    ['ab', '04', 'ab00'],
    ['abc', '.2', 'ab'],
    ['abc', '.0', ''],
    ['abc', '5.2', 'ab   '],
    ['😀😀', '3', '😀😀 '],
    ['a😀c', '.2', 'a😀'],
    ['a', '😀>3', '😀😀a'],
    ['abc', '2', 'abc'],
  ];
  for (const [text, spec, printed] of cases) {
    it(`prints ${text} as {:${spec}} asks`, () => {
      strictEqual(formatText(text, parseFormatSpec(spec) as FormatSpec), printed);
    });
  }
});
