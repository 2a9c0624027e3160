import { deepStrictEqual } from 'node:assert';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { usesOf } from '../../../../src/core/engines/jinja/variables';

function uses(template: string): readonly string[] {
  return usesOf(parseJinja(template).statements).variables.map(
    ({ name, kind, line, column }) => `${name} ${kind} ${line}:${column}`,
  );
}

describe('usesOf', () => {
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ['{{ a }}\n{{ b.c }}', ['a value 1:4', 'b.c path 2:4']],
    ['{{ a["b"].c[0] }}', ['a.b.c.0 path 1:4']],
    ['{{ a[b] }}', ['a path 1:4', 'b value 1:6']],
    ['{{ a.upper() }}{{ a|join(b) }}', ['a path 1:4', 'a value 1:19', 'b value 1:26']],
    [
      '{% if a and b.c %}{{ d }}{% elif e %}{% endif %}',
      ['a section 1:7', 'b.c path 1:13', 'd value 1:22', 'e section 1:34'],
    ],
    ['{{ a if b else c }}', ['b section 1:9', 'a value 1:4', 'c value 1:16']],
    [
      '{% for x in a if x > b %}{{ x }}{{ loop.index }}{% endfor %}{{ x }}',
      ['a list 1:13', 'b section 1:22', 'x value 1:64'],
    ],
    ['{% set x = a %}{{ x }}', ['a value 1:12']],
    ['{{ x }}{% set x = 1 %}', ['x value 1:4']],
    ['{% set x %}{{ a }}{% endset %}{{ x }}', ['a value 1:15']],
    [
      '{% set x = 1 %}{% if a %}{% set y = 1 %}{% endif %}{{ y }}',
      ['a section 1:22', 'y value 1:55'],
    ],
    ['{% if a %}{% set y = 1 %}{% else %}{% set y = 2 %}{% endif %}{{ y }}', ['a section 1:7']],
    [
      '{% macro m(p, q=a) %}{{ p }}{{ q }}{{ b }}{% endmacro %}{{ m(c) }}',
      ['a value 1:17', 'b value 1:39', 'c value 1:62'],
    ],
    [
      '{% macro m() %}{{ caller() }}{% endmacro %}{% call(x) m() %}{{ x }}{{ a }}{% endcall %}',
      ['a value 1:71'],
    ],
    ['{% filter replace(a, "b") %}{{ c }}{% endfilter %}', ['a value 1:19', 'c value 1:32']],
    ['{% set a.b = c %}', ['c value 1:14', 'a path 1:8']],
    [
      '{{ [a, {"k": b}] }}{{ c[d:e] }}',
      ['a value 1:5', 'b value 1:14', 'c path 1:23', 'd value 1:25', 'e value 1:27'],
    ],
    [
      '{{ range(n)|list }}{{ true }}{{ not a }}{{ a is odd }}',
      ['n value 1:10', 'a value 1:37', 'a value 1:44'],
    ],
    ['{% raw %}{{ a }}{% endraw %}{# {{ b }} #}', []],
  ];
  for (const [template, expected] of CASES) {
    it(`finds the variables of ${template}`, () => {
      deepStrictEqual(uses(template), expected);
    });
  }

  it('finds what is included', () => {
    const { includes } = usesOf(parseJinja('a\n {% include "x/y@3" %}').statements);
    deepStrictEqual(includes, [{ reference: 'x/y@3', line: 2, column: 2 }]);
  });
});
