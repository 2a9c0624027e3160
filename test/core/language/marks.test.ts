import { deepStrictEqual, ok } from 'node:assert';
import { analyseDocument } from '../../../src/core/language/analysis';
import { marksOfUses, placeTemplates } from '../../../src/core/language/marks';
import { prepareDocument } from '../../../src/core/prompt/render/preparedDocument';

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
    [
      'histories, parts and calls',
      [
        ...['---', 'type: chat', '---', '@history: past', 'user:', '@image: x{{photo}}'],
        ...['assistant:', '\\user:', '{{c}}', '@call: f { "a": "\\"\\u0020{{order.id}}\\n{{b}}" }'],
      ].join('\n'),
      'history past past 4:11',
      'value photo photo 6:12',
      'value c c 9:3',
      'value order.id order 10:28',
      'value b b 10:42',
    ],
    [
      'an f-string',
      '---\nformat: f-string\n---\n{a.b:>{w}} {{c}}',
      'value a.b a 4:2',
      'value w w 4:8',
    ],
    [
      'a Jinja2 template',
      '---\nformat: jinja2\n---\n{% if a %}{{ b.c | upper }}{% for x in d %}{{ x }}{% endfor %}{% endif %}',
      'section a a 4:7',
      'value b.c b 4:14',
      'list d d 4:40',
    ],
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

describe('placeTemplates', () => {
  it('tells where each message begins and ends, backslashes and all', () => {
    const source = '---\ntype: chat\n---\nuser:\n\n\\user:\na\nassistant:\nb\n';
    const { draft, layout, source: text } = analyseDocument(source);
    ok(draft);
    const placed = placeTemplates(prepareDocument(draft, layout), layout, text);
    deepStrictEqual(
      placed.map(span => text.slice(span)),
      ['user:\na', 'b'],
    );
  });
});

describe('marksOfUses', () => {
  it('finds names from the places of tags, and those of names', () => {
    const use = { scopes: [], line: 2 } as const;
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
