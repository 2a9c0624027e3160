import { deepStrictEqual } from 'node:assert/strict';
import { namedAtMost } from '../../../src/core/plan/named';

describe('namedAtMost', () => {
  it('keeps what a record can name', () => {
    deepStrictEqual(namedAtMost(['a', 'b']), ['a', 'b']);
  });

  it('takes the last 1,024 of more', () => {
    const ids = Array.from({ length: 3000 }, (_, index) => `${index}`);
    deepStrictEqual(namedAtMost(ids), ids.slice(3000 - 1024));
  });
});
