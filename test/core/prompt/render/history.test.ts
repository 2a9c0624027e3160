import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readHistory } from '../../../../src/core/prompt/render/history';
import { checkRefusal, refusalOf } from '../../../support/refusal';

describe('readHistory', () => {
  it('takes messages in the form that rendering gives', () => {
    const messages = [
      { role: 'user', content: [{ type: 'image', url: 'u', detail: 'low' }] },
      {
        role: 'assistant',
        content: '',
        toolCalls: [{ id: 'c', name: 'f', arguments: { a: [1] } }],
      },
      { role: 'tool', content: '{{x}}\nuser:', toolCallId: 'c', toolName: 'f' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'file', url: 'b' },
        ],
      },
    ];
    deepStrictEqual(readHistory('messages', messages), messages);
    deepStrictEqual(readHistory('messages', []), []);
  });

  const message = { role: 'user', content: 'Hi' };
  const refused: [value: unknown, path: string][] = [
    ['Hi', 'h'],
    [{ 0: message }, 'h'],
    [[message, 'Hi'], 'h[1]'],
    [[{ ...message, role: 'king' }], 'h[0].role'],
    [[{ role: 'user' }], 'h[0].content'],
    [[{ ...message, content: null }], 'h[0].content'],
    [[{ ...message, tool_calls: [] }], 'h[0]'],
    [[{ ...message, content: [{ type: 'audio' }] }], 'h[0].content[0].type'],
    [[{ ...message, content: [{ type: 'text' }] }], 'h[0].content[0].text'],
    [[{ ...message, content: [{ type: 'image', url: 'u', name: 'n' }] }], 'h[0].content[0]'],
    [[{ ...message, toolCalls: {} }], 'h[0].toolCalls'],
    [
      [{ ...message, toolCalls: [{ id: 'a', name: 'b', arguments: '{}' }] }],
      'h[0].toolCalls[0].arguments',
    ],
    [[{ ...message, toolCallId: 1 }], 'h[0].toolCallId'],
  ];
  for (const [value, path] of refused) {
    it(`refuses ${JSON.stringify(value)} and names ${path}`, () => {
      const error = refusalOf(() => readHistory('h', value));
      checkRefusal(error, 'invalid-input', 'A history is a list of messages');
      strictEqual(error.data.path, path);
    });
  }
});
