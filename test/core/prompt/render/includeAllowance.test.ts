import { doesNotThrow, throws } from 'node:assert/strict';
import { IncludeAllowance } from '../../../../src/core/prompt/render/includeAllowance';

const MEGABYTE = 1024 * 1024;

describe('IncludeAllowance', () => {
  it('lets in four megabytes, and no more', () => {
    const allowance = new IncludeAllowance();
    for (let count = 0; count < 4; count += 1) allowance.take(MEGABYTE);
    throws(() => {
      allowance.take(1);
    }, /includes more than 4 MB of other prompts/);
  });

  it('lets in a thousand documents with the one that includes them, and no more', () => {
    const allowance = new IncludeAllowance();
    doesNotThrow(() => {
      for (let count = 1; count < 1000; count += 1) allowance.take(0);
    });
    throws(() => {
      allowance.take(0);
    }, /includes more than 1000 others/);
  });
});
