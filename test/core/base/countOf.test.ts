import { deepStrictEqual } from 'node:assert/strict';
import { countOf } from '../../../src/core/base/countOf';

describe('countOf', () => {
  it('says one thing as one, and none or several as several', () => {
    deepStrictEqual(
      [0, 1, 2].map(count => countOf(count, 'row')),
      ['0 rows', '1 row', '2 rows'],
    );
  });
});
