import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { LedgerError } from '../../../../src/core/base/errors';
import { refusalOfSeveral } from '../../../../src/core/ledger/plan/severalRefused';
import type { VersionInfo } from '../../../../src/core/ledger/derive/model';

const committed = { id: 'f00', prompt: 'a', number: 2 } as VersionInfo;
const damaged = new LedgerError('record-corrupt', { prompt: 'b' }, '"b" has a damaged record.');
const failed = new LedgerError('io', { prompt: 'c' }, 'EIO: no. Nothing was changed. Try again.');

describe('a refusal of some of several commits', () => {
  it('says what was committed all the same, and what was left out and why', () => {
    const error = refusalOfSeveral([committed], [damaged, failed]);
    strictEqual(
      error.message,
      '"b" has a damaged record. Committed: a v2. Left out as well: EIO: no. Try again.',
    );
    strictEqual(error.code, 'record-corrupt');
    deepStrictEqual(error.data, { prompt: 'b', committed: ['f00'] });
  });

  it('says so where nothing was committed', () => {
    strictEqual(
      refusalOfSeveral([], [failed]).message,
      'EIO: no. Nothing was committed. Try again.',
    );
    throws(() => refusalOfSeveral([committed], []));
  });
});
