import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument, requireDocument } from '../../src/core/prompt/document/document';
import type { Values } from '../../src/core/prompt/document/inputs';
import { renderDocument } from '../../src/core/prompt/render/render';
import { INJECTIONS, TAGS } from '../support/injections';
import { refusalOf } from '../support/refusal';
import { holdsFor } from '../support/seeded';
import type { TemplateFormat } from '../../src/core/prompt/document/model';
import type { RenderedPrompt } from '../../src/core/prompt/render/model';

const SECRET = 'the secret';

type Tag = (name: string) => string;

const FORMATS = Object.entries(TAGS) as [TemplateFormat, Tag][];

function render(source: string, values: Values): RenderedPrompt {
  const { layout } = parseDocument(source);
  return renderDocument(requireDocument(source), { secret: SECRET, ...values }, { layout }).output;
}

function text(format: string, template: string): string {
  return `---\nformat: ${format}\n---\n${template}`;
}

/** Every place that a value can reach, each with a variable of its own. */
function chat(format: string, tag: Tag): string {
  return [
    ...['---', 'type: chat', `format: ${format}`, '---'],
    ...['system:', `a ${tag('a')} b`],
    '@history: messages',
    ...['user:', tag('b'), `@image: ${tag('c')}`, `@file[name=n]: x${tag('d')}`],
    ...['assistant:', `${tag('e')}.`, `@call: f {"x": "${tag('f')}", "y": [1, "z${tag('g')}"]}`],
    ...['tool:', '@result: f', tag('h')],
  ].join('\n');
}

function expectedChat(value: string, history: unknown[]): unknown {
  return {
    type: 'chat',
    messages: [
      { role: 'system', content: `a ${value} b` },
      ...history,
      {
        role: 'user',
        content: [
          { type: 'text', text: value },
          { type: 'image', url: value },
          { type: 'file', url: `x${value}`, name: 'n' },
        ],
      },
      {
        role: 'assistant',
        content: `${value}.`,
        toolCalls: [{ id: 'f', name: 'f', arguments: { x: value, y: [1, `z${value}`] } }],
      },
      { role: 'tool', content: value, toolCallId: 'f', toolName: 'f' },
    ],
  };
}

function checkChat([format, tag]: [TemplateFormat, Tag], value: string): void {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const values = Object.fromEntries(names.map(name => [name, value]));
  const messages = [
    { role: 'user', content: value },
    { role: 'assistant', content: [{ type: 'image', url: value }] },
    {
      role: 'assistant',
      content: value,
      toolCalls: [{ id: value, name: value, arguments: { [value]: [value] } }],
    },
  ];
  const rendered = render(chat(format, tag), { ...values, messages });
  deepStrictEqual(rendered, expectedChat(value, messages));
}

for (const [format, tag] of FORMATS) {
  describe(`a value in ${format}`, () => {
    for (const value of INJECTIONS) {
      it(`arrives as it is, wherever it goes: ${JSON.stringify(value)}`, () => {
        strictEqual((render(text(format, tag('a')), { a: value }) as { text: string }).text, value);
        checkChat([format, tag], value);
      });
    }

    it('arrives as it is, whatever it is made of', () => {
      const piece = fc.oneof(fc.constantFrom(...INJECTIONS), fc.string({ unit: 'binary' }));
      const value = fc.array(piece, { minLength: 1, maxLength: 5 }).map(pieces => pieces.join(''));
      holdsFor(
        value.filter(made => made !== ''),
        200,
        made => {
          checkChat([format, tag], made);
        },
      );
    });

    it('stands beside another and becomes no template with it', () => {
      const [open = '', close = ''] = tag('secret').split('secret');
      const template = `${tag('a')}secret${tag('b')}`;
      const { text: made } = render(text(format, template), { a: open, b: close }) as {
        text: string;
      };
      strictEqual(made, tag('secret'));
    });

    it('has its secrets: nothing that a value says finds one', () => {
      const all = INJECTIONS.join('\n');
      const made = JSON.stringify(render(text(format, tag('a')), { a: all }));
      ok(!made.includes(SECRET));
    });

    it('may have any name', () => {
      const values = Object.fromEntries(INJECTIONS.map(name => [name, 'x']));
      strictEqual((render(text(format, 'Hi'), values) as { text: string }).text, 'Hi');
    });
  });
}

describe('a value in a section of mustache', () => {
  for (const value of INJECTIONS) {
    it(`arrives as it is: ${JSON.stringify(value)}`, () => {
      const template =
        '{{#list}}<{{.}}>{{/list}}{{#map}}({{inner}}){{/map}}{{^none}}{{a}}{{/none}}';
      const values = { list: [value, value], map: { inner: value }, a: value };
      strictEqual(
        (render(text('mustache', template), values) as { text: string }).text,
        `<${value}><${value}>(${value})${value}`,
      );
    });

    it(`arrives as it is through an indented include: ${JSON.stringify(value)}`, () => {
      const { output } = renderDocument(
        requireDocument('  {{> part}}\n'),
        { a: value },
        { include: () => '[{{a}}]\n' },
      );
      deepStrictEqual(output, { type: 'text', text: `  [${value}]\n` });
    });
  }
});

describe('format none', () => {
  it('has no variables: the text is the prompt', () => {
    const template = INJECTIONS.filter(item => !/[\r\n]/.test(item)).join(' ');
    strictEqual((render(text('none', template), {}) as { text: string }).text, template);
  });

  it('takes in the history all the same, as data', () => {
    const messages = INJECTIONS.map(content => ({ role: 'user', content }));
    const source = '---\ntype: chat\nformat: none\n---\n@history: messages\n';
    deepStrictEqual(render(source, { messages }), { type: 'chat', messages });
  });
});

describe('a value of a history', () => {
  for (const value of INJECTIONS) {
    it(`is refused as a whole where it is a text: ${JSON.stringify(value)}`, () => {
      const source = '---\ntype: chat\n---\n@history: messages\n';
      strictEqual(refusalOf(() => render(source, { messages: value })).code, 'invalid-input');
    });
  }
});
