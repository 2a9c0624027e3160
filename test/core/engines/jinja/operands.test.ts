import { ok, strictEqual } from 'node:assert';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { placeOf } from '../../../../src/core/engines/jinja/operands';
import { refusalOf } from '../../../support/jinja';
import { expressionOf, treeOf } from '../../../support/jinjaTree';

describe('OperandParser', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['a.if', '(. a "if")'],
    ['a.b[0].1', '(. ([] (. a "b") 0) 1)'],
    ['a[1:]', '([:] a 1 _ _)'],
    ['a[:b:c]', '([:] a _ b c)'],
    ['a[:]', '([:] a _ _ _)'],
    ['a[::]', '([:] a _ _ _)'],
    ['a[-1]', '([] a -1)'],
    ['- 2', '-2'],
    ['-a.b|abs', '(|abs (- (. a "b")))'],
    ['-2.5|abs', '(|abs -2.5f)'],
    ['--a', '(- (- a))'],
    ['"a" \'b\'', '"ab"'],
    ['()'.replace('()', '(a)'), 'a'],
    ['(a, 1)', '(tuple a 1)'],
    ['[a, [], ]', '(list a (list))'],
    ['{"a": 1, b: {}}', '(dict "a" 1 b (dict))'],
    ['1_000', '1000'],
    ['none', 'null'],
    ['range(1, stop=a,)', '(range() 1 stop=a)'],
    ['(range)(1)', '(range() 1)'],
    ['a.upper().split(",")', '(.split() (.upper() a) ",")'],
    ['(a.upper)()', '(.upper() a)'],
    ['a|default("b", boolean=true)|upper', '(|upper (|default a "b" boolean=true))'],
    ['a is odd', '(is odd a)'],
    ['a is not in(b)', '(is not in a b)'],
    ['a is eq b.c[0]', '(is eq a ([] (. b "c") 0))'],
    ['a is eq "b" "c"', '(is eq a "bc")'],
    ['a is in [1 is odd]', '(is in a (list (is odd 1)))'],
    ['a is eq(1) is odd', '(is odd (is eq a 1))'],
    ['a is eq 1 is odd|upper', '(|upper (is odd (is eq a 1)))'],
  ];
  for (const [inside, tree] of CASES) {
    it(`reads ${inside}`, () => {
      strictEqual(treeOf(expressionOf(inside)), tree);
    });
  }

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
    ['{{ dict(a=1, 2) }}', '1:14 This cannot be read at "2".'],
    ['{{ a.__class__ }}', '1:6 "__class__" is out of reach.'],
    ['{{ __a }}', '1:4 "__a" is out of reach.'],
    ['{{ a|__proto__ }}', '1:6 "__proto__" is out of reach.'],
    ['{{ a is __proto__ }}', '1:9 The test "__proto__" is not supported.'],
    ['{{ a is constructor }}', '1:9 The test "constructor" is not supported.'],
    ['{{ constructor() }}', '1:4 The function "constructor" is not supported.'],
    ['{{ dict(__proto__=1) }}', '1:9 "__proto__" is out of reach.'],
    ['{{ 9007199254740993 }}', '1:1 This integer is too large to be exact.'],
    ['{{ a + and }}', '1:4 "and" is no name here.'],
    ['{{ a[0]() }}', '1:4 A name is missing here.'],
    ['{{ a. }}', '1:7 This cannot be read at "}}".'],
    ['{{ a.1.5.b_ + a.-1 }}', '1:17 This cannot be read at "-".'],
    ['{{ a[] }}', '1:6 This cannot be read at "]".'],
    ['{{ a[1, 2] }}', '1:7 This cannot be read at ",".'],
    ['{{ () }}', '1:5 This cannot be read at ")".'],
    ['{{ (1,) }}', '1:7 This cannot be read at ")".'],
    ['{{ [1 2] }}', '1:7 Two values stand side by side. An operator or a comma is missing.'],
    ['{{ a b }}', '1:6 Two values stand side by side.'],
    ['{{ 1e3 }}', '1:5 Numbers are written with digits and a dot here.'],
    ['{{ a is }}', '1:6 The name of a test stands after "is".'],
    ['{{ a is odd if b else c }}', '1:13 Write parentheses around the test before "if".'],
    ['{{ a is odd is even }}', '1:13 Write parentheses around the test before "is".'],
    ['{{ a|safe|upper }}', 'The filter "safe" is supported only as the last one of a {{ tag }}.'],
    [
      '{% set x = a|tojson %}',
      'The filter "tojson" is supported only as the last one of a {{ tag }}.',
    ],
    [
      '{{ "a" ~ (b|tojson) }}',
      '1:13 The filter "tojson" is supported only as the last one of a {{ tag }}.',
    ],
    [`{{ a${'.b'.repeat(400)} }}`, 'This expression is nested more than 300 deep.'],
    [`{{ a${'|upper'.repeat(400)} }}`, 'This expression is nested more than 300 deep.'],
  ];
  for (const [template, refusal] of REFUSALS) {
    it(`refuses ${template.slice(0, 60)}`, () => {
      ok(refusalOf(template).includes(refusal), refusalOf(template));
    });
  }

  it('takes a filter that marks HTML at the end of a tag, in parentheses too', () => {
    for (const template of ['{{ a|tojson }}', '{{ (a|upper|safe) }}{{ a|tojson }}']) {
      strictEqual(parseJinja(template).problems.length, 0);
    }
  });

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

describe('placeOf', () => {
  it('leaves out what is no place', () => {
    strictEqual(
      JSON.stringify(placeOf({ line: 1, column: 2, ...{ text: 'a' } })),
      '{"line":1,"column":2}',
    );
  });
});
