import { strictEqual } from 'node:assert';
import { toPythonText, type Conversion } from '../../../../src/core/engines/fstring/pythonText';

describe('toPythonText', () => {
  const cases: [value: unknown, conversion: Conversion, printed: string][] = [
    ['a\n', 's', 'a\n'],
    [true, 's', 'True'],
    [false, 'r', 'False'],
    [null, 's', 'None'],
    [3.0, 's', '3'],
    [-0, 's', '0'],
    [1e22, 'r', '10000000000000000000000'],
    [0.1, 's', '0.1'],
    [1e-7, 'r', '1e-07'],
    [[1, 'a', null, true], 's', '[1,"a",null,true]'],
    [{ a: { b: [] } }, 'r', '{"a":{"b":[]}}'],
    ['abc', 'r', "'abc'"],
    ["it's", 'r', `"it's"`],
    ['say "hi"', 'r', `'say "hi"'`],
    [`it's "both"`, 'r', String.raw`'it\'s "both"'`],
    ['a\\b', 'r', String.raw`'a\\b'`],
    ['\t\n\r', 'r', String.raw`'\t\n\r'`],
    ['\0\x1F\x7F\xA0\xAD', 'r', String.raw`'\x00\x1f\x7f\xa0\xad'`],
    ['\u2028\u200B\u3000', 'r', String.raw`'\u2028\u200b\u3000'`],
    ['\u{E0001}', 'r', String.raw`'\U000e0001'`],
    ['\uD800', 'r', String.raw`'\ud800'`],
    ['é 😀', 'r', "'é 😀'"],
    ['é 😀 €', 'a', String.raw`'\xe9 \U0001f600 \u20ac'`],
    [{ é: 1 }, 'a', String.raw`{"\xe9":1}`],
    ['{x}', 'r', "'{x}'"],
  ];
  for (const [value, conversion, printed] of cases) {
    it(`prints ${JSON.stringify(value)} under !${conversion}`, () => {
      strictEqual(toPythonText(value, conversion), printed);
    });
  }
});
