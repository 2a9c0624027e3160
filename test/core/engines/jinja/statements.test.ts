import { deepStrictEqual, ok } from 'node:assert';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { STATEMENT_NAMES } from '../../../../src/core/engines/jinja/statements';
import { refusalOf } from '../../../support/jinja';

describe('StatementConverter', () => {
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
    ['{% macro m(a, a) %}{% endmacro %}', 'The parameter "a" stands twice.'],
    ['{% filter nosuch %}{% endfilter %}', 'The filter "nosuch" is not supported.'],
    ['{% call nosuch() %}{% endcall %}', 'The function "nosuch" is not supported.'],
  ];
  for (const [template, refusal] of REFUSALS) {
    it(`refuses ${template}`, () => {
      ok(refusalOf(template).includes(refusal), refusalOf(template));
    });
  }

  it('lists each statement once', () => {
    deepStrictEqual([...new Set(STATEMENT_NAMES)].sort(), STATEMENT_NAMES);
  });
});
