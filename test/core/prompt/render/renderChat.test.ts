import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { parseDocument, requireDocument } from '../../../../src/core/prompt/document/document';
import { renderDocument } from '../../../../src/core/prompt/render/render';
import { templatesOf } from '../../../../src/core/prompt/render/renderChat';
import { checkRefusal, refusalOf } from '../../../support/refusal';
import type { RenderOptions } from '../../../../src/core/prompt/render/model';

function chat(...lines: string[]): string {
  return ['---', 'type: chat', '---', ...lines].join('\n');
}

function render(source: string, values: Record<string, unknown>, options: RenderOptions = {}) {
  const { layout } = parseDocument(source);
  return renderDocument(requireDocument(source), values, { layout, ...options });
}

function messagesOf(source: string, values: Record<string, unknown>): unknown {
  const { output } = render(source, values);
  return output.type === 'chat' && output.messages;
}

const ORDER = chat(
  'system:',
  'You help.',
  '@history: messages',
  'user:',
  'What is this?',
  '@image[detail=low]: {{photo}}',
  'assistant:',
  '@call: get_order {"number": "{{order}}", "all": true}',
  'tool:',
  '@result: get_order',
  '{{status}}',
);

describe('templatesOf', () => {
  it('lists the content of each message, part by part, and then its arguments', () => {
    deepStrictEqual(templatesOf(requireDocument(ORDER).body), [
      'You help.',
      'What is this?',
      '{{photo}}',
      '',
      '{{order}}',
      '{{status}}',
    ]);
    deepStrictEqual(templatesOf({ type: 'text', text: 'a' }), ['a']);
  });
});

describe('a rendered chat', () => {
  it('has parts, calls, results and the messages of its history', () => {
    const messages = [
      { role: 'user', content: '{{order}}' },
      { role: 'assistant', content: '@call: x' },
    ];
    const values = { messages, photo: 'https://x/{{a}}.png', order: '7"', status: 'sent' };
    deepStrictEqual(messagesOf(ORDER, values), [
      { role: 'system', content: 'You help.' },
      ...messages,
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image', url: 'https://x/{{a}}.png', detail: 'low' },
        ],
      },
      {
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'get_order', name: 'get_order', arguments: { number: '7"', all: true } }],
      },
      { role: 'tool', content: 'sent', toolCallId: 'get_order', toolName: 'get_order' },
    ]);
  });

  it('leaves out a part that nobody gave, and is a text without one', () => {
    const source = chat('user:', 'a', '@image: {{photo}}', 'b {{c}}');
    deepStrictEqual(messagesOf(source, { photo: null, c: 1 }), [
      { role: 'user', content: 'a\nb 1' },
    ]);
    const { placeholders } = render(source, { photo: '' }, { partial: true });
    deepStrictEqual(placeholders, [{ name: 'c', part: 0, start: 4, endExclusive: 9 }]);
  });

  it('names what is missing with its place, in a marker too', () => {
    const error = refusalOf(() => render(ORDER, { status: 'x' }));
    checkRefusal(error, 'missing-variables', 'order (line 11, column 30)');
    deepStrictEqual(error.data.variables, [
      { name: 'messages', locations: [{ line: 6, column: 11 }] },
      { name: 'order', locations: [{ line: 11, column: 30 }] },
      { name: 'photo', locations: [{ line: 9, column: 21 }] },
    ]);
  });

  it('says where tags and histories without a value stand in its messages', () => {
    const { output, placeholders, histories } = render(ORDER, { status: '' }, { partial: true });
    strictEqual(output.type === 'chat' && output.messages.length, 4);
    deepStrictEqual(placeholders, [
      { name: 'photo', part: 1, piece: 1, start: 0, endExclusive: 9 },
    ]);
    deepStrictEqual(histories, [{ name: 'messages', start: 1, endExclusive: 1, isMissing: true }]);
  });

  it('has no message for a history that is null or empty', () => {
    const source = chat('@history: h', 'user:', 'Hi');
    for (const h of [null, []]) {
      deepStrictEqual(messagesOf(source, { h }), [{ role: 'user', content: 'Hi' }]);
    }
    const withDefault = source.replace('chat\n', 'chat\ninputs: { h: { required: false } }\n');
    deepStrictEqual(messagesOf(withDefault, {}), [{ role: 'user', content: 'Hi' }]);
  });

  it('refuses a history that is no list of messages', () => {
    const error = refusalOf(() => render(chat('@history: h'), { h: 'user: Hi' }));
    checkRefusal(error, 'invalid-input', '"h" must be a list of messages');
  });

  it('has the same markers in a format without variables', () => {
    const source = chat('user:', '@image: {{a}}').replace('chat\n', 'chat\nformat: none\n');
    deepStrictEqual(messagesOf(source, {}), [
      { role: 'user', content: [{ type: 'image', url: '{{a}}' }] },
    ]);
  });
});

describe('a message that comes out empty', () => {
  const left = (body: string, values: Record<string, unknown>): readonly string[] => {
    const document = requireDocument(`---\ntype: chat\n---\n${body}`);
    const { output } = renderDocument(document, values);
    return output.type === 'chat' ? output.messages.map(({ role }) => role) : [];
  };

  it('is left out, whatever keeps it from saying anything', () => {
    const body = 'user:\n{{#a}}x{{/a}}\nsystem:\n{{! note }}\nassistant:\n\nuser:\n{{b}}';
    deepStrictEqual(left(body, { a: false, b: 'Hi' }), ['user']);
    deepStrictEqual(left(body, { a: true, b: '\n \t' }), ['user']);
  });

  it('stays where it calls a tool or answers one, and where it has an image', () => {
    const body =
      'user:\n@image: {{p}}\nassistant:\n{{a}}\n@call: f\ntool:\n@result: f\n{{a}}\nuser:\n{{a}}';
    deepStrictEqual(left(body, { p: 'u', a: '' }), ['user', 'assistant', 'tool']);
  });
});
