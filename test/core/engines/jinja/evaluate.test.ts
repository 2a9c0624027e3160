import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { missingIn, refusalOf, renderTemplate, renderText } from '../../../support/jinja';

describe('Evaluator', () => {
  const MISSING: readonly (readonly [string, readonly string[]])[] = [
    ['{{ a }}{{ b.c }}', ['a 1:4', 'b.c 1:11']],
    ['{{ a ~ b }}', ['a 1:4', 'b 1:8']],
    ['{{ a|upper }}', ['a 1:4']],
    ['{{ a.b["c"].0 }}', ['a.b.c.0 1:4']],
    ['{{ d.x }}', ['d.x 1:4']],
    ['{{ d[k] }}', ['k 1:6']],
    ['{{ a + 1 }}{{ -a }}', ['a 1:4', 'a 1:16']],
    ['{{ a or 1 }}{{ not a }}', ['a 1:4', 'a 1:20']],
    ['{{ a == 1 }}', ['a 1:4']],
    ['{{ a is odd }}', ['a 1:4']],
    ['{{ a.b is defined }}', ['a.b 1:4']],
    ['{{ a.b|default("x") }}', ['a.b 1:4']],
    ['{{ [a]|join }}', ['a 1:5']],
    ['{{ {"x": a} }}', ['a 1:10']],
    ['{{ "x".replace(a, b) }}', ['a 1:16', 'b 1:19']],
    ['{{ a.upper() }}', ['a 1:4']],
    ['{{ a[1:] }}{{ "x"[b:] }}', ['a 1:4', 'b 1:19']],
    ['{{ range(a) }}', ['a 1:10']],
    ['{% if a > 1 %}{% endif %}', ['a 1:7']],
    ['{% if a|length %}{% endif %}', ['a 1:7']],
    ['{% for x in a|sort %}{% endfor %}', ['a 1:13']],
    ['{% set x = a %}', []],
    ['{% set x = a %}{{ x }}', ['a 1:12']],
    ['{% set x, y = a %}', ['a 1:15']],
  ];
  for (const [template, names] of MISSING) {
    it(`misses ${names.join(' and ') || 'nothing'} in ${template}`, () => {
      deepStrictEqual(missingIn(template, { d: { a: 1 } }), names);
    });
  }

  const LENIENT: readonly (readonly [string, string])[] = [
    ['{% if a %}x{% endif %}', ''],
    ['{% if a.b.c %}x{% else %}y{% endif %}', 'y'],
    ['{% if not a %}x{% endif %}', 'x'],
    ['{% if a or d %}x{% endif %}', 'x'],
    ['{% if a and a.b %}x{% endif %}', ''],
    ['{% if a == 1 %}x{% endif %}{% if a != 1 %}y{% endif %}', 'y'],
    ['{% if a == b %}x{% endif %}', 'x'],
    ['{% if a in [1] %}x{% endif %}{% if 1 not in a %}y{% endif %}', 'y'],
    ['{% if a is defined %}x{% elif a.b is defined %}y{% else %}z{% endif %}', 'z'],
    ['{{ "x" if a else "y" }}', 'y'],
    ['{{ "x" if a }}|{{ ("x" if a) ~ "y" }}|{{ ("x" if a)|upper }}', '|y|'],
    ['{% for x in a %}x{% else %}y{% endfor %}', 'y'],
    ['{% for x in [1, 2] if x == b %}x{% endfor %}', ''],
    ['{{ a|default("x") }}{{ d.x|d("y") }}', 'xy'],
    ['{{ a is none }}{{ a is string }}{{ a is undefined }}', 'FalseFalseTrue'],
  ];
  for (const [template, text] of LENIENT) {
    it(`lets names be absent in ${template}`, () => {
      const rendered = renderTemplate(template, { d: { a: 1 } });
      deepStrictEqual([rendered.text, rendered.missing], [text, []]);
    });
  }

  it('says at which place of the text it failed', () => {
    const refusal = refusalOf('ok\n {{ n + 1 }}{{ n + "a" }}', { n: 1 });
    ok(refusal.includes('2:18'), refusal);
    ok(refusal.endsWith('"+" does not take int and str.'), refusal);
  });

  it('evaluates the right side of "and" and "or" only when it must', () => {
    strictEqual(renderText('{{ 0 and 1 / 0 }}{{ 1 or 1 / 0 }}'), '01');
  });
});
