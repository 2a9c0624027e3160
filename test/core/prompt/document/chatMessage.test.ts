import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { parseMessage, trimBlock } from '../../../../src/core/prompt/document/chatMessage';
import type { Role } from '../../../../src/core/prompt/document/model';

function parse(role: Role, ...lines: string[]) {
  return parseMessage(role, { lines: [`${role}:`, ...lines], firstLine: 1 });
}

function problemsOf(role: Role, ...lines: string[]): string[] {
  return parse(role, ...lines).problems.map(
    ({ line, column, message }) => `${line}:${column} ${message}`,
  );
}

describe('parseMessage', () => {
  it('takes a message without markers for a text, verbatim', () => {
    const { message, templates } = parse('user', '', ' a ', '', 'b', '');
    deepStrictEqual(message, { role: 'user', content: ' a \n\nb' });
    deepStrictEqual(templates, [{ line: 3, column: 1 }]);
  });

  it('takes texts, images and files for parts, in their order', () => {
    const { message, templates } = parse(
      'user',
      'Compare',
      '@image[detail=high]: {{a}}',
      '',
      'with',
      '\\@image: this line',
      '@file[name=b.pdf, type=application/pdf]:  https://x/b.pdf ',
    );
    deepStrictEqual(message.content, [
      { type: 'text', text: 'Compare' },
      { type: 'image', url: '{{a}}', detail: 'high' },
      { type: 'text', text: 'with\n@image: this line' },
      { type: 'file', url: 'https://x/b.pdf', mediaType: 'application/pdf', name: 'b.pdf' },
    ]);
    deepStrictEqual(templates, [
      { line: 2, column: 1 },
      { line: 3, column: 22 },
      { line: 5, column: 1, escapedLines: new Set([6]) },
      { line: 7, column: 43 },
    ]);
  });

  it('takes what follows the name of a tool for arguments, on the line and below it', () => {
    const { message, templates } = parse(
      'assistant',
      'Let me see.',
      '@call: get_order {"number": "{{order}}"}',
      '@call[id=again]: get_order',
      '{',
      '  "number": 7,',
      '  "why": ["{{why}}"]',
      '}',
      '',
      '@call: ping',
    );
    deepStrictEqual(message, {
      role: 'assistant',
      content: 'Let me see.',
      calls: [
        { id: 'get_order', name: 'get_order', arguments: '{"number": "{{order}}"}' },
        {
          id: 'again',
          name: 'get_order',
          arguments: '{\n  "number": 7,\n  "why": ["{{why}}"]\n}',
        },
        { id: 'ping', name: 'ping', arguments: '{}' },
      ],
    });
    deepStrictEqual(templates, [
      { line: 2, column: 1 },
      { line: 3, column: 30, isJson: true },
      { line: 7, column: 12, isJson: true },
    ]);
  });

  it('takes the call that a tool answers from the top of its message', () => {
    const { message } = parse('tool', '', '@result: get_order', '{"status": "{{status}}"}');
    deepStrictEqual(message, {
      role: 'tool',
      result: 'get_order',
      content: '{"status": "{{status}}"}',
    });
  });

  const refused: [why: string, role: Role, lines: string[], problem: string][] = [
    ['an image of nothing', 'user', ['@image: '], '2:8 Name the image'],
    ['a wrong attribute', 'user', ['@image[size=1]: u'], '2:8 "size=1" has no meaning here.'],
    ['a call by somebody else', 'user', ['@call: f'], '2:1 Only a message of "assistant:"'],
    ['a call of nothing', 'assistant', ['@call:'], '2:7 Name the tool'],
    ['a call of a sentence', 'assistant', ['@call: {"a": 1}'], '2:8 Name the tool'],
    ['an id that is none', 'assistant', ['@call[id=a b]: f'], '2:1 "a b" is no id'],
    ['two calls of one id', 'assistant', ['@call: f', '@call: f'], '3:1 Two calls of this message'],
    ['arguments that are no JSON', 'assistant', ['@call: f {"a": {{b}}}'], '2:17 This is no JSON'],
    ['arguments cut short', 'assistant', ['@call: f {', '"a": 1', ''], '3:7 This is no JSON'],
    ['arguments that are a list', 'assistant', ['@call: f', ' [1]'], '3:2 Arguments are a JSON'],
    ['text below a call', 'assistant', ['@call: f {}', 'Done.'], '3:1 Nothing but another call'],
    ['an image below a call', 'assistant', ['@call: f', '@image: u'], '3:1 Calls come last'],
    ['a result of somebody else', 'user', ['@result: f'], '2:1 Only a message of "tool:"'],
    ['a result below text', 'tool', ['x', '@result: f'], '3:1 A result stands at the top'],
    ['two results', 'tool', ['@result: f', '@result: g'], '3:1 A result stands at the top'],
    ['a result of nothing', 'tool', ['@result:'], '2:9 Name the call'],
    ['a result with attributes', 'tool', ['@result[id=f]: f'], '2:9 "@result" takes nothing'],
  ];
  for (const [why, role, lines, problem] of refused) {
    it(`refuses ${why} and says where`, () => {
      const [found = '', ...more] = problemsOf(role, ...lines);
      strictEqual(found.slice(0, problem.length), problem, found);
      deepStrictEqual(more, []);
    });
  }
});

describe('trimBlock', () => {
  it('leaves out the blank lines at both ends and nothing between', () => {
    deepStrictEqual(trimBlock({ lines: ['', 'a', '\t', 'b', ' '], firstLine: 5 }), {
      lines: ['a', '\t', 'b'],
      firstLine: 6,
    });
    strictEqual(trimBlock({ lines: ['', ' '], firstLine: 5 }), undefined);
  });
});
