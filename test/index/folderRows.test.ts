import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import type { LedgerRecord, VersionRecord } from '../../src/core/ledger/records/records';
import { rowsOf, sourceDigest } from '../../src/index/folderRows';
import { FOLDER_TABLES, type FolderRows, type Row } from '../../src/index/tables';
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

const digestOf = (record: VersionRecord) => sourceDigest(record.source, digest);

function rows(folder: string, ...records: LedgerRecord[]): FolderRows {
  return rowsOf(folderOf(folder, records), derivePrompt(records), folder, digestOf);
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

  it('gives the same key the same cells, but for the columns that are said to change', () => {
    const whole = histories.chain(({ all }) =>
      fc.record({ all: fc.constant(all), some: fc.shuffledSubarray([...all]) }),
    );
    holdsFor(whole, 150, ({ all, some }) => {
      for (const folder of foldersOf(some)) {
        const before = rows(folder, ...inFolder(some, folder));
        const after = rows(folder, ...inFolder(all, folder));
        for (const { name, columns, keys, changing } of FOLDER_TABLES) {
          const settled = (row: Row) =>
            row.filter((_, at) => !(changing as readonly string[]).includes(columns[at] ?? ''));
          const key = (row: Row) => row.slice(0, keys).join('\n');
          const known = new Map(before[name].map(row => [key(row), settled(row)]));
          for (const row of after[name]) {
            deepStrictEqual(settled(row), known.get(key(row)) ?? settled(row), name);
          }
        }
      }
    });
  });

  it('makes no prompt of a folder that holds only renames', () => {
    const found = rows('welcome', renaming('r', 1, { from: 'greeting', to: 'welcome' }));
    deepStrictEqual(found.prompts, []);
    strictEqual(found.renames.length, 1);
  });

  it('marks the prompt of a folder that holds only broken files, where a prompt can lie there', () => {
    const problem = { path: 'records/a/x.json', code: 'record-corrupt', message: 'Bad.' } as const;
    const read = { folder: 'a', names: ['x.json'], records: [], problems: [problem] };
    const state = derivePrompt([], { problems: [problem] });
    const found = rowsOf(read, state, 'a', digestOf);
    deepStrictEqual(found.prompts, [['a', 'a', '', 0, null, 0, 0, '', '', 1, problem.path]]);
    deepStrictEqual(rowsOf({ ...read, folder: 'A b' }, state, 'A b', digestOf).prompts, []);
    deepStrictEqual(found.versions, []);
    deepStrictEqual(found.record_files, [['a', 'x.json']]);
    deepStrictEqual(found.problems, [['records/a/x.json', 'a', 'record-corrupt', 'Bad.', 0, null]]);
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
