import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { SqlJsStatic } from 'sql.js';
import { lastVersion } from '../../src/index/lastVersion';
import { LedgerIndex } from '../../src/index/ledgerIndex';
import type { FolderRecords } from '../../src/registry/ports';
import { folderWith } from '../../src/registry/written';
import { digest } from '../../src/store/digest';
import { tableContents } from '../support/indexContents';
import { folderOf, version } from '../support/recordBuilder';
import { foldersOf, histories, inFolder } from '../support/randomHistory';
import { holdsFor } from '../support/seeded';
import { loadSqlite } from '../support/sqlite';

describe('a version that comes last', () => {
  let sqlite: SqlJsStatic;

  before(async () => {
    sqlite = await loadSqlite();
  });

  const tablesOf = (work: (index: LedgerIndex) => void): ReturnType<typeof tableContents> => {
    const index = LedgerIndex.open(sqlite, digest);
    try {
      work(index);
      return tableContents(sqlite, index);
    } finally {
      index.close();
    }
  };

  it('gives, record by record, the rows that all records give together', () => {
    let shortWays = 0;
    holdsFor(histories, 60, ({ all }) => {
      const reads = new Map<string, FolderRecords>();
      const stepwise = tablesOf(index => {
        for (const record of all) {
          const { prompt } = record;
          const before = reads.get(prompt) ?? folderOf(prompt, []);
          const after = folderWith(before, record) ?? folderOf(prompt, [...before.records, record]);
          if (lastVersion(after, before) !== undefined && before.records.length > 0) shortWays += 1;
          index.takeInRecords([after]);
          reads.set(prompt, after);
        }
      });
      const anew = tablesOf(index => {
        index.takeInRecords(foldersOf(all).map(folder => folderOf(folder, inFolder(all, folder))));
      });
      deepStrictEqual(stepwise, anew);
    });
    ok(shortWays > 50, `${shortWays} versions`);
  });

  it('is none where the tables hold another state of the folder', () => {
    const [v1, v2] = [version('v1', 1), version('v2', 2, { parents: ['v1'], number: 2 })];
    const before = folderOf('greeting', [v1]);
    const after = folderWith(before, v2);
    ok(after !== undefined);
    strictEqual(lastVersion(after, undefined), undefined);
    strictEqual(lastVersion(after, folderOf('greeting', [v1])), undefined);
    strictEqual(lastVersion(folderOf('greeting', [v1, v2]), before), undefined);
    strictEqual(lastVersion(after, before)?.version, v2);
  });

  it('is taken in anew where the folder with it was not the last one', () => {
    const [v1, v2] = [version('v1', 1), version('v2', 2, { parents: ['v1'], number: 2 })];
    const before = folderOf('greeting', [v1]);
    const after = folderWith(before, v2);
    ok(after !== undefined);
    const there = tablesOf(index => {
      index.takeInRecords([before]);
      index.takeInRecords([folderOf('greeting', [])]);
      index.takeInRecords([after]);
    });
    deepStrictEqual(
      there,
      tablesOf(index => index.takeInRecords([after])),
    );
  });
});
