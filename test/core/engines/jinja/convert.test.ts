import { ok, strictEqual } from 'node:assert';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { refusalOf } from '../../../support/jinja';

describe('ExpressionConverter', () => {
  const REFUSALS: readonly (readonly [string, string])[] = [
    ['{{ a|nosuch }}', '1:6 The filter "nosuch" is not supported.'],
    ['{{ a is nosuch }}', '1:9 The test "nosuch" is not supported.'],
    ['{{ nosuch() }}', '1:4 The function "nosuch" is not supported.'],
    ['{{ a.nosuch() }}', '1:6 The method "nosuch" is not supported.'],
    ['{{ a|upper(1) }}', '1:6 The filter "upper" takes no arguments.'],
    ['{{ a|replace("x") }}', '1:6 The filter "replace" needs the argument "new".'],
    ['{{ a|default(value=1) }}', '1:6 The filter "default" has no argument "value".'],
    ['{{ a is odd(2) }}', '1:9 The test "odd" takes no arguments.'],
    ['{{ a is divisibleby }}', '1:9 The test "divisibleby" needs the argument "num".'],
    ['{{ range() }}', '1:4 The function "range" needs the argument "start".'],
    ['{{ range(*a) }}', '1:4 Arguments after "*" or "**" are not supported.'],
    ['{{ a.__class__ }}', '1:6 "__class__" is out of reach.'],
    ['{{ __a }}', '1:4 "__a" is out of reach.'],
    ['{{ 9007199254740993 }}', '1:1 This integer is too large to be exact.'],
    ['{{ a + and }}', '1:4 "and" is no name here.'],
    ['{{ a|safe|upper }}', 'The filter "safe" is supported only as the last one of a {{ tag }}.'],
    [
      '{% set x = a|tojson %}',
      'The filter "tojson" is supported only as the last one of a {{ tag }}.',
    ],
    [
      '{{ "a" ~ (b|tojson) }}',
      'The filter "tojson" is supported only as the last one of a {{ tag }}.',
    ],
    [`{{ ${'a ~ '.repeat(400)}a }}`, 'This expression is nested more than 300 deep.'],
  ];
  for (const [template, refusal] of REFUSALS) {
    it(`refuses ${template.slice(0, 60)}`, () => {
      ok(refusalOf(template).includes(refusal), refusalOf(template));
    });
  }

  it('gives names and operators their places', () => {
    const [statement] = parseJinja('a\n {{ x.y|f0 + z }}'.replace('|f0', '|abs')).statements.slice(
      1,
    );
    ok(statement?.kind === 'print' && statement.value.kind === 'binary');
    const { left, right, line, column } = statement.value;
    strictEqual(`${line}:${column}`, '2:13');
    ok(left.kind === 'filter' && left.operand.kind === 'member' && right.kind === 'name');
    strictEqual(`${left.line}:${left.column} ${right.line}:${right.column}`, '2:9 2:15');
  });
});
