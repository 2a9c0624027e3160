import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { eventsOf, namedEvents } from '../../src/core/ledger/audit/events';
import { tableOf } from '../../src/registry/folders';
import { askIndex, foldersWith } from '../support/indexed';
import { histories } from '../support/randomHistory';

describe('what happened, as the tables tell it', () => {
  it('is what the records tell', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ all }) => {
        const folders = foldersWith(all);
        const told = folders.flatMap(({ folder, records }) =>
          eventsOf(records).map(event => ({ folder, event })),
        );
        const events = await askIndex(folders, answers => answers.events());
        deepStrictEqual(events, namedEvents(told, tableOf(folders)));
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});
