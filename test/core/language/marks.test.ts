import { deepStrictEqual } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { marksOfUses, templatesOf } from '../../../src/core/language/marks';

function marksOf(source: string): string[] {
  const { marks, source: text } = analyseDocument(source);
  return marks.map(mark => {
    const { line, column } = text.positionAt(mark.start);
    return `${mark.kind} ${text.slice(mark)} ${text.slice(mark.rootSpan)} ${line}:${column}`;
  });
}

describe('marksOf', () => {
  const cases: [title: string, source: string, ...marks: string[]][] = [
    ['a text', 'Hi {{ customer.name }}', 'value customer.name customer 1:7'],
    ['a text with front matter', '---\nmodel: x\n---\n{{a}}', 'value a a 4:3'],
    [
      'the messages of a chat',
      '---\ntype: chat\n---\nsystem:\n\n{{a}}\n\nuser:\n{{> b/c@d}}\n',
      'value a a 6:3',
      'include b/c@d b/c@d 9:5',
    ],
    ['a document with problems', '---\ntype: chat\nformat: 3\n---\nuser:\n{{a}}', ''],
    ['a template with problems', '{{#a}} {{b}}', 'section a a 1:4', 'value b b 1:10'],
    ['a format that has no variables', '---\nformat: none\n---\n{{a}}'],
    ['lines that end with CRLF', 'a\r\n{{b}}\r\n', 'value b b 2:3'],
  ];
  for (const [title, source, ...marks] of cases) {
    it(`finds the names of ${title}`, () => {
      deepStrictEqual(
        marksOf(source),
        marks.filter(mark => mark !== ''),
      );
    });
  }
});

describe('templatesOf', () => {
  it('tells where each message begins', () => {
    const { draft, parsed } = analyseDocument('---\ntype: chat\n---\nuser:\n\na\nassistant:\nb\n');
    deepStrictEqual(draft && templatesOf(draft, parsed.layout), [
      { text: 'a', line: 6 },
      { text: 'b', line: 8 },
    ]);
  });
});

describe('marksOfUses', () => {
  it('finds names from the places of tags, and those of names', () => {
    const use = { isScoped: false, line: 2 } as const;
    const found = marksOfUses('x\n{a.b} and {{ c }}', {
      variables: [
        { name: 'a.b', kind: 'path', column: 1, ...use },
        { name: 'c', kind: 'section', column: 14, ...use },
        { name: 'nowhere', kind: 'value', column: 1, ...use },
      ],
      includes: [],
    });
    deepStrictEqual(
      found.map(({ kind, name, line, column }) => `${kind} ${name} ${line}:${column}`),
      ['value a.b 2:2', 'section c 2:14'],
    );
  });

  it('finds included prompts in their quotes', () => {
    const found = marksOfUses('{% include "a/b@c" %}', {
      variables: [],
      includes: [{ reference: 'a/b@c', line: 1, column: 1 }],
    });
    deepStrictEqual(
      found.map(({ name, column }) => [name, column]),
      [['a/b@c', 13]],
    );
  });
});
