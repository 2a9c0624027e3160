import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import { facts, minute, stateOf, tagging, version } from '../../../support/recordBuilder';
import { foldersOf, histories, inFolder } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';

/** The records of the folder that a random history wrote most to. */
const folders = histories.map(({ all }) => {
  const sizes = foldersOf(all).map(folder => inFolder(all, folder));
  return sizes.sort((left, right) => right.length - left.length)[0] ?? [];
});

const shuffled = folders.chain(records =>
  fc.record({
    records: fc.constant(records),
    order: fc.shuffledSubarray(records, { minLength: records.length }),
    twice: fc.subarray(records),
  }),
);

describe('derivePrompt', () => {
  it('gives the same state for any order of the same records', () => {
    holdsFor(shuffled, 400, ({ records, order }) => {
      deepStrictEqual(derivePrompt(order), derivePrompt(records));
    });
  });

  it('counts a record once, however often it is handed in', () => {
    holdsFor(shuffled, 200, ({ records, order, twice }) => {
      deepStrictEqual(derivePrompt([...twice, ...order, ...twice]), derivePrompt(records));
    });
  });

  it('gives a state for every subset, as after a revert or a sparse checkout', () => {
    const subsets = folders.chain(records => fc.shuffledSubarray(records));
    holdsFor(subsets, 400, records => {
      const state = derivePrompt(records);
      const versions = records.filter(record => record.kind === 'version');
      strictEqual(state.versions.size, versions.length);
      strictEqual(state.heads.length > 0, versions.length > 0);
      strictEqual(state.latest, state.heads.at(-1));
    });
  });

  it('does not change what it is given', () => {
    holdsFor(folders, 100, records => {
      const before = JSON.stringify(records);
      derivePrompt(Object.freeze([...records]));
      strictEqual(JSON.stringify(records), before);
    });
  });

  it('knows nothing of a prompt without records', () => {
    const { latest, diverged, newestAt, labels, archived, description } = stateOf();
    deepStrictEqual(
      { latest, diverged, newestAt, labels, archived, description },
      {
        latest: undefined,
        diverged: false,
        newestAt: undefined,
        labels: [],
        archived: false,
        description: '',
      },
    );
  });

  it('takes the newest of each fact, whichever records say it', () => {
    const { description, labels, archived } = stateOf(
      facts('third', 3, { archived: true }),
      facts('first', 1, { description: 'Old', labels: ['a'], archived: false }),
      facts('second', 2, { description: 'New' }),
    );
    deepStrictEqual(
      { description, labels, archived },
      { description: 'New', labels: ['a'], archived: true },
    );
  });

  it('lets a later record clear a fact', () => {
    const { description, labels, archived } = stateOf(
      facts('first', 1, { description: 'Old', labels: ['a'], archived: true }),
      facts('second', 2, { description: '', labels: [], archived: false }),
    );
    deepStrictEqual([description, labels, archived], ['', [], false]);
  });

  it('remembers the newest time of any record', () => {
    strictEqual(stateOf(tagging('t', 9, 'a'), version('a', 1)).newestAt, minute(9));
  });

  it('calls a prompt diverged only where its heads say different things', () => {
    const left = version('left', 2, { source: ['same'] });
    const right = version('right', 2, { source: ['same'] });
    strictEqual(stateOf(left, right).diverged, false);
    strictEqual(stateOf(left, version('other', 3)).diverged, true);
    const merged = version('merge', 4, { parents: ['left', 'other'] });
    strictEqual(stateOf(left, version('other', 3), merged).diverged, false);
  });
});
