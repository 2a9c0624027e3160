import { deepStrictEqual } from 'node:assert/strict';
import { lineOfLoss, lost } from '../../src/interop/loss';

describe('a loss', () => {
  it('is told in a line that names its field once', () => {
    const lines = [
      lost('tools[0].strict', 'tools[0].strict is left out.'),
      lost('messages', 'An empty message is left out.'),
      lost('', 'Nothing of it is known there.'),
    ].map(lineOfLoss);
    deepStrictEqual(lines, [
      'tools[0].strict is left out.',
      'messages: An empty message is left out.',
      'Nothing of it is known there.',
    ]);
  });
});
