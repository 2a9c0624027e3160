import { strictEqual } from 'node:assert/strict';
import { digest } from '../../src/store/digest';

describe('digest', () => {
  it('is SHA-256 in hex', () => {
    const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    strictEqual(digest('abc'), known);
  });

  it('is the same for a text and for its UTF-8 bytes', () => {
    strictEqual(digest('é😀'), digest(new TextEncoder().encode('é😀')));
  });
});
