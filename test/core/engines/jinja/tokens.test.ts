import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import { scanTemplate, type TagSegment } from '../../../../src/core/engines/jinja/scan';
import {
  isKeyword,
  markName,
  parenthesize,
  readName,
  SyntaxProblem,
  tokensOf,
} from '../../../../src/core/engines/jinja/tokens';

function tagOf(template: string): TagSegment {
  const tag = scanTemplate(template).segments.find(({ kind }) => kind !== 'text');
  if (tag === undefined || tag.kind === 'text') throw new Error('There is a tag.');
  return tag;
}

function tokens(inside: string): string {
  return tokensOf(tagOf(`{{ ${inside} }}`))
    .map(({ value }) => value)
    .join(' ');
}

describe('tokensOf', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['a.if + "b c"', 'a@3 . if@5 + b c'],
    ['a is odd', 'a@3 | is odd@8'],
    ['a is not in(b)', 'a@3 | is not in@12 ( b@15 )'],
    ['a is eq 1 and b', 'a@3 | is eq@8 is 1 is and b@17'],
    ['a is eq b.c[0] or d', 'a@3 | is eq@8 is b@11 . c@13 [ 0 ] is or d@21'],
    ['a is in [1 is odd]', 'a@3 | is in@8 is [ 1 | is odd@17 ] is'],
    ['a == 1 and b == 2', 'a@3 == 1 and b@14 == 2'],
    ['(a < b) < c', '( a@4 < b@8 ) < c@13'],
    ['a ~ b + c', 'a@3 ~ b@7 + c@11'],
  ];
  for (const [inside, expected] of CASES) {
    it(`reads ${inside}`, () => {
      strictEqual(tokens(inside), expected);
    });
  }

  it('leaves the word of a statement as it is', () => {
    deepStrictEqual(
      tokensOf(tagOf('{% set x = 1 %}')).map(({ value, offset }) => [value, offset]),
      [
        ['set', 3],
        ['x@7', 7],
        ['=', 9],
        ['1', 11],
      ],
    );
    strictEqual(tokensOf(tagOf('{% call(u) m() %}')).length, 7);
  });

  const REFUSALS: readonly (readonly [string, number, RegExp])[] = [
    ['a < b < c', 9, /A chain of comparisons is not supported/],
    ['a == b in c', 10, /A chain of comparisons/],
    ['a + b ~ c', 9, /Write parentheses around the sum/],
    ['[1 2]', 6, /side by side/],
    ['a b', 5, /side by side/],
    ['1e3', 4, /digits and a dot/],
    ['a is', 5, /The name of a test stands after "is"/],
    ['a is odd if b else c', 12, /parentheses around the test before "if"/],
    ['{{ a', 3, /has no place inside a tag/],
    [`${'('.repeat(41)}${')'.repeat(41)}`, 43, /more than 40 deep/],
    ['a @ b', 0, /This tag cannot be read/],
  ];
  for (const [inside, offset, message] of REFUSALS) {
    it(`refuses ${inside}`, () => {
      const tag = { kind: 'print', start: 0, endExclusive: 0, inside, insideStart: 3 } as const;
      throws(
        () => tokensOf(tag),
        (error: unknown) =>
          error instanceof SyntaxProblem && error.offset === offset && message.test(error.message),
      );
    });
  }
});

describe('marked names', () => {
  it('carry their place', () => {
    deepStrictEqual(readName(markName('a', 5)), { name: 'a', offset: 5 });
    strictEqual(readName('and'), undefined);
    ok(isKeyword({ type: 'Identifier', value: 'if', offset: 0 }, 'else', 'if'));
    ok(!isKeyword({ type: 'StringLiteral', value: 'if', offset: 0 }, 'if'));
  });

  it('stand in parentheses that have places too', () => {
    const open = { value: '{{', offset: 1 };
    deepStrictEqual(
      parenthesize([], open, { value: '}}', offset: 7 }).map(({ type, offset }) => [type, offset]),
      [
        ['OpenParen', 1],
        ['CloseParen', 7],
      ],
    );
  });
});
