import { deepStrictEqual, strictEqual } from 'node:assert';
import { mustacheMarks, mustacheTagAt } from '../../../../src/core/engines/mustache/marks';

function marksOf(template: string): string[] {
  return mustacheMarks(template).map(({ kind, name, scopes, line, column }) => {
    const inside = scopes.length === 0 ? '' : ` in ${scopes.join(' ')}`;
    return `${kind} ${name} ${line}:${column}${inside}`;
  });
}

describe('mustacheMarks', () => {
  const cases: [template: string, ...marks: string[]][] = [
    ['no tag'],
    ['{{a}} {{ b.c }}', 'value a 1:3', 'value b.c 1:10'],
    ['{{{a}}}{{& b}}', 'value a 1:4', 'value b 1:12'],
    ['{{\n  a}}', 'value a 2:3'],
    ['{{#a}}{{b}}{{/a}}', 'section a 1:4', 'value b 1:9 in a', 'close a 1:15'],
    ['{{^a}}{{b}}{{/a}}', 'inverted a 1:4', 'value b 1:9', 'close a 1:15'],
    ['{{#a}}{{.}}{{#b}}{{c}}', 'section a 1:4', 'section b 1:15 in a', 'value c 1:20 in a b'],
    ['{{> a/b@c }}{{! d }}', 'include a/b@c 1:5'],
    ['{{=<% %>=}}<% a %>{{b}}', 'value a 1:15'],
    ['{{a}} {{b', 'value a 1:3'],
    ['{{#a}}{{/b}}{{c}}', 'section a 1:4', 'close b 1:10 in a', 'value c 1:15 in a'],
    ['{{}}{{a\nb}}'],
  ];
  for (const [template, ...marks] of cases) {
    it(`finds ${marks.length} names in ${JSON.stringify(template)}`, () => {
      deepStrictEqual(marksOf(template), marks);
    });
  }
});

describe('mustacheTagAt', () => {
  // "|" stands for the cursor.
  const cases: [template: string, tag: string | undefined][] = [
    ['a|b', undefined],
    ['|{{a}}', undefined],
    ['{{a|}}', 'value a'],
    ['{{a}}|', undefined],
    ['{{a}} {{|', 'unclosed {{'],
    ['{{a}} {{b| }} {{c}}', 'value b'],
    ['{{=<% %>=}}<%#a|%>', 'section a'],
  ];
  for (const [text, expected] of cases) {
    it(`tells the tag around the cursor in ${text}`, () => {
      const tag = mustacheTagAt(text.replace('|', ''), text.indexOf('|'));
      strictEqual(tag && `${tag.kind} ${tag.name}`, expected);
    });
  }
});
