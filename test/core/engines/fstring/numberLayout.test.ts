import { ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { parseFormatSpec, type FormatSpec } from '../../../../src/core/engines/fstring/formatSpec';
import {
  layOutNumber,
  padText,
  type NumberParts,
} from '../../../../src/core/engines/fstring/numberLayout';
import { holdsFor } from '../../../support/seeded';

function layOut(parts: Partial<NumberParts>, spec: string): string {
  const number = { isNegative: false, prefix: '', digits: '1234', rest: '', ...parts };
  return layOutNumber(number, parseFormatSpec(spec) as FormatSpec);
}

describe('layOutNumber', () => {
  const cases: [parts: Partial<NumberParts>, spec: string, printed: string][] = [
    [{}, '8', '    1234'],
    [{}, '<8', '1234    '],
    [{}, '^7', ' 1234  '],
    [{ isNegative: true }, '=8', '-   1234'],
    [{ isNegative: true }, '+', '-1234'],
    [{}, '+', '+1234'],
    [{}, '-', '1234'],
    [{}, ' ', ' 1234'],
    [{ prefix: '0x' }, '#010x', '0x00001234'],
    [{ rest: '.5' }, '08,', '01,234.5'],
    [{ digits: '', rest: 'inf' }, '06,', '000inf'],
    [{ digits: '12345678' }, '_x', '1234_5678'],
    [{ digits: '', rest: '😀' }, '3', '  😀'],
    [{}, '0>8,', '0001,234'],
    [{}, '0=8,', '0,001,234'],
  ];
  for (const [parts, spec, printed] of cases) {
    it(`lays out ${JSON.stringify(parts)} as {:${spec}} asks`, () => {
      strictEqual(layOut(parts, spec), printed);
    });
  }

  it('begins no group with its separator and is at most one wider than asked for', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,12}$/);
    holdsFor(fc.tuple(digits, fc.integer({ min: 1, max: 40 })), 2000, ([text, width]) => {
      const printed = layOut({ digits: text }, `0=${width},`);
      ok(/^[0-9]{1,3}(?:,[0-9]{3})*$/.test(printed), printed);
      strictEqual(printed.replaceAll(',', '').replace(/^0+/, ''), text);
      const isNeeded = text.length + Math.floor((text.length - 1) / 3) >= width;
      ok(isNeeded || printed.length === width || printed.length === width + 1, printed);
    });
  });
});

describe('padText', () => {
  it('puts the odd one of a centred text behind it', () => {
    strictEqual(padText('a', 3, { align: '^', fill: '-' }), '-a--');
    strictEqual(padText('a', 2, { align: '<', fill: '😀' }), 'a😀😀');
    strictEqual(padText('a', 0, { align: '>', fill: '-' }), 'a');
  });
});
