import { deepStrictEqual, ok } from 'node:assert/strict';
import { linkedRoot } from '../../src/store/linkedRoot';

describe('the error for a registry that is a link', () => {
  it('names the path, and says what to do next', () => {
    const { code, data, message } = linkedRoot('/work/.promptledger');
    deepStrictEqual([code, data], ['invalid-registry', { path: '/work/.promptledger' }]);
    ok(message.startsWith('/work/.promptledger is a link'), message);
    ok(message.endsWith('Name the folder itself, or remove the link.'), message);
  });
});
