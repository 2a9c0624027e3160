import { deepStrictEqual, match } from 'node:assert/strict';
import { readResponseItems } from '../../../src/interop/requests/openaiItems';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function read(items: unknown) {
  const warnings: Loss[] = [];
  const messages = readResponseItems(
    { file: { file: 'a.json', text: '' }, warnings },
    items,
    'input',
  );
  return { messages, warnings };
}

const call = (id: string) => ({ type: 'function_call', call_id: id, name: 'f', arguments: '{}' });
const part = (fields: object) => [{ role: 'user', content: [fields] }];

describe('the items of a request to the Responses API', () => {
  it('are one message of the assistant where calls follow one another or a text', () => {
    const text = { role: 'assistant', content: 'Wait' };
    const called = ['a', 'b'].map(id => ({ id, name: 'f', arguments: '{}' }));
    deepStrictEqual(read([text, call('a'), call('b')]).messages, [{ ...text, calls: called }]);
    deepStrictEqual(read([call('a'), call('b')]).messages, [
      { role: 'assistant', content: '', calls: called },
    ]);
    const output = { type: 'function_call_output', call_id: 'a', output: 'x' };
    deepStrictEqual(
      read([call('a'), output, call('b')]).messages.map(({ role }) => role),
      ['assistant', 'tool', 'assistant'],
    );
  });

  it('hold texts, refusals, images and files', () => {
    const content = [
      { type: 'input_image', file_id: 'file-1', detail: 'low' },
      { type: 'refusal', refusal: 'No.' },
      { type: 'input_file', file_id: 'file-2', filename: 'a, b' },
    ];
    const { messages, warnings } = read([{ role: 'assistant', content, phase: 'commentary' }]);
    deepStrictEqual(messages[0]?.content, [
      { type: 'image', url: 'file-1', detail: 'low' },
      { type: 'text', text: 'No.' },
      { type: 'file', url: 'file-2' },
    ]);
    match(
      sentencesOf(warnings).join('\n'),
      /\[0\]\.phase is left out.*\n.*\[1\]: a refusal is a text.*\n.*\[2\]\.filename is left out/,
    );
  });

  it('of reasoning are left out with a word', () => {
    const { messages, warnings } = read([
      { type: 'reasoning', id: 'rs_1' },
      ...part({ type: 'input_text', text: 'x' }),
    ]);
    deepStrictEqual([messages.length, warnings.length], [1, 1]);
    match(warnings[0]?.message ?? '', /^input\[0\] is left out/);
  });

  const REFUSED: readonly (readonly [items: unknown, reason: RegExp])[] = [
    [{}, /input: It must be a text or a list/],
    [['Hi'], /input\[0\]: An item is an object/],
    [[{ role: 'tool' }], /input\[0\]\.role: "tool" is no role/],
    [[{ type: 'item_reference', id: 'msg_1' }], /input\[0\]: What this item refers to lies with/],
    [[{ type: 'web_search_call' }], /input\[0\]: An item of the type "web_search_call"/],
    [[{ ...call('a'), call_id: undefined }], /input\[0\]\.call_id: A call has an id/],
    [[{ ...call('a'), arguments: '[' }], /input\[0\]\.arguments: .*JSON object/],
    [[{ type: 'function_call_output', output: 'x' }], /input\[0\]: A result names a call/],
    [part({ type: 'input_audio' }), /content\[0\]: A part of the type "input_audio"/],
    [part({ type: 'input_text' }), /content\[0\]: A part of the type "input_text"/],
    [part({ type: 'refusal' }), /content\[0\]: A part of the type "refusal"/],
    [part({ type: 'input_image' }), /content\[0\]\.file_id: Nothing says where/],
    [part({ type: 'input_file' }), /content\[0\]: A part of the type "input_file"/],
  ];
  for (const [items, reason] of REFUSED) {
    it(`are refused with their path: ${JSON.stringify(items)}`, () => {
      match(
        refusalOf(() => read(items)),
        reason,
      );
    });
  }
});
