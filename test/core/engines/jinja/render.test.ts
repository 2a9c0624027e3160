import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { parseJinja } from '../../../../src/core/engines/jinja/parse';
import { renderJinja } from '../../../../src/core/engines/jinja/render';
import type { RenderedTemplate } from '../../../../src/core/engines/template/template';
import { refusalOf, renderTemplate, renderText } from '../../../support/jinja';
import { someOf } from '../../../support/longForm';
import { processorMs } from '../../../support/processorTime';

function renderIncluding(template: string, includes: Record<string, string>): RenderedTemplate {
  return renderJinja(parseJinja(template).statements, {
    values: { v: 1 },
    missing: 'empty',
    origin: { chain: [] },
    include: ({ reference }, { chain }) => {
      const source = includes[reference];
      if (source === undefined) return undefined;
      return {
        statements: parseJinja(source).statements,
        origin: { chain: [...chain, reference] },
      };
    },
  });
}

describe('renderJinja', () => {
  const CASES: readonly (readonly [string, string])[] = [
    ['{% for x in [1, 2] %}{% set y = x %}{% endfor %}{{ y is defined }}', 'False'],
    ['{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}', '123'],
    [
      '{% set ns = namespace(n=0) %}{% for x in [1, 2] %}{% set ns.n = ns.n + x %}{% endfor %}{{ ns.n }}',
      '3',
    ],
    ['{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m("x")|upper }}', '<X>'],
    ['{% macro m() %}[{{ caller(1) }}]{% endmacro %}{% call(x) m() %}{{ x }}{% endcall %}', '[1]'],
    ['{% filter upper %}a{{ "b" }}{% endfilter %}', 'AB'],
    ['{% set x %}a{% endset %}{{ x * 2 }}', 'aa'],
    ['{% macro m() %}{{ v }}{% endmacro %}{% set v = 2 %}{{ m() }}', '2'],
  ];
  for (const [template, text] of CASES) {
    it(`renders ${template}`, () => {
      strictEqual(renderText(template), text);
    });
  }

  it('keeps the tags of missing names in place when asked to, and says where they are', () => {
    const template =
      'Hi {{- name }}{{ a|upper ~ b }}{% macro m() %}({{ c.d }}){% endmacro %}{{ m() }}{{ e }}';
    const { text, placeholders, missing } = renderTemplate(template, { e: '{{ f }}' }, 'keep');
    strictEqual(text, 'Hi{{- name }}{{ a|upper ~ b }}({{ c.d }}){{ f }}');
    deepStrictEqual(
      placeholders.map(({ name, start, endExclusive }) => [name, text.slice(start, endExclusive)]),
      [
        ['name', '{{- name }}'],
        ['a', '{{ a|upper ~ b }}'],
        ['c.d', '{{ c.d }}'],
      ],
    );
    deepStrictEqual(
      missing.map(({ name }) => name),
      ['name', 'a', 'b', 'c.d'],
    );
  });

  it('prints nothing for a missing name when asked to', () => {
    strictEqual(renderTemplate('a{{ b }}{{ c ~ "x" }}d', {}).text, 'ad');
  });

  it('knows in which included prompt a name was missing, and where one failed', () => {
    const includes = { p: '\n{% include "q" %}', q: ' {{ x }}', f: '\n{{ v + "a" }}' };
    deepStrictEqual(renderIncluding('{% include "p" %}', includes).missing, [
      { name: 'x', line: 1, column: 5, origin: { chain: ['p', 'q'] } },
    ]);
    strictEqual(renderIncluding('a{% include "none" %}b', includes).text, 'ab');
    deepStrictEqual(renderIncluding('{% include "f" %}', includes).failures, [
      {
        line: 2,
        column: 6,
        message: '"+" does not take int and str.',
        origin: { chain: ['f'] },
      },
    ]);
  });

  const REFUSALS: readonly (readonly [string, string])[] = [
    ['{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}', 'nested more than 50 deep'],
    ['{% set a, b = [1] %}', '2 names cannot take 1 values'],
    ['{% set x.a = 1 %}', '"x" is no namespace()'],
    ['{% for a in [1] %}{% set loop.index = 1 %}{% endfor %}', '"loop" is no namespace()'],
    ['{% for x in 5 %}{% endfor %}', 'nothing to go through'],
    ['{{ m() }}{% macro m() %}{% endmacro %}', 'the macro "m" is not known here'],
    [
      '{% set m = 1 %}{% if false %}{% macro m() %}{% endmacro %}{% endif %}{{ m() }}',
      '"m" is no macro',
    ],
    [
      `${'{% for x in range(100000) %}'.repeat(2)}${'{% endfor %}'.repeat(2)}`,
      'never seems to end',
    ],
    [
      '{% set n = namespace(s="x") %}{% for i in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}',
      'too-large',
    ],
    [
      '{% macro a(n) %}{% for i in range(9) %}{{ a(n) }}{% endfor %}{% endmacro %}{{ a(1) }}',
      'nested more than 50 deep',
    ],
    [
      '{% macro a(n) %}{% if n %}{% for i in range(9) %}{{ a(n - 1) }}{% endfor %}{% endif %}{% endmacro %}{{ a(20) }}',
      'too-large',
    ],
  ];
  for (const [template, refusal] of REFUSALS) {
    it(`stops at ${template.slice(0, 70)}`, () => {
      ok(refusalOf(template).includes(refusal), refusalOf(template));
    });
  }

  it('renders fifty thousand items well within a few seconds', () => {
    const start = processorMs();
    const list = Array.from({ length: 50_000 }, () => ({ a: 'x' }));
    strictEqual(
      renderText('{% for i in l %}{{ i.a|upper }}\n{% endfor %}', { l: list }).length,
      100_000,
    );
    ok(processorMs() - start < 30_000);
  });
});

describe('a template of a hundred characters', () => {
  const TOO_LARGE = /never seems to end/;
  const TOO_DEEP = /nested more than/;
  const GROWING = '{% set n = namespace(l=[1], k=[1]) %}{% for i in range(9999) %}';
  const IN_A_LOOP = '{% for i in range(99999) %}';
  const BOMBS: readonly (readonly [string, string, RegExp])[] = [
    ['prints a list that shares its parts', shared('{{ n.l }}'), TOO_LARGE],
    ['prints it as JSON', shared('{{ n.l | tojson }}'), TOO_LARGE],
    ['compares two of them', shared('{{ n.l == n.k }}'), TOO_LARGE],
    ['looks for one in a list', shared('{{ n.l in [n.k] }}'), TOO_LARGE],
    ['orders two of them', shared('{{ n.l < n.k }}'), TOO_LARGE],
    ['counts one', shared('{{ [n.l].count(n.k) }}'), TOO_LARGE],
    ['watches one change', `${IN_A_LOOP}{{ loop.changed("a" * 999999) }}{% endfor %}`, TOO_LARGE],
    ['prints what is nested', `${GROWING}{% set n.l = [n.l] %}{% endfor %}{{ n.l }}`, TOO_DEEP],
    [
      'compares what is nested',
      `${GROWING}{% set n.l = [n.l] %}{% set n.k = [n.k] %}{% endfor %}{{ n.l == n.k }}`,
      TOO_DEEP,
    ],
    ['measures a long text', inLoop('s | length == 3'), TOO_LARGE],
    ['looks into a long text', inLoop('"b" in s'), TOO_LARGE],
    ['finds in a long text', inLoop('s.find("b") == 3'), TOO_LARGE],
    ['strips a long text', inLoop('s.strip("a") == 3'), TOO_LARGE],
    ['compares a long text', inLoop('s == "a" * 9999999'), TOO_LARGE],
    ['takes the last character', inLoop('s[-9999999]'), TOO_LARGE],
    ['cuts slices', `${IN_A_LOOP}{% if [1] | slice(99999) %}{% endif %}{% endfor %}`, TOO_LARGE],
    ['fills a row', `${IN_A_LOOP}{% if [1] | batch(99999, 0) %}{% endif %}{% endfor %}`, TOO_LARGE],
    ['makes a list of characters', '{{ ("a" * 60000000) | list | length }}', TOO_LARGE],
    ['makes words', '{{ ("a b " * 5000000).split() | length }}', TOO_LARGE],
    ['makes parts', '{{ ("a," * 9000000).split(",") | length }}', TOO_LARGE],
    ['makes lines', '{{ ("\\n" * 9000000).splitlines() | length }}', TOO_LARGE],
    ['makes titles', '{{ ("a b " * 5000000) | title }}', TOO_LARGE],
    ['escapes for JSON', '{{ ("<" * 9000000) | tojson }}', TOO_LARGE],
    ['escapes for an address', '{{ ("é" * 9000000) | urlencode }}', TOO_LARGE],
    ['repeats a list', '{{ [[]] * 9000000 }}', TOO_LARGE],
    ['leaves tags in place', `${IN_A_LOOP}${IN_A_LOOP}{{ x }}{% endfor %}{% endfor %}`, TOO_LARGE],
    ['names what is missing', inLoop('x[s ~ i].y'), TOO_LARGE],
  ];
  for (const [what, template, refusal] of someOf(BOMBS, 4)) {
    it(`ends when it ${what}`, () => {
      match(refusalOf(template), refusal);
    });
  }

  it('may ask for nothing as often as it likes', () => {
    strictEqual(renderText('{{ [] * 9007199254740991 }}{{ "" * 9007199254740991 }}'), '[]');
  });

  it('finds what repeats itself in a time that grows with the text', () => {
    strictEqual(renderText('{{ ("b" ~ "a" * 999999) in ("a" * 4000000) }}'), 'False');
  });
});

/** Two lists of forty levels, each of which holds the one before twice: 2^40 numbers. */
function shared(use: string): string {
  return `{% set n = namespace(l=[1], k=[1]) %}{% for i in range(40) %}{% set n.l = [n.l, n.l] %}{% set n.k = [n.k, n.k] %}{% endfor %}${use}`;
}

function inLoop(test: string): string {
  return `{% set s = "a" * 9999999 %}{% for i in range(99999) %}{% if ${test} %}{% endif %}{% endfor %}`;
}
