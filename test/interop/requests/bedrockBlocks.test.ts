import { deepStrictEqual, match } from 'node:assert/strict';
import { readBedrockBlock } from '../../../src/interop/requests/bedrockBlocks';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function read(block: unknown) {
  const warnings: Loss[] = [];
  const items = readBedrockBlock({ file: { file: 'a.json', text: '' }, warnings }, block, 'b');
  return { items, warnings };
}

const s3 = { s3Location: { uri: 's3://bucket/a' } };

describe('a block of Converse', () => {
  it('is a text, an image or a file, here or at AWS', () => {
    const parts = [
      { text: 'Hi' },
      { image: { format: 'webp', source: { bytes: 'AAAA' } } },
      { image: { format: 'png', source: s3 } },
      { document: { format: 'md', name: 'notes', source: { bytes: 'AAAA' } } },
      { guardContent: { image: { format: 'png', source: { bytes: 'AAAA' } } } },
    ].flatMap(block => read(block).items.map(item => (item.kind === 'part' ? item.part : item)));
    deepStrictEqual(parts, [
      { type: 'text', text: 'Hi' },
      { type: 'image', url: 'data:image/webp;base64,AAAA' },
      { type: 'image', url: 's3://bucket/a', mediaType: 'image/png' },
      { type: 'file', url: 'data:text/markdown;base64,AAAA', name: 'notes' },
      { type: 'image', url: 'data:image/png;base64,AAAA' },
    ]);
  });

  it('that is a document in words is a text', () => {
    const content = [{ text: 'A' }, { text: 'B' }];
    const { items, warnings } = read({ document: { format: 'txt', source: { content } } });
    deepStrictEqual(items.length, 2);
    match(sentencesOf(warnings).join(), /^b\.document: a document that is written here/);
  });

  it('that is a result in JSON keeps its numbers', () => {
    const content = [{ json: { a: 9007199254740993n } }];
    const [item] = read({ toolResult: { toolUseId: 'a', content } }).items;
    deepStrictEqual(item, {
      kind: 'result',
      id: 'a',
      parts: [{ type: 'text', text: '{"a":9007199254740993}' }],
      path: 'b.toolResult',
    });
  });

  it('says what is left out', () => {
    const { items, warnings } = read({ cachePoint: { type: 'default' }, more: 1 });
    deepStrictEqual(items, []);
    match(sentencesOf(warnings).join('\n'), /b\.more is left out[^]*b\.cachePoint is left out/);
  });

  const REFUSED: readonly (readonly [block: unknown, reason: RegExp])[] = [
    ['Hi', /a\.json, b: A part of the type "Hi"/],
    [{ video: {} }, /b: A part of the type "video" has no counterpart/],
    [{ text: 3 }, /b\.text: A part/],
    [{ image: 3 }, /b\.image: It must be an object/],
    [{ image: { source: { bytes: 'AA' } } }, /b\.image\.source: null is no media type/],
    [{ image: { format: 'png', source: {} } }, /b\.image\.source: There is no data/],
    [{ image: { format: 'png', source: { s3Location: {} } } }, /s3Location: Nothing says where/],
    [{ document: { format: 'odt', source: s3 } }, /b\.document\.format: A part of the type "odt"/],
    [{ toolUse: { toolUseId: 'a', name: 'f', input: 'x' } }, /b\.toolUse\.input: .*JSON object/],
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
