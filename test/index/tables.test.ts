import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { derivePrompt } from '../../src/core/derive/derivePrompt';
import type { LedgerRecord } from '../../src/core/records';
import { FOLDER_TABLES, rowsOf, sourceDigest, type FolderRows } from '../../src/index/tables';
import { digest } from '../../src/store/digest';
import {
  approval,
  facts,
  folderOf,
  idOf,
  release,
  renaming,
  tagging,
  version,
} from '../support/recordBuilder';
import { foldersOf, histories, inFolder } from '../support/randomHistory';
import { holdsFor } from '../support/seeded';

function rows(folder: string, ...records: LedgerRecord[]): FolderRows {
  return rowsOf(folderOf(folder, records), derivePrompt(records), folder, digest);
}

describe('rowsOf', () => {
  it('gives each row as many cells as its table has columns, and each key once', () => {
    holdsFor(histories, 100, ({ all }) => {
      for (const folder of foldersOf(all)) {
        const found = rows(folder, ...inFolder(all, folder));
        for (const { name, columns, keys } of FOLDER_TABLES) {
          for (const row of found[name]) strictEqual(row.length, columns.length, name);
          const unique = new Set(found[name].map(row => row.slice(0, keys).join('\n')));
          strictEqual(unique.size, found[name].length, name);
        }
      }
    });
  });

  it('makes no prompt of a folder that holds only renames', () => {
    const found = rows('welcome', renaming('r', 1, { from: 'greeting', to: 'welcome' }));
    deepStrictEqual(found.prompts, []);
    strictEqual(found.renames.length, 1);
  });

  it('makes no prompt of a folder that holds only broken files', () => {
    const problem = { path: 'records/a/x.json', code: 'record-corrupt', message: 'Bad.' } as const;
    const read = { folder: 'a', names: ['x.json'], records: [], problems: [problem] };
    const found = rowsOf(read, derivePrompt([]), 'a', digest);
    deepStrictEqual([found.prompts, found.versions], [[], []]);
    deepStrictEqual(found.record_files, [['a', 'x.json']]);
    deepStrictEqual(found.problems, [['records/a/x.json', 'a', 'record-corrupt', 'Bad.']]);
  });

  it('writes a parent or a label once that a record names twice', () => {
    const twice = version('v', 1, { parents: ['u', 'u'] });
    const found = rows('greeting', twice, facts('f', 2, { labels: ['b', 'a', 'b'] }));
    deepStrictEqual(found.version_parents, [[idOf('v'), idOf('u'), 'greeting', 1]]);
    deepStrictEqual(found.labels, [
      ['greeting', 'b'],
      ['greeting', 'a'],
    ]);
  });

  it('marks heads, and parents that are missing here', () => {
    const found = rows('greeting', version('u', 1), version('v', 2, { parents: ['u', 'x'] }));
    deepStrictEqual(
      found.versions.map(row => [row[0], row[5]]),
      [
        [idOf('u'), 0],
        [idOf('v'), 1],
      ],
    );
    deepStrictEqual(
      found.version_parents.map(row => row[3]),
      [0, 1],
    );
  });

  it('writes a release as a move of its tag and as a release', () => {
    const found = rows('greeting', release('r', 1, 'v'), tagging('t', 2, 'v', { tag: 'beta' }));
    deepStrictEqual(
      found.tag_history.map(row => [row[0], row[2], row[3]]),
      [
        [idOf('r'), 'production', 'release'],
        [idOf('t'), 'beta', 'tag'],
      ],
    );
    deepStrictEqual(
      found.releases.map(row => row[0]),
      [idOf('r')],
    );
  });

  it('keeps approvals of versions that are missing here', () => {
    deepStrictEqual(
      rows('greeting', approval('a', 1, 'v')).approvals.map(row => row.slice(0, 4)),
      [[idOf('a'), 'greeting', 'production', idOf('v')]],
    );
  });
});

describe('sourceDigest', () => {
  it('is that of the working document with the same text', () => {
    strictEqual(sourceDigest(['a', 'b', ''], digest), digest('a\nb\n'));
  });
});
