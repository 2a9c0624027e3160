import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { derivePrompt } from '../../../../src/core/ledger/derive/derivePrompt';
import { PLAIN } from '../../../../src/core/compare/telling/writing';
import { tellTagChange } from '../../../../src/core/compare/telling/changeNotes';
import { tagChanges } from '../../../../src/core/compare/telling/tagChanges';
import { recordFileName, recordPath } from '../../../../src/core/ledger/records/recordFile';
import type { LedgerRecord } from '../../../../src/core/ledger/records/records';
import { foldersOf, histories, inFolder } from '../../../support/randomHistory';
import { holdsFor } from '../../../support/seeded';
import { ben, release, stateOf, tagging, version } from '../../../support/recordBuilder';

const v1 = version('v1', 1, { number: 1, source: ['Hi'] });
const v2 = version('v2', 2, { number: 2, parents: ['v1'], source: ['Hi {{name}}'] });
const v3 = version('v3', 3, { number: 3, parents: ['v2'], source: ['Hello {{name}}'] });
const versions = [v1, v2, v3];
const r1 = release('r1', 4, 'v1');
const r2 = release('r2', 5, 'v2', {
  previous: ['r1'],
  changelog: 'By name\nand more',
  author: ben,
});
const r3 = release('r3', 6, 'v3', { previous: ['r2'] });
const back = release('back', 7, 'v1', { previous: ['r2'], rollback: true, changelog: 'Bad' });
const t1 = tagging('t1', 4, 'v1', { tag: 'beta' });
const t2 = tagging('t2', 5, 'v2', { tag: 'beta', previous: ['t1'] });
const t0 = tagging('t0', 6, null, { tag: 'beta', previous: ['t1'] });
const frozen = tagging('f', 6, 'v1', { tag: 'beta', previous: ['t1'], immutable: true });
const apart = tagging('apart', 6, 'v3', { tag: 'beta', previous: ['t1'] });

type Case = readonly [story: string, before: LedgerRecord[], after: LedgerRecord[], told: string[]];

describe('what became of tags', () => {
  const cases: readonly Case[] = [
    ['is nothing where records are the same', [r1, t1], [r1, t1], []],
    ['is a new tag', [], [t1], ['beta nothing → v1, tagged by Ada']],
    ['is a moved one', [t1], [t1, t2], ['beta v1 → v2, breaking, tagged by Ada']],
    ['is a removed one', [t1], [t1, t0], ['beta v1 → nothing, breaking, removed by Ada']],
    ['is one for good', [t1], [t1, frozen], ['beta v1, immutable, tagged by Ada']],
    [
      'is what two moved apart',
      [t1, t2],
      [t1, t2, apart],
      ['beta v2 → v3, diverged, tagged by Ada'],
    ],
    [
      'is a release, with what was written of it',
      [r1],
      [r1, r2],
      ['production v1 → v2, breaking, released by Ben: By name'],
    ],
    [
      'is a release that breaks nobody',
      [r1, r2],
      [r1, r2, r3],
      ['production v2 → v3, released by Ada'],
    ],
    ['is a rollback', [r1, r2], [r1, r2, back], ['production v2 → v1, rolled back by Ada: Bad']],
    ['is nothing where it came back to where it was', [r1], [r1, r2, back], []],
    [
      'is told where the record of a release is gone',
      [r1, r2],
      [r1],
      ['production v2 → v1, and no added record says so'],
    ],
    [
      'is told where all are gone',
      [r1],
      [],
      ['production v1 → nothing, breaking, and no added record says so'],
    ],
  ];
  for (const [story, before, after, told] of cases) {
    it(story, () => {
      const changes = tagChanges(stateOf(...versions, ...before), stateOf(...versions, ...after));
      deepStrictEqual(
        changes.map(change => tellTagChange(change, PLAIN)),
        told,
      );
    });
  }

  it('believes a release that says it breaks callers, and none that says it does not', () => {
    const breaking = (record: typeof r2, ...before: LedgerRecord[]) =>
      tagChanges(stateOf(...versions, ...before), stateOf(...versions, ...before, record)).map(
        change => change.breaking,
      );
    deepStrictEqual(breaking({ ...r2, verdict: { breaking: false } }, r1), [true]);
    deepStrictEqual(breaking({ ...r3, verdict: { breaking: true } }, r1, r2), [true]);
  });

  it('is in doubt where a record that may have moved it says nothing', () => {
    const path = recordPath({ folder: 'greeting', name: recordFileName(r2.at, r2.id) });
    const problems = [{ path, code: 'record-corrupt', message: 'Cut.' } as const];
    const [change] = tagChanges(
      stateOf(...versions, r1, r2),
      derivePrompt([...versions, r1], { problems }),
    );
    deepStrictEqual([change?.to, change?.inDoubt, change?.breaking], [null, path, false]);
  });

  it('is told for every single record of any history without which a tag leads elsewhere', () => {
    holdsFor(histories, 20, ({ all }) => {
      for (const folder of foldersOf(all)) {
        const records = inFolder(all, folder);
        const before = derivePrompt(records);
        for (const lost of records) {
          const after = derivePrompt(records.filter(record => record !== lost));
          const told = new Set(tagChanges(before, after).map(({ tag }) => tag));
          const moved = [...before.tags.values()].filter(
            ({ tag, version: was }) => (after.tags.get(tag)?.version ?? null) !== was,
          );
          deepStrictEqual(
            moved.filter(({ tag }) => !told.has(tag)),
            [],
          );
        }
      }
    });
  });

  it('is nothing between any history and itself, in any order', () => {
    const shuffled = histories.chain(({ all }) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length })),
    );
    holdsFor(shuffled, 50, ([all, again]) => {
      deepStrictEqual(tagChanges(derivePrompt(all), derivePrompt(again)), []);
    });
  });
});
