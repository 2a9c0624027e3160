import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import fc from 'fast-check';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { refusalOf } from '../../../support/jinja';
import { processorMs } from '../../../support/processorTime';

describe('parseJinja', () => {
  it('reads text and tags in their order', () => {
    const { statements, problems } = parseJinja('a{{ b }}{% include "c" %}{# d #}e');
    deepStrictEqual(problems, []);
    deepStrictEqual(
      statements.map(({ kind }) => kind),
      ['text', 'print', 'include', 'text'],
    );
  });

  const PROBLEMS: readonly (readonly [string, string])[] = [
    ['a\n {{ b', '2:2 This tag is never closed'],
    ['{{ }}', '1:1 This tag prints nothing.'],
    ['{{ a ; b }}', '1:1 This tag cannot be read'],
    ['{{ n + }}', '1:8 This cannot be read at "}}".'],
    ['a\n{% if x %}{% for y in z %}b', '2:14 {% for %} is never closed. Add {% endfor %}.'],
    ['{% set x %}a', '1:4 {% set %} is never closed. Add {% endset %}.'],
    ['{% set x = 1 %}{% if a %}', '1:19 {% if %} is never closed.'],
    ['{% endif %}', '1:4 {% endif %} closes or continues nothing that is open here.'],
    ['{% nosuch a %}', '1:1 The statement {% nosuch %} is not supported.'],
    ['{% %}', '1:1 The statement {%  %} is not supported.'],
    ['{% include a %}', '1:1 An include names one prompt in quotes'],
    ['{% include "a" ignore missing %}', '1:1 An include names one prompt'],
    ['{% for x in a recursive %}{% endfor %}', 'A recursive loop is not supported.'],
    ['{% for x in a if b else c %}{% endfor %}', 'Write parentheses around a choice'],
    [
      `${'{% if a %}'.repeat(120)}${'{% endif %}'.repeat(120)}`,
      'Blocks are nested more than 100 deep',
    ],
    ['{% if a %}'.repeat(50_000), 'This template is nested too deep.'],
    [`{{ ${'not '.repeat(50_000)}x }}`, 'This template is nested too deep.'],
  ];
  for (const [template, problem] of PROBLEMS) {
    it(`refuses ${template.slice(0, 60)}`, () => {
      ok(refusalOf(template).includes(problem), refusalOf(template));
    });
  }

  it('reads twenty thousand tags well within a few seconds', () => {
    const start = processorMs();
    strictEqual(parseJinja('{{ x }}'.repeat(20_000)).statements.length, 20_000);
    ok(processorMs() - start < 30_000);
  });

  it('reads a macro that is called before it is defined', () => {
    deepStrictEqual(parseJinja('{{ m() }}{% macro m() %}{% endmacro %}').problems, []);
  });

  it('reads any text, or says where it cannot', () => {
    const tag = fc
      .tuple(fc.constantFrom('{{', '{%', '{% if', '{%- for x in', '{% set x ='), fc.string())
      .map(([begin, inside]) => `${begin} ${inside} ${begin === '{{' ? '}}' : '%}'}`);
    const text = fc
      .array(fc.oneof(tag, fc.string({ unit: 'binary' })), { maxLength: 6 })
      .map(pieces => pieces.join(''));
    fc.assert(
      fc.property(text, template => {
        const lines = template.split('\n');
        for (const { line, column } of parseJinja(template).problems) {
          const length = lines[line - 1]?.length ?? -1;
          ok(column >= 1 && column <= length + 1);
        }
      }),
      { seed: 20_268, numRuns: 3000 },
    );
  });
});
