import { deepStrictEqual, match } from 'node:assert/strict';
import { dataPart, referencePart } from '../../../src/interop/requests/media';
import { refusalOf } from '../../support/interopFiles';

const reading = { file: { file: 'a.json', text: '' }, warnings: [] };

describe('an image or file of a request', () => {
  it('in base64 is a URL, of the kind that its media type says or the interface', () => {
    deepStrictEqual(dataPart(reading, { type: 'image/png', data: 'A\nA' }, 'p'), {
      type: 'image',
      url: 'data:image/png;base64,AA',
    });
    deepStrictEqual(dataPart(reading, { type: 'image/png', data: 'AA' }, 'p', 'file').type, 'file');
    deepStrictEqual(dataPart(reading, { type: 'audio/wav; rate=1', data: 'AA' }, 'p'), {
      type: 'file',
      url: 'data:audio/wav;base64,AA',
      mediaType: 'audio/wav; rate=1',
    });
  });

  it('that lies elsewhere is a reference', () => {
    deepStrictEqual(referencePart(reading, { url: 'u' }, 'p'), { type: 'file', url: 'u' });
    deepStrictEqual(referencePart(reading, { url: 'u', type: 'image/png' }, 'p'), {
      type: 'image',
      url: 'u',
      mediaType: 'image/png',
    });
  });

  it('is refused where it is none', () => {
    const refused = [
      () => dataPart(reading, { type: 'image/png', data: ' ' }, 'p'),
      () => dataPart(reading, { type: 'png', data: 'AA' }, 'p'),
      () => dataPart(reading, { type: 'image/a,b', data: 'AA' }, 'p'),
      () => referencePart(reading, { url: 3 }, 'p'),
      () => referencePart(reading, { url: 'a\nb' }, 'p'),
    ].map(refusalOf);
    for (const message of refused) match(message, /^a\.json, p: /);
  });
});
