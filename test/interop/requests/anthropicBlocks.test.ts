import { deepStrictEqual, match } from 'node:assert/strict';
import { readAnthropicBlock } from '../../../src/interop/requests/anthropicBlocks';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function read(block: unknown) {
  const warnings: Loss[] = [];
  const items = readAnthropicBlock({ file: { file: 'a.json', text: '' }, warnings }, block, 'b');
  return { items, warnings };
}

const document = (source: object, more: object = {}) => ({ type: 'document', source, ...more });

describe('a block of Anthropic', () => {
  it('is a text, an image or a file, wherever that lies', () => {
    const url = 'https://example.com/a';
    const parts = [
      'Hi',
      { type: 'text', text: 'Hi' },
      { type: 'image', source: { type: 'base64', media_type: 'image/gif', data: 'AA\nAA' } },
      { type: 'image', source: { type: 'file', file_id: 'file_1' } },
      document({ type: 'url', url }, { title: 'a.pdf' }),
    ].flatMap(block => read(block).items.map(item => (item.kind === 'part' ? item.part : item)));
    deepStrictEqual(parts, [
      { type: 'text', text: 'Hi' },
      { type: 'text', text: 'Hi' },
      { type: 'image', url: 'data:image/gif;base64,AAAA' },
      { type: 'image', url: 'file_1' },
      { type: 'file', url, name: 'a.pdf' },
    ]);
  });

  it('that is a document of blocks is what those are', () => {
    const content = ['A', { type: 'image', source: { type: 'url', url: 'https://a.b/c' } }];
    const { items, warnings } = read(document({ type: 'content', content }));
    deepStrictEqual(items.length, 2);
    match(sentencesOf(warnings).join(), /^b: a document that is written here is text/);
  });

  it('that a model thought is left out with a word', () => {
    for (const type of ['thinking', 'redacted_thinking']) {
      const { items, warnings } = read({ type });
      deepStrictEqual([items.length, warnings.length], [0, 1]);
    }
  });

  it('says what is left out of it', () => {
    const source = { type: 'url', url: 'https://a.b/c', more: 1 };
    match(
      sentencesOf(
        read({ type: 'image', source, cache_control: { type: 'ephemeral' } }).warnings,
      ).join('\n'),
      /b\.cache_control is left out[^]*b\.source\.more is left out/,
    );
  });

  const REFUSED: readonly (readonly [block: unknown, reason: RegExp])[] = [
    [3, /a\.json, b: A part of the type null/],
    [{ type: 'server_tool_use' }, /b: A part of the type "server_tool_use" has no counterpart/],
    [{ type: 'constructor' }, /has no counterpart/],
    [{ type: 'text' }, /has no counterpart/],
    [{ type: 'image' }, /b\.source: A part of the type "image"/],
    [{ type: 'image', source: { type: 'url' } }, /b\.source: Nothing says where/],
    [{ type: 'image', source: { type: 'base64', data: 'AA' } }, /b\.source: null is no media type/],
    [document({ type: 'text', data: 3 }), /b\.source\.data: The content of a message/],
    [{ type: 'tool_use', id: 'a b', name: 'f' }, /b\.id: A call has an id/],
    [{ type: 'tool_use', id: 'a', name: 'f', input: [] }, /b\.input: .*JSON object/],
    [
      {
        type: 'tool_result',
        tool_use_id: 'a',
        content: [{ type: 'tool_use', id: 'a', name: 'f' }],
      },
      /b\.content: A result holds/,
    ],
  ];
  for (const [block, reason] of REFUSED) {
    it(`is refused with its path: ${JSON.stringify(block)}`, () => {
      match(
        refusalOf(() => read(block)),
        reason,
      );
    });
  }
});
