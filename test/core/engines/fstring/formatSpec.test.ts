import { deepStrictEqual, strictEqual } from 'node:assert';
import {
  MAX_WIDTH,
  isFloatSpec,
  parseFormatSpec,
  specProblem,
  specProblemForAll,
  type FormatSpec,
  type FormattedKind,
} from '../../../../src/core/engines/fstring/formatSpec';

const PLAIN: FormatSpec = {
  fill: ' ',
  align: undefined,
  sign: '',
  isZeroPositive: false,
  isAlternate: false,
  isZeroPadded: false,
  width: 0,
  grouping: '',
  precision: undefined,
  type: '',
};

function specOf(text: string): FormatSpec {
  const spec = parseFormatSpec(text);
  if ('problem' in spec) throw new Error(spec.problem);
  return spec;
}

describe('parseFormatSpec', () => {
  const specs: [text: string, parts: Partial<FormatSpec>][] = [
    ['10', { width: 10 }],
    ['>10', { align: '>', width: 10 }],
    ['*^10', { fill: '*', align: '^', width: 10 }],
    ['😀<3', { fill: '😀', align: '<', width: 3 }],
    ['<<3', { fill: '<', align: '<', width: 3 }],
    ['010', { fill: '0', isZeroPadded: true, width: 10 }],
    ['>010', { fill: '0', align: '>', isZeroPadded: true, width: 10 }],
    ['*>010', { fill: '*', align: '>', width: 10 }],
    ['+,.2f', { sign: '+', grouping: ',', precision: 2, type: 'f' }],
    [' z#_x', { sign: ' ', isZeroPositive: true, isAlternate: true, grouping: '_', type: 'x' }],
    ['.0', { precision: 0 }],
    ['\n', { type: '\n' }],
    ['😀', { type: '😀' }],
  ];
  for (const [text, parts] of specs) {
    it(`reads ${JSON.stringify(text)}`, () => {
      deepStrictEqual(parseFormatSpec(text), { ...PLAIN, ...parts });
    });
  }

  const refused: [text: string, problem: string][] = [
    ['5.', 'The format spec "5." has no precision after its ".".'],
    ['.f', 'The format spec ".f" has no precision after its ".".'],
    [',_', 'The format spec ",_" groups digits by both "," and "_".'],
    ['dd', 'The format spec "dd" cannot be read.'],
    ['.2ff', 'The format spec ".2ff" cannot be read.'],
    [`${MAX_WIDTH + 1}`, 'The format spec "1000001" has a width or precision over 1000000.'],
    [
      `.${'9'.repeat(400)}f`,
      `The format spec ".${'9'.repeat(79)}…" has a width or precision over 1000000.`,
    ],
  ];
  for (const [text, problem] of refused) {
    it(`refuses ${text.slice(0, 20)}`, () => {
      deepStrictEqual(parseFormatSpec(text), { problem });
    });
  }
});

describe('specProblem', () => {
  const cases: [text: string, kind: FormattedKind, problem: string | undefined][] = [
    ['>10s', 'text', undefined],
    ['s', 'integer', 'The format code "s" is not for integers'],
    ['d', 'float', 'The format code "d" is not for floats'],
    ['d', 'text', 'The format code "d" is not for texts'],
    ['.2f', 'integer', undefined],
    ['.2', 'integer', 'A precision is not for integers without "f", "e" or "g"'],
    ['z', 'integer', '"z" is not for integers without "f", "e" or "g"'],
    ['z.1f', 'integer', undefined],
    [',', 'text', '"," does not go with texts'],
    [',n', 'float', '"," does not go with the format code "n"'],
    [',x', 'integer', '"," does not go with the format code "x"'],
    ['_x', 'integer', undefined],
    ['+c', 'integer', 'A sign does not go with the format code "c"'],
    ['#c', 'integer', '"#" does not go with the format code "c"'],
    ['+', 'text', 'The sign "+" is not for texts'],
    ['z', 'text', '"z" is not for texts'],
    ['#', 'text', '"#" is not for texts'],
    ['=5', 'text', 'The alignment "=" is not for texts'],
  ];
  for (const [text, kind, problem] of cases) {
    it(`of ${text} for a value of kind ${kind}`, () => {
      strictEqual(specProblem(specOf(text), kind), problem);
    });
  }
});

describe('specProblemForAll', () => {
  it('finds none where one kind of value goes', () => {
    for (const text of ['s', 'd', '.2f', '=5', ',', 'z', 'c', '%', '>5']) {
      strictEqual(specProblemForAll(specOf(text)), undefined, text);
    }
  });

  it('says what is wrong for the kind that the format code is for', () => {
    strictEqual(specProblemForAll(specOf('.2d')), specProblem(specOf('.2d'), 'integer'));
    strictEqual(specProblemForAll(specOf('+s')), 'The sign "+" is not for texts');
    strictEqual(specProblemForAll(specOf(',n')), '"," does not go with the format code "n"');
    strictEqual(specProblemForAll(specOf('q')), 'The format code "q" is not for texts');
  });
});

describe('isFloatSpec', () => {
  it('is decided by the type, and by the value where the type leaves it open', () => {
    const cases: [text: string, kind: FormattedKind, isFloat: boolean][] = [
      ['f', 'integer', true],
      ['%', 'integer', true],
      ['n', 'integer', false],
      ['5', 'integer', false],
      ['n', 'float', true],
      ['5', 'float', true],
    ];
    for (const [text, kind, isFloat] of cases)
      strictEqual(isFloatSpec(specOf(text), kind), isFloat);
  });
});
