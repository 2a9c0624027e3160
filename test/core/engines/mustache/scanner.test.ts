import { deepStrictEqual } from 'node:assert';
import { TagScanner } from '../../../../src/core/engines/mustache/scanner';

function tagsOf(template: string): string[] {
  const scanner = new TagScanner(template);
  const tags: string[] = [];
  for (let tag = scanner.next(); tag !== undefined; tag = scanner.next()) {
    tags.push(`${tag.kind} ${tag.name} [${tag.start},${tag.endExclusive})`);
    if (tag.kind === 'delimiters') scanner.setDelimiters(tag.name);
  }
  return tags;
}

describe('TagScanner', () => {
  const cases: [template: string, ...tags: string[]][] = [
    ['no tag'],
    ['{{ a }}', 'value a [0,7)'],
    ['{{{a}}}', 'value a [0,7)'],
    ['{{& a}}', 'value a [0,7)'],
    ['{{#a}}{{/ a }}', 'section a [0,6)', 'close a [6,14)'],
    ['{{^a}}', 'inverted a [0,6)'],
    ['{{! a\n}} b', 'comment a [0,8)'],
    ['{{> a/b@c }}', 'partial a/b@c [0,12)'],
    ['{"a":{"b":{{c}}}}', 'value c [10,15)'],
    ['{{=| |=}}|a| {{b}}', 'delimiters | | [0,9)', 'value a [9,12)'],
    ['{{=<% %>=}}<%{a}%>', 'delimiters <% %> [0,11)', 'value a [11,18)'],
    ['a {{b', 'unclosed {{ [2,5)'],
  ];
  for (const [template, ...tags] of cases) {
    it(`finds ${tags.length} tags in ${JSON.stringify(template)}`, () => {
      deepStrictEqual(tagsOf(template), tags);
    });
  }
});
