import { deepStrictEqual } from 'node:assert/strict';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import { digest } from '../../src/store/digest';
import { facts, folderOf, idOf, renaming, version } from '../support/recordBuilder';
import { loadSqlite } from '../support/sqlite';

describe('the marks of what diverged', () => {
  let index: LedgerIndex;

  beforeEach(async () => {
    index = LedgerIndex.open(await loadSqlite(), digest);
    const mine = version('mine', 2, { prompt: 'a' });
    index.takeInRecords([
      folderOf('a', [mine, facts('f', 1, { prompt: 'a', archived: true, heads: [] })]),
      folderOf('b', [version('other', 2, { prompt: 'b' })]),
      folderOf('c', [
        renaming('named', 3, { from: 'b', to: 'c' }),
        renaming('again', 4, { from: 'a', to: 'c' }),
      ]),
    ]);
    const text = digest(mine.source.join('\n'));
    index.takeInDocuments(
      ['z', 'y'].map(prompt => ({ prompt, stamp: '1', digest: text })),
      [],
    );
  });

  afterEach(() => {
    index.close();
  });

  it('are the same in the list, in the status and of the prompt alone', () => {
    const expected = [
      {
        archivedOver: { versions: [{ id: idOf('mine'), number: 1 }], texts: false },
        contested: {
          names: [{ name: 'c', owner: 'c', claimedBy: ['a'] }],
          texts: false,
        },
        documentAt: 'y',
      },
    ];
    const one = [index.queries.prompt('a')].filter(info => info !== undefined);
    for (const all of [index.queries.prompts(), index.queries.status(), one]) {
      const own = all.filter(({ prompt }) => prompt === 'a');
      deepStrictEqual(
        own.map(({ archivedOver, contested, documentAt }) => ({
          archivedOver,
          contested,
          documentAt,
        })),
        expected,
      );
    }
  });
});
