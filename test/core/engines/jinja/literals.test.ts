import { deepStrictEqual, strictEqual, throws } from 'node:assert';
import fc from 'fast-check';
import { SyntaxProblem, tokenize } from '../../../../src/core/engines/jinja/lexer';
import {
  CONSTANTS,
  numberOf,
  signedNumber,
  textOf,
} from '../../../../src/core/engines/jinja/literals';

const tokenOf = (literal: string) => tokenize(`{{ ${literal} }}`)[1]!;

describe('textOf', () => {
  const TEXTS: readonly (readonly [string, string])[] = [
    ['"a"', 'a'],
    ["'a\"b'", 'a"b'],
    ['"\\n\\t\\r\\b\\f\\v\\\\\\"\\\'"', '\n\t\r\b\f\v\\"\''],
    ['"\\x41\\u00e9\\ud83d\\ude00"', 'Aé😀'],
    ['"\\\\n"', '\\n'],
  ];
  for (const [literal, text] of TEXTS) {
    it(`reads ${literal}`, () => {
      strictEqual(textOf(tokenOf(literal)), text);
    });
  }

  for (const [literal, character] of [
    ['"\\d"', 'd'],
    ['"\\x4"', 'x'],
    ['"\\u12"', 'u'],
    ['"\\😀"', '😀'],
  ] as const) {
    it(`refuses ${literal}`, () => {
      throws(
        () => textOf(tokenOf(literal)),
        (error: unknown) =>
          error instanceof SyntaxProblem &&
          error.column === 4 &&
          error.message === `This tag cannot be read: Unexpected escaped character: ${character}.`,
      );
    });
  }

  it('reads back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const escaped = text.replace(/[\\"\n]/g, found => (found === '\n' ? '\\n' : `\\${found}`));
        strictEqual(textOf(tokenOf(`"${escaped}"`)), text);
      }),
      { seed: 20_266, numRuns: 1000 },
    );
  });
});

describe('numberOf', () => {
  it('tells integers from floats', () => {
    deepStrictEqual(
      ['7', '007', '1_000', '1.0', '1_0.2_5', '9007199254740993'].map(text =>
        numberOf(tokenOf(text)),
      ),
      [
        { kind: 'constant', value: 7 },
        { kind: 'constant', value: 7 },
        { kind: 'constant', value: 1000 },
        { kind: 'float', value: 1 },
        { kind: 'float', value: 10.25 },
        undefined,
      ],
    );
  });
});

describe('signedNumber', () => {
  it('changes numbers and nothing else', () => {
    const one = { kind: 'constant', value: 1 } as const;
    const zero = { kind: 'constant', value: 0 } as const;
    deepStrictEqual(
      [
        signedNumber(one, true),
        signedNumber(one, false),
        signedNumber(zero, true),
        signedNumber({ kind: 'float', value: 0 }, true),
        signedNumber({ kind: 'constant', value: true }, true),
      ],
      [{ ...one, value: -1 }, one, zero, { kind: 'float', value: -0 }, undefined],
    );
  });
});

describe('CONSTANTS', () => {
  it('are written as in Python or as in JSON', () => {
    deepStrictEqual([...CONSTANTS.keys()].sort(), [
      'False',
      'None',
      'True',
      'false',
      'none',
      'true',
    ]);
  });
});
