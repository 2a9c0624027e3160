import { deepEqual } from 'node:assert/strict';
import { experiment, idOf, version } from '../support/recordBuilder';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { digest } from '../../src/store/digest';
import { foldersWith } from '../support/indexed';
import { loadSqlite } from '../support/sqlite';

describe('what experiments came to for the versions of a prompt', () => {
  it('is the last run of each experiment and model, the newest first', async () => {
    const index = LedgerIndex.open(await loadSqlite(), digest);
    const records = [
      version('v1', 1),
      version('v2', 2, { parents: ['v1'] }),
      experiment('e1', 3, 'v1', { passed: 30 }),
      experiment('e2', 4, 'v2'),
      experiment('e3', 5, 'v1', { passed: 39 }),
      experiment('e4', 6, 'v1', { model: 'anthropic/claude-haiku-4-5' }),
      experiment('e5', 7, 'v1', { experiment: 'other' }),
    ];
    index.takeInRecords(foldersWith(records));
    deepEqual(
      index.queries.tried('greeting').map(item => [item.version, item.experiment, item.passed]),
      [
        [idOf('v1'), 'other', 37],
        [idOf('v1'), 'support', 37],
        [idOf('v1'), 'support', 39],
        [idOf('v2'), 'support', 37],
      ],
    );
    deepEqual(index.queries.tried('nobody'), []);
    index.close();
  });
});
