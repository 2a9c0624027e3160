import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { movedText, withDocumentAt } from '../../../../src/core/ledger/derive/movedText';

describe('a working document that lies elsewhere', () => {
  it('is told with what ends it, and marks its prompt', () => {
    strictEqual(
      movedText({ prompt: 'a', at: 'b' }),
      'The working document of "a" lies in prompts/b.prompt. Rename the prompt to "b", or check it out again and delete that file.',
    );
    const info = { prompt: 'a' };
    strictEqual(withDocumentAt(info, undefined), info);
    deepStrictEqual(withDocumentAt(info, 'b'), { prompt: 'a', documentAt: 'b' });
  });
});
