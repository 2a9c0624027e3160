import { deepStrictEqual, ok, strictEqual, throws } from 'node:assert';
import fc from 'fast-check';
import { SyntaxProblem, tokenize } from '../../../../src/core/engines/jinja/lexer';

/** Texts as they are, and tags by what stands in them; or the problem with its offset. */
function split(template: string): readonly string[] {
  const isSign = (offset: number): boolean => /^[-+]$/.test(template.charAt(offset));
  let inside = 0;
  try {
    return tokenize(template).flatMap(({ kind, text, offset }) => {
      if (kind === 'text') return [text];
      if (kind === 'begin') inside = offset + (isSign(offset + 2) ? 3 : 2);
      if (kind !== 'end') return [];
      const end = isSign(offset - 1) ? offset - 1 : offset;
      return [`<${text === '}}' ? 'print' : 'statement'}:${template.slice(inside, end)}>`];
    });
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return [`!${error.column - 1} ${error.message}`];
  }
}

function tokensIn(inside: string): readonly string[] {
  return tokenize(`{{ ${inside} }}`)
    .slice(1, -2)
    .map(({ kind, text }) => `${kind} ${text}`);
}

const NEVER_CLOSED =
  'This tag is never closed, or a bracket or a quote in it is not. For the text itself, use {% raw %}.';
const PIECES = [
  ...['{{', '}}', '{%', '%}', '{#', '#}', '-', '+', ' ', '\n', '"', "'", '\\', '(', ')', '[', ']'],
  ...[
    '{',
    '}',
    'raw',
    'endraw',
    'a',
    '1',
    '2.5',
    '**',
    '//',
    '<=',
    '~',
    '.',
    '|',
    'é',
    '😀',
    '\ud800',
  ],
];

describe('tokenize', () => {
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ['a{{ b }}c{% d %}', ['a', '<print: b >', 'c', '<statement: d >']],
    ['a {{- b -}} c', ['a', '<print: b >', 'c']],
    ['a {%+ b +%} c', ['a ', '<statement: b >', ' c']],
    ['{{ "}}" }}', ['<print: "}}" >']],
    ['{{ {"a": {}} }}', ['<print: {"a": {}} >']],
    ["{{ 'a\\'}}' }}", ["<print: 'a\\'}}' >"]],
    ['a{# {{ b }} #}c', ['a', 'c']],
    ['a {#- b -#} c', ['a', 'c']],
    ['{#-#} a', [' a']],
    ['{% raw %}{{ a }}{% endraw %}', ['{{ a }}']],
    ['{% raw -%} a {%- endraw -%} b', ['a', 'b']],
    ['{ { } %} }}', ['{ { } %} }}']],
    ['a{{ b', [`!1 ${NEVER_CLOSED}`]],
    ['{{ (] }}', [`!0 ${NEVER_CLOSED}`]],
    ['a{# b', ['!1 This comment is never closed. Add #}.']],
    ['{% raw %}a', ['!0 {% raw %} is never closed. Add {% endraw %}.']],
  ];
  for (const [template, pieces] of CASES) {
    it(`splits ${template}`, () => {
      deepStrictEqual(split(template), pieces);
    });
  }

  const INSIDES: readonly (readonly [string, readonly string[]])[] = [
    ['-a | b("c")', ['-', 'a', '|', 'b', '(', '"c"', ')'].map(kindOf)],
    ['1.5 1_000 a.0.1', ['1.5', '1_000', 'a', '.', '0', '.', '1'].map(kindOf)],
    ['1e3 1_ 1.', ['1', 'e3', '1', '_', '1', '.'].map(kindOf)],
    ['a**b//c<=d!=e', ['a', '**', 'b', '//', 'c', '<=', 'd', '!=', 'e'].map(kindOf)],
    ['"a\\"}}" \'\'', ['"a\\"}}"', "''"].map(kindOf)],
  ];
  for (const [inside, tokens] of INSIDES) {
    it(`reads ${inside}`, () => {
      deepStrictEqual(tokensIn(inside), tokens);
    });
  }

  const REFUSALS: readonly (readonly [string, number, RegExp])[] = [
    ['{{ a }}', 3, /"\{\{" has no place inside a tag/],
    [`${'('.repeat(41)}${')'.repeat(41)}`, 43, /more than 40 deep/],
    ['a @ b', 0, /This tag cannot be read: Unexpected character: @\./],
    ['a @ {{ }}', 0, /This tag cannot be read/],
    ['a @ (', 0, /never closed/],
  ];
  for (const [inside, offset, message] of REFUSALS) {
    it(`refuses ${inside}`, () => {
      throws(
        () => tokenize(`{{ ${inside} }}`),
        (error: unknown) =>
          error instanceof SyntaxProblem &&
          error.column === offset + 1 &&
          message.test(error.message),
      );
    });
  }

  it('says where each token stands', () => {
    deepStrictEqual(
      tokenize('a\n{{- b }}').map(({ text, offset, line, column }) => [text, offset, line, column]),
      [
        ['a', 0, 1, 1],
        ['{{', 2, 2, 1],
        ['b', 6, 2, 5],
        ['}}', 8, 2, 7],
        ['', 10, 2, 9],
      ],
    );
  });

  it('reads any text into tokens that stand where they say, or refuses it', () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map(list => list.join('')),
      fc.string().map(inside => `{{ ${inside} }}`),
    );
    fc.assert(
      fc.property(text, template => {
        const lines = template.split('\n');
        let end = 0;
        try {
          for (const token of tokenize(template)) {
            ok(token.offset >= end);
            end = token.offset + token.text.length;
            strictEqual(template.slice(token.offset, end), token.text);
            const before = lines.slice(0, token.line - 1).map(line => line.length + 1);
            strictEqual(
              before.reduce((sum, length) => sum + length, token.column - 1),
              token.offset,
            );
          }
          strictEqual(end, template.length);
        } catch (error) {
          if (!(error instanceof SyntaxProblem)) throw error;
        }
      }),
      { seed: 20_265, numRuns: 3000 },
    );
  });
});

function kindOf(text: string): string {
  if (/^["']/.test(text)) return `string ${text}`;
  if (/^\d/.test(text)) return `number ${text}`;
  return `${/^\w/.test(text) ? 'name' : 'operator'} ${text}`;
}
