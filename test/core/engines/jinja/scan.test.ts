import { deepStrictEqual, strictEqual } from 'node:assert';
import { LineTable, scanTemplate } from '../../../../src/core/engines/jinja/scan';

function scan(template: string): readonly string[] {
  const { segments, problem } = scanTemplate(template);
  const pieces = segments.map(segment =>
    segment.kind === 'text' ? segment.text : `<${segment.kind}:${segment.inside}>`,
  );
  return problem === undefined ? pieces : [...pieces, `!${problem.offset} ${problem.message}`];
}

describe('scanTemplate', () => {
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
    [
      'a{{ b',
      [
        'a',
        '!1 This tag is never closed, or a bracket or a quote in it is not. For the text itself, use {% raw %}.',
      ],
    ],
    [
      '{{ (] }}',
      [
        '!0 This tag is never closed, or a bracket or a quote in it is not. For the text itself, use {% raw %}.',
      ],
    ],
    ['a{# b', ['a', '!1 This comment is never closed. Add #}.']],
    ['{% raw %}a', ['!0 {% raw %} is never closed. Add {% endraw %}.']],
  ];
  for (const [template, pieces] of CASES) {
    it(`splits ${template}`, () => {
      deepStrictEqual(scan(template), pieces);
    });
  }

  it('says where each tag stands', () => {
    const [, tag] = scanTemplate('a{{- b }}').segments;
    deepStrictEqual(tag, {
      kind: 'print',
      start: 1,
      endExclusive: 9,
      inside: ' b ',
      insideStart: 4,
    });
  });
});

describe('LineTable', () => {
  it('finds lines and columns in any order', () => {
    const table = new LineTable('ab\n\ncd');
    const places = [5, 0, 2, 3, 4].map(offset => table.positionOf(offset));
    strictEqual(
      places.map(({ line, column }) => `${line}:${column}`).join(' '),
      '3:2 1:1 1:3 2:1 3:1',
    );
  });
});
