import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import { releaseStories } from '../../src/core/ledger/derive/timeline';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { tableOf } from '../../src/registry/folders';
import { digest } from '../../src/store/digest';
import { askIndex, foldersWith } from '../support/indexed';
import { histories } from '../support/randomHistory';
import { loadSqlite } from '../support/sqlite';
import { ada, approval, ben, release, tagging, version } from '../support/recordBuilder';

const RECORDS = [
  version('v1', 1),
  version('v2', 2, { number: 2, parents: ['v1'] }),
  tagging('t', 3, 'v1', { tag: 'production' }),
  approval('a1', 4, 'v2', { note: 'Read' }),
  approval('own', 5, 'v2', { author: ada }),
  release('r1', 6, 'v2', { previous: ['t'] }),
  release('r2', 7, 'v1', { previous: ['r1'] }),
  release('s1', 8, 'gone', { environment: 'staging', author: ben }),
];

describe('releases, as the tables tell them', () => {
  it('come with what surrounded them', async () => {
    const ask = (environment?: string) =>
      askIndex(foldersWith(RECORDS), answers => answers.releases('greeting', environment));
    const state = derivePrompt(RECORDS);
    const stories = await ask();
    deepStrictEqual(stories, releaseStories('greeting', state));
    deepStrictEqual(
      stories.map(({ replaced, approvals, live, below }) => [
        replaced?.number,
        approvals.length,
        live,
        below,
      ]),
      [
        [undefined, 0, true, false],
        [2, 0, true, false],
        [1, 1, false, true],
      ],
    );
    deepStrictEqual(await ask('staging'), releaseStories('greeting', state, 'staging'));
  });

  it('follow what is taken in later', async () => {
    const index = LedgerIndex.open(await loadSqlite(), digest);
    const answers = index.answers(() => undefined);
    for (const count of [RECORDS.length - 2, RECORDS.length, 3, RECORDS.length - 2]) {
      const records = RECORDS.slice(0, count);
      index.takeInRecords(foldersWith(records));
      const stories = releaseStories('greeting', derivePrompt(records));
      deepStrictEqual(answers.releases('greeting'), stories);
    }
    index.close();
  });

  it('are those of the state, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ all }) => {
        const folders = foldersWith(all);
        const names = tableOf(folders);
        await askIndex(folders, async answers => {
          for (const read of folders.filter(({ records }) => records.some(isNoRename))) {
            const name = names.nameOf(read.folder);
            const state = derivePrompt(read.records);
            deepStrictEqual(await answers.releases(name), releaseStories(name, state));
          }
        });
      }),
      { seed: 7, numRuns: 60 },
    );
  });
});

const isNoRename = ({ kind }: { readonly kind: string }): boolean => kind !== 'rename';
