import { deepStrictEqual, match } from 'node:assert/strict';
import { readOpenaiMessage } from '../../src/interop/openaiMessages';
import { refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';
import type { Loss } from '../../src/interop/loss';

const file = { file: 'a.json', text: '' };

function read(message: unknown) {
  const warnings: Loss[] = [];
  return { message: readOpenaiMessage({ file, warnings }, message, 'messages[0]'), warnings };
}

const call = (id: string, json: string) => ({
  id,
  type: 'function',
  function: { name: 'f', arguments: json },
});

describe('a message of OpenAI', () => {
  it('keeps an answer with calls', () => {
    const { message } = read({
      role: 'assistant',
      content: 'One moment',
      tool_calls: [call('c', '{"a": [1]}')],
    });
    deepStrictEqual(message, {
      role: 'assistant',
      content: 'One moment',
      calls: [{ id: 'c', name: 'f', arguments: '{"a":[1]}' }],
    });
  });

  it('says that texts that touch are one, and what has no place', () => {
    const { message, warnings } = read({
      role: 'user',
      name: 'ada',
      refusal: null,
      content: [
        { type: 'text', text: 'a' },
        { type: 'text', text: 'b' },
      ],
    });
    deepStrictEqual(message, { role: 'user', content: 'a\nb' });
    match(
      sentencesOf(warnings).join('\n'),
      /content: texts that follow[^]*|messages\[0\]\.name is left out/,
    );
    deepStrictEqual(warnings.length, 2);
  });

  const REFUSED: readonly (readonly [message: unknown, reason: RegExp])[] = [
    ['Hi', /messages\[0\]: A message is an object/],
    [{ role: 'function', content: '' }, /messages\[0\]\.role: "function" is no role/],
    [{ role: 'user', content: 3 }, /content: .*a text or a list/],
    [
      { role: 'user', content: [{ type: 'input_audio' }] },
      /content\[0\]: A part of the type "input_audio"/,
    ],
    [
      { role: 'user', content: [{ type: 'image_url', image_url: { url: 'a\nb' } }] },
      /stands on one line/,
    ],
    [{ role: 'assistant', function_call: { name: 'f' } }, /Write it as "tool_calls"/],
    [{ role: 'user', tool_calls: [call('c', '{}')] }, /Only a message of the assistant/],
    [{ role: 'assistant', tool_calls: [call('c', '[]')] }, /arguments: .*JSON object/],
    [{ role: 'assistant', tool_calls: [call('c', '{')] }, /arguments: .*JSON object/],
    [
      { role: 'assistant', tool_calls: [call('c', '{}'), call('c', '{}')] },
      /tool_calls\[1\]\.id: Two calls/,
    ],
    [{ role: 'assistant', tool_calls: [call('a b', '{}')] }, /A call has an id/],
    [{ role: 'user', tool_call_id: 'c' }, /Only a message of a tool/],
  ];
  for (const [message, reason] of REFUSED) {
    it(`is refused with its path: ${JSON.stringify(message)}`, () => {
      match(
        refusalOf(() => read(message)),
        reason,
      );
    });
  }
});
