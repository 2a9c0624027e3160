import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { printOutput } from '../../../../src/core/prompt/render/printOutput';
import type { RenderedPrompt } from '../../../../src/core/prompt/render/model';

const chat: RenderedPrompt = {
  type: 'chat',
  messages: [
    { role: 'system', content: 'a' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'b\n"c"' },
        { type: 'image', url: 'u' },
      ],
    },
    { role: 'assistant', content: '', toolCalls: [{ id: 'f', name: 'f', arguments: { x: 1 } }] },
    { role: 'tool', content: 'd', toolCallId: 'f', toolName: 'f' },
  ],
};

describe('printOutput', () => {
  it('gives a text as it is', () => {
    strictEqual(printOutput({ type: 'text', text: ' a\n' }, 'text'), ' a\n');
  });

  it('gives a chat as words, or as the messages that it has', () => {
    strictEqual(
      printOutput(chat, 'text'),
      'system:\na\n\nuser:\nb\n"c"\n@image: u\n\nassistant:\n@call: f {"x":1}\n\ntool:\n@result: f\nd',
    );
    deepStrictEqual(JSON.parse(printOutput(chat, 'json')), chat.messages);
  });
});
