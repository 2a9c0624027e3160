import { deepStrictEqual } from 'node:assert/strict';
import { newestOf } from '../../src/interop/newestOf';

describe('several versions in a file', () => {
  it('leave the newest of each prompt, and are named', () => {
    const items = [
      { name: 'a', number: 1 },
      { name: 'b', number: 1 },
      { name: 'a', number: 3 },
      { name: 'a', number: 2 },
    ];
    deepStrictEqual(newestOf(items), [
      { name: 'a', number: 3, older: ['Version 3 is taken; the file also holds 2, 1.'] },
      { name: 'b', number: 1, older: [] },
    ]);
  });
});
