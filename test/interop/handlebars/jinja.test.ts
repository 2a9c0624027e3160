import { strictEqual, throws } from 'node:assert/strict';
import { printJinja } from '../../../src/interop/handlebars/jinja';
import { parseHandlebars } from '../../../src/interop/handlebars/parse';

const print = (template: string) => printJinja(parseHandlebars(template));

describe('Handlebars as Jinja', () => {
  const ROWS: readonly (readonly [template: string, jinja: string])[] = [
    ['{{#if a}}A{{else if b}}B{{else}}C{{/if}}', '{% if a %}A{% elif b %}B{% else %}C{% endif %}'],
    ['{{#unless a}}A{{/unless}}', '{% if not a %}A{% endif %}'],
    [
      '{{#each xs}}{{this}}{{a}}{{../b}}{{@root.c}}{{/each}}',
      '{% for item in (xs.values() if xs is mapping else xs) %}{{ item }}{{ item.a }}{{ b }}{{ c }}{% endfor %}',
    ],
    [
      '{{#each xs}}{{#each ys}}{{../a}}{{/each}}{{/each}}',
      '{% for item in (xs.values() if xs is mapping else xs) %}{% for item2 in (item.ys.values() if item.ys is mapping else item.ys) %}{{ item.a }}{% endfor %}{% endfor %}',
    ],
    [
      '{{#each items}}{{item}}{{/each}}',
      '{% for item_ in (items.values() if items is mapping else items) %}{{ item_.item }}{% endfor %}',
    ],
    ['{{#with a.b}}{{c}}{{/with}}', '{% if (a.b is mapping or a.b) %}{{ a.b.c }}{% endif %}'],
    ['{{#ifEquals a "x\\"}}1{{/ifEquals}}', '{% if a == "x\\\\" %}1{% endif %}'],
    [
      '{{#if a}}{{b.items}}{{b.x-y}}{{b.[0]}}{{/if}}',
      '{% if a %}{{ b["items"] }}{{ b["x-y"] }}{{ b[0] }}{% endif %}',
    ],
    ['{%x {{a}}', '{% raw %}{%x {% endraw %}{{ a }}'],
    ['{{!-- {{a}} --}}', '{# {{a}} #}'],
  ];
  for (const [template, jinja] of ROWS) {
    it(`${template} is ${jinja}`, () => {
      strictEqual(print(template), jinja);
    });
  }

  it('is refused for what Jinja cannot say', () => {
    for (const template of [
      '{{this}}',
      '{{../a}}',
      '{{@key}}',
      '{{x-y}}',
      '{{loop}}',
      '{{f a}}',
      '{{#f a}}{{/f}}',
      '{{#each}}{{/each}}',
      '{{#if a b}}{{/if}}',
      '{{#if a includeZero=true}}{{/if}}',
      '{{#each a}}{{> b}}{{/each}}',
    ]) {
      throws(() => print(template), { name: 'LineProblem', line: 1 }, template);
    }
  });
});
