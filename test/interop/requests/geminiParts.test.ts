import { deepStrictEqual, match } from 'node:assert/strict';
import { CallIds } from '../../../src/interop/requests/callIds';
import { readGeminiPart } from '../../../src/interop/requests/geminiParts';
import { refusalOf } from '../../support/interopFiles';
import { sentencesOf } from '../../support/sentences';
import type { Loss } from '../../../src/interop/loss';

function read(part: unknown) {
  const warnings: Loss[] = [];
  const reading = { file: { file: 'a.json', text: '' }, warnings, ids: new CallIds() };
  return { items: readGeminiPart(reading, part, 'p'), warnings };
}

describe('a part of Gemini', () => {
  it('is a text, an image or a file, in either spelling', () => {
    const parts = [
      'Hi',
      { text: '' },
      { inlineData: { mimeType: 'image/png', data: 'AA AA' } },
      { inline_data: { mime_type: 'text/plain;charset=utf-8', data: 'AA' } },
      { file_data: { file_uri: 'gs://a/b', mime_type: 'image/png' } },
      { fileData: { fileUri: 'files/abc', displayName: 'notes' } },
    ].flatMap(part => read(part).items.map(item => (item.kind === 'part' ? item.part : item)));
    deepStrictEqual(parts, [
      { type: 'text', text: 'Hi' },
      { type: 'text', text: '' },
      { type: 'image', url: 'data:image/png;base64,AAAA' },
      { type: 'file', url: 'data:text/plain;base64,AA', mediaType: 'text/plain;charset=utf-8' },
      { type: 'image', url: 'gs://a/b', mediaType: 'image/png' },
      { type: 'file', url: 'files/abc', name: 'notes' },
    ]);
  });

  const RESPONSES: readonly (readonly [response: unknown, text: string])[] = [
    [{ output: 'sent' }, 'sent'],
    [{ output: 'sent', more: 1 }, '{"output":"sent","more":1}'],
    [{ error: 'lost' }, '{"error":"lost"}'],
    [['a'], '["a"]'],
    [{}, ''],
  ];
  for (const [response, text] of RESPONSES) {
    it(`gives the result ${JSON.stringify(text)} of ${JSON.stringify(response)}`, () => {
      const [item] = read({ functionResponse: { name: 'f', response } }).items;
      deepStrictEqual(item?.kind === 'result' && item.parts, [{ type: 'text', text }]);
    });
  }

  it('may be a result with an image', () => {
    const parts = [{ inlineData: { mimeType: 'image/png', data: 'AA' } }];
    const [item] = read({
      functionResponse: { name: 'f', response: { output: 'x' }, parts },
    }).items;
    deepStrictEqual(item?.kind === 'result' && item.parts.map(({ type }) => type), [
      'text',
      'image',
    ]);
  });

  it('says what is left out', () => {
    const named = { mimeType: 'image/png', data: 'AA', displayName: 'sky' };
    match(
      sentencesOf(read({ text: 'x', thought: true }).warnings).join(),
      /p is left out.*"thought"/,
    );
    match(
      sentencesOf(read({ inlineData: named }).warnings).join(),
      /p\.inlineData\.displayName is left out/,
    );
    match(
      sentencesOf(read({ text: 'x', inlineData: named }).warnings).join(),
      /p\.inlineData is left out/,
    );
    match(
      sentencesOf(read({ functionCall: { name: 'f', more: 1 } }).warnings).join(),
      /p\.functionCall\.more/,
    );
    match(
      sentencesOf(read({ inlineData: named, video_metadata: { fps: 1 } }).warnings).join(),
      /p\.video_metadata/,
    );
  });

  const REFUSED: readonly (readonly [part: unknown, reason: RegExp])[] = [
    [3, /a\.json, p: A part is an object or a text/],
    [{ executableCode: {} }, /p: A part of the type "executableCode" has no counterpart/],
    [{ text: 3 }, /p: A part of the type "text"/],
    [{ inlineData: 'AA' }, /p\.inlineData: It must be an object/],
    [{ inlineData: { data: 'AA' } }, /p\.inlineData: null is no media type/],
    [{ inlineData: { mimeType: 'image/png' } }, /p\.inlineData: There is no data/],
    [{ fileData: {} }, /p\.fileData: Nothing says where/],
    [{ functionCall: { name: 'a b' } }, /p\.functionCall: A call names a function/],
    [{ functionCall: { name: 'f', args: [] } }, /p\.functionCall\.args: .*JSON object/],
  ];
  for (const [part, reason] of REFUSED) {
    it(`is refused with its path: ${JSON.stringify(part)}`, () => {
      match(
        refusalOf(() => read(part)),
        reason,
      );
    });
  }
});
