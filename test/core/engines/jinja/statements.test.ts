import { deepStrictEqual, ok } from 'node:assert';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { STATEMENT_NAMES } from '../../../../src/core/engines/jinja/statements';
import { refusalOf } from '../../../support/jinja';

describe('StatementParser', () => {
  it('makes one statement of an if with all its branches', () => {
    const source = '{% if a %}1{% elif b %}2{% elif c %}3{% else %}4{% endif %}';
    const [statement] = parseJinja(source).statements;
    ok(statement?.kind === 'if');
    deepStrictEqual([statement.branches.length, statement.otherwise.length], [3, 1]);
  });

  it('keeps the source and the place of a printed tag', () => {
    const [, statement] = parseJinja('a\n{{- b }}').statements;
    ok(statement?.kind === 'print');
    deepStrictEqual([statement.source, statement.line, statement.column], ['{{- b }}', 2, 1]);
  });

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['{% set true = 1 %}', '"true" cannot be assigned to.'],
    ['{% for loop in a %}{% endfor %}', '"loop" cannot be assigned to.'],
    ['{% set a.b.c = 1 %}', 'Only a name can be set'],
    ['{% set a["b"] = 1 %}', 'Only a name can be set'],
    ['{% set a|upper %}x{% endset %}', 'A name is missing here.'],
    ['{% set true.a = 1 %}', 'Only a name can be set'],
    ['{% set and = 1 %}', '1:8 "and" is no name here.'],
    ['{% set 1 = 2 %}', '1:8 This cannot be read at "1".'],
    ['{% set a.__b = 2 %}', '1:10 "__b" is out of reach.'],
    ['{% for x numbers %}{% endfor %}', '1:10 Two values stand side by side.'],
    ['{% macro m(a=1, b) %}{% endmacro %}', '1:18 This cannot be read at ")".'],
    ['{% macro m %}{% endmacro %}', '1:12 This cannot be read at "%}".'],
    ['{% endif a %}', '{% endif %} closes or continues nothing that is open here.'],
    ['{% if a %}{% else %}{% elif b %}{% endif %}', '1:24 {% elif %} closes or continues nothing'],
    ['{% if a %}{% endif b %}', '1:20 This cannot be read at "b".'],
    ['{% filter upper|lower %}{% endfilter %}', '1:16 This cannot be read at "|".'],
    ['{% macro m(a, a) %}{% endmacro %}', 'The parameter "a" stands twice.'],
    ['{% filter nosuch %}{% endfilter %}', 'The filter "nosuch" is not supported.'],
    ['{% call nosuch() %}{% endcall %}', 'The function "nosuch" is not supported.'],
  ];
  for (const [template, refusal] of REFUSALS) {
    it(`refuses ${template}`, () => {
      ok(refusalOf(template).includes(refusal), refusalOf(template));
    });
  }

  it('keeps the targets, the list and the condition of a loop', () => {
    const source = '{% for a, (b, c) in recursive, [] if x if y else z %}{% else %}d{% endfor %}';
    const [statement] = parseJinja(source).statements;
    ok(statement?.kind === 'for' && statement.items.kind === 'list');
    deepStrictEqual(JSON.stringify(statement.target).match(/(?<="name":")\w/g), ['a', 'b', 'c']);
    deepStrictEqual(
      [statement.condition?.kind, statement.body.length, statement.otherwise.length],
      ['choice', 0, 1],
    );
  });

  it('knows which body asks for its caller', () => {
    const source =
      '{% macro a() %}{{ caller() }}{% endmacro %}{% macro b(caller=1) %}{{ x.caller }}{% endmacro %}';
    deepStrictEqual(
      parseJinja(source).statements.map(node => node.kind === 'macro' && node.usesCaller),
      [true, false],
    );
  });

  it('lists each statement once', () => {
    deepStrictEqual([...new Set(STATEMENT_NAMES)].sort(), STATEMENT_NAMES);
  });
});
