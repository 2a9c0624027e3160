import { deepStrictEqual, match } from 'node:assert/strict';
import { readPhoenixMessages } from '../../src/interop/phoenixMessages';
import { refusalOf } from '../support/interopFiles';
import { sentencesOf } from '../support/sentences';
import type { Loss } from '../../src/interop/loss';

const read = (messages: unknown) => {
  const warnings: Loss[] = [];
  const file = { file: 'x.json', text: '' };
  return { messages: readPhoenixMessages({ file, warnings }, messages, 'messages'), warnings };
};
const call = { type: 'function', name: 'find', arguments: '{"id": 12345678901234567890}' };

describe('messages of Phoenix', () => {
  it('are ours under other names of roles', () => {
    const roles = ['system', 'developer', 'user', 'model', 'ai', 'assistant', 'tool'];
    deepStrictEqual(
      read(roles.map(role => ({ role, content: 'a' }))).messages.map(({ role }) => role),
      ['system', 'developer', 'user', 'assistant', 'assistant', 'assistant', 'tool'],
    );
  });

  it('call tools and hold their results, one message for each', () => {
    const { messages, warnings } = read([
      {
        role: 'ai',
        content: [
          { type: 'text', text: 'Wait.' },
          { type: 'tool_call', tool_call_id: 'c1', tool_call: call },
        ],
      },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_call_id: 'c1', tool_result: { n: 12345678901234567890n } },
          { type: 'tool_result', tool_call_id: 'c2', tool_result: 'none' },
          { type: 'text', text: 'Go on.' },
        ],
      },
    ]);
    deepStrictEqual(warnings, []);
    deepStrictEqual(messages, [
      {
        role: 'assistant',
        content: 'Wait.',
        calls: [{ id: 'c1', name: 'find', arguments: '{"id":12345678901234567890}' }],
      },
      { role: 'tool', content: '{"n":12345678901234567890}', result: 'c1' },
      { role: 'tool', content: 'none', result: 'c2' },
      { role: 'user', content: 'Go on.' },
    ]);
  });

  it('hold images where its first versions had them', () => {
    const { messages, warnings } = read([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image', image: { type: 'image', url: '{{photo}}' } },
        ],
      },
    ]);
    deepStrictEqual(warnings, []);
    deepStrictEqual(messages, [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image', url: '{{photo}}' },
        ],
      },
    ]);
  });

  it('name what is left out, and texts that become one', () => {
    const { messages, warnings } = read([
      {
        role: 'user',
        name: 'Ada',
        content: [
          { type: 'text', text: 'a', x: 1 },
          { type: 'text', text: 'b' },
        ],
      },
    ]);
    deepStrictEqual(messages, [{ role: 'user', content: 'a\nb' }]);
    match(
      sentencesOf(warnings).join('\n'),
      /messages\[0\]\.name[^]*content\[0\]\.x[^]*one text now/,
    );
  });

  const REFUSED: readonly (readonly [messages: unknown, reason: RegExp])[] = [
    [[], /messages: There are no messages/],
    [['a'], /messages\[0\]: A message is an object/],
    [[{ role: 'critic', content: '' }], /messages\[0\]\.role: "critic"/],
    [[{ role: 'user', content: [{ type: 'file' }] }], /content\[0\]: A part of the type "file"/],
    [[{ role: 'user', content: [{ type: 'image' }] }], /content\[0\]\.image\.url: .*one line/],
    [[{ role: 'user', content: [{ type: 'text' }] }], /content\[0\]\.text/],
    [
      [{ role: 'ai', content: [{ type: 'tool_call', tool_call: call }] }],
      /content\[0\]\.tool_call_id: A call has an id/,
    ],
    [
      [{ role: 'user', content: [{ type: 'tool_call', tool_call_id: 'c', tool_call: call }] }],
      /messages\[0\]: Only a message of the assistant/,
    ],
    [
      [
        {
          role: 'ai',
          content: [
            { type: 'tool_call', tool_call_id: 'c', tool_call: { name: 'f', arguments: '[]' } },
          ],
        },
      ],
      /content\[0\]\.tool_call\.arguments: /,
    ],
  ];
  for (const [messages, reason] of REFUSED) {
    it(`are refused with their path: ${JSON.stringify(messages)}`, () => {
      match(
        refusalOf(() => read(messages)),
        reason,
      );
    });
  }

  it('have no role or part that only JavaScript knows', () => {
    const content = [{ type: 'constructor' }];
    match(
      refusalOf(() => read([{ role: 'user', content }])),
      /"constructor" has no counterpart/,
    );
    match(
      refusalOf(() => read([{ role: 'toString', content: 'a' }])),
      /messages\[0\]\.role/,
    );
  });
});
