import * as assert from 'node:assert/strict';
import { lengthOf, rangeOf } from '../../../../src/core/compare/text/range';

describe('a range', () => {
  it('does not count its end', () => {
    assert.equal(lengthOf(rangeOf(3, 7)), 4);
    assert.equal(lengthOf(rangeOf(3, 3)), 0);
  });
});
