import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readBlock, templateReader } from '../../src/interop/langchainParts';
import type { LangchainReading } from '../../src/interop/langchainTemplate';
import { refusalOf } from '../support/interopFiles';

function reading(): LangchainReading {
  return { file: { file: 'a', text: '' }, warnings: [], formats: new Map(), partials: {} };
}

describe('a content block of LangChain', () => {
  const read = (value: unknown): string => `<${String(value)}>`;
  const cases: [block: object, found: object][] = [
    [
      { type: 'text', text: 'a' },
      { type: 'text', text: '<a>' },
    ],
    [
      { type: 'image', id: 'f1' },
      { type: 'image', url: '<f1>' },
    ],
    [
      { type: 'file', base64: 'AA', mime_type: 'application/pdf', filename: 'b.pdf' },
      {
        type: 'file',
        url: 'data:application/pdf;base64,<AA>',
        mediaType: 'application/pdf',
        name: 'b.pdf',
      },
    ],
    [
      { type: 'file', data: 'AA' },
      { type: 'file', url: 'data:application/octet-stream;base64,<AA>' },
    ],
  ];
  for (const [block, found] of cases) {
    it(`is read: ${JSON.stringify(block)}`, () => {
      deepStrictEqual(readBlock(reading(), block, 'p', read), found);
    });
  }

  it('is refused where nothing says what it is', () => {
    for (const block of [
      undefined,
      3,
      {},
      { type: 'audio' },
      { type: 'image' },
      { type: 'toString' },
    ]) {
      strictEqual(
        refusalOf(() => readBlock(reading(), block, 'p', read)).startsWith(
          'a, p: A part of the type',
        ),
        true,
      );
    }
  });

  it('notes the format of its texts', () => {
    const notes = reading();
    strictEqual(templateReader(notes, 'jinja2', undefined)('{{ a }}', 'p'), '{{ a }}');
    deepStrictEqual([...notes.formats.keys()], ['jinja2']);
  });
});
