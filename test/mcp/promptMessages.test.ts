import { deepStrictEqual } from 'node:assert/strict';
import type { RenderedMessage } from '../../src/core/prompt/render/model';
import { foldMessages } from '../../src/mcp/promptMessages';

describe('a rendered prompt in the roles of the protocol', () => {
  const chat = (...messages: RenderedMessage[]) => {
    const folded = foldMessages({ type: 'chat', messages });
    return [
      ...folded.messages.map(({ role, content }) =>
        content.type === 'text' ? `${role}: ${content.text}` : `${role}: (${content.type})`,
      ),
      ...folded.folded,
    ];
  };

  it('is one message of the user where it is a text', () => {
    deepStrictEqual(foldMessages({ type: 'text', text: 'Hi' }), {
      messages: [{ role: 'user', content: { type: 'text', text: 'Hi' } }],
      folded: [],
    });
  });

  const cases: readonly (readonly [what: string, messages: RenderedMessage[], said: string[]])[] = [
    [
      'a system message stands in front of what the user says',
      [
        { role: 'system', content: 'Be kind.' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      ['user: [system message]\nBe kind.\n\nHi', 'assistant: Hello', 'its system message'],
    ],
    [
      'one that no user answers stands alone, as the last one does',
      [
        { role: 'developer', content: 'Be kind.' },
        { role: 'assistant', content: 'Hello' },
        { role: 'system', content: 'End.' },
      ],
      [
        'user: [developer message]\nBe kind.',
        'assistant: Hello',
        'user: [system message]\nEnd.',
        'its developer message',
        'its system message',
      ],
    ],
    [
      'calls and what tools said stand in words',
      [
        {
          ...{ role: 'assistant', content: '' },
          toolCalls: [{ id: 'c1', name: 'order', arguments: { id: 7 } }],
        },
        { role: 'tool', content: 'shipped', toolCallId: 'c1', toolName: 'order' },
      ],
      [
        'assistant: [calls order with {"id":7}]',
        'user: [what order said]\nshipped',
        'the calls of tools',
        'what tools said',
      ],
    ],
    [
      'an image that holds its data is an image, another one its address',
      [
        { role: 'system', content: 'Look.' },
        {
          role: 'user',
          content: [
            { type: 'image', url: 'data:image/png;base64,aGk=' },
            { type: 'text', text: 'What is it?' },
            { type: 'image', url: 'https://example.com/a.png' },
            { type: 'file', url: 'a.pdf' },
          ],
        },
      ],
      [
        'user: [system message]\nLook.',
        'user: (image)',
        'user: What is it?',
        'user: [image: https://example.com/a.png]',
        'user: [file: a.pdf]',
        'its system message',
      ],
    ],
  ];
  for (const [what, messages, said] of cases) {
    it(what, () => {
      deepStrictEqual(chat(...messages), said);
    });
  }
});
