import { deepStrictEqual } from 'node:assert/strict';
import { compareText } from '../../../src/core/base/textOrder';

describe('compareText', () => {
  it('goes by code units, whatever the locale would say', () => {
    deepStrictEqual(['ä', 'b', 'a', 'B', '_', '9'].sort(compareText), [
      '9',
      'B',
      '_',
      'a',
      'b',
      'ä',
    ]);
  });
});
