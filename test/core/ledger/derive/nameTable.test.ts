import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { nameTable, type OwnRecords } from '../../../../src/core/ledger/derive/nameTable';
import type { RenameRecord } from '../../../../src/core/ledger/records/records';
import { idOf, minute, renaming } from '../../../support/recordBuilder';
import { holdsFor } from '../../../support/seeded';

/** A table of renames `[minute, from, to]` and of the folders that have versions. */
function table(owners: string[], renames: [minutes: number, from: string, to: string][]) {
  const records = renames.map(([minutes, from, to], index): RenameRecord => {
    return renaming(`rename ${index}`, minutes, { from, to });
  });
  const began = owners.map((folder): [string, OwnRecords] => [
    folder,
    { since: minute(0), has: id => id === idOf(`first of ${folder}`) },
  ]);
  return nameTable(new Map(began), records);
}

describe('nameTable', () => {
  it('leaves a name that nobody renamed as it is', () => {
    const names = table(['a'], []);
    deepStrictEqual([names.folderOf('a'), names.nameOf('a')], ['a', 'a']);
    deepStrictEqual([names.folderOf('new'), names.nameOf('new')], ['new', 'new']);
  });

  it('leads the current and every former name to the first folder', () => {
    const names = table(
      ['a'],
      [
        [1, 'a', 'b'],
        [2, 'a', 'c'],
      ],
    );
    strictEqual(names.nameOf('a'), 'c');
    for (const name of ['a', 'b', 'c']) strictEqual(names.folderOf(name), 'a');
  });

  it('lets a prompt have its first name back', () => {
    const names = table(
      ['a'],
      [
        [1, 'a', 'b'],
        [2, 'a', 'a'],
      ],
    );
    strictEqual(names.nameOf('a'), 'a');
    strictEqual(names.folderOf('b'), 'a');
  });

  it('lets a prompt have a former name back', () => {
    const names = table(
      ['a'],
      [
        [1, 'a', 'b'],
        [2, 'a', 'c'],
        [3, 'a', 'b'],
      ],
    );
    strictEqual(names.nameOf('a'), 'b');
  });

  it('gives a name to the prompt with versions of that name, whatever renames say', () => {
    const names = table(['a', 'b'], [[1, 'a', 'b']]);
    deepStrictEqual([names.folderOf('b'), names.nameOf('b')], ['b', 'b']);
    deepStrictEqual([names.folderOf('a'), names.nameOf('a')], ['a', 'a']);
  });

  it('gives a name that two branches chose to the earlier rename', () => {
    const names = table(
      ['a', 'b'],
      [
        [2, 'b', 'best'],
        [1, 'a', 'best'],
      ],
    );
    strictEqual(names.folderOf('best'), 'a');
    deepStrictEqual([names.nameOf('a'), names.nameOf('b')], ['best', 'b']);
  });

  describe('where two prompts claim a name', () => {
    const record = (
      name: string,
      minutes: number,
      [from, to]: [string, string],
      ...previous: string[]
    ) => renaming(name, minutes, { from, to, previous });

    /** Prompts a and b, which began at their minutes, and the renames of both. */
    function claims(began: Record<string, number>, ...renames: RenameRecord[]) {
      const owners = Object.entries(began).map(([folder, at]): [string, OwnRecords] => [
        folder,
        { since: minute(at), has: id => id === idOf(`first of ${folder}`) },
      ]);
      const names = nameTable(new Map(owners), renames);
      const contests = names.contests().map(({ name, owner, claimant }) => [name, owner, claimant]);
      return { names, contests };
    }

    const first = record('first', 5, ['a', 'best']);
    const second = record('second', 6, ['b', 'best']);

    it('says who answers to it and who claims it in vain', () => {
      const { names, contests } = claims({ a: 0, b: 0 }, second, first);
      deepStrictEqual(contests, [['best', 'a', 'b']]);
      deepStrictEqual([names.folderOf('best'), names.nameOf('b')], ['a', 'b']);
      strictEqual(names.contests()[0]?.claim, second);
    });

    it('says the same of a rename and a new prompt', () => {
      const { names, contests } = claims({ a: 0, best: 9 }, first);
      deepStrictEqual(contests, [['best', 'best', 'a']]);
      deepStrictEqual([names.nameOf('a'), names.nameOf('best')], ['a', 'best']);
    });

    it('keeps the loser under the last name that leads to it', () => {
      const { names } = claims(
        { a: 0, b: 0 },
        record('third', 4, ['b', 'better']),
        record('last', 7, ['b', 'best'], 'third'),
        first,
      );
      deepStrictEqual([names.nameOf('b'), names.nameOf('a')], ['better', 'best']);
      deepStrictEqual(names.namesOf('b'), ['b', 'better']);
    });

    it('lets no rename take a name over that is dated before its own prompt began', () => {
      const forged = record('forged', 1, ['b', 'best']);
      for (const began of [2, 8]) {
        const { names, contests } = claims({ a: 0, b: began }, first, forged);
        deepStrictEqual([names.folderOf('best'), names.nameOf('b')], ['a', 'b']);
        deepStrictEqual(contests, [['best', 'a', 'b']]);
      }
    });

    it('gives no name to a prompt of which there is no record, where another one claims it', () => {
      const { names, contests } = claims({ a: 9 }, first, record('ghost', 1, ['nobody', 'best']));
      deepStrictEqual([names.folderOf('best'), names.nameOf('a')], ['a', 'best']);
      deepStrictEqual(contests, []);
    });

    it('is over when the loser got another name from somebody who knew', () => {
      const done = record('done', 7, ['b', 'other'], 'second', 'first');
      const { names, contests } = claims({ a: 0, b: 0 }, first, second, done);
      deepStrictEqual(contests, []);
      deepStrictEqual(
        ['best', 'other'].map(name => names.folderOf(name)),
        ['a', 'b'],
      );
    });

    it('is over when the winner got another name from somebody who knew, and former names stay', () => {
      const done = record('done', 7, ['a', 'other'], 'first', 'second');
      const { names, contests } = claims({ a: 0, b: 0 }, first, second, done);
      deepStrictEqual(contests, []);
      deepStrictEqual(
        ['best', 'other', 'b'].map(name => names.folderOf(name)),
        ['a', 'a', 'b'],
      );
      deepStrictEqual([names.nameOf('a'), names.nameOf('b')], ['other', 'b']);
    });

    it('is over when the loser to a new prompt was renamed by somebody who knew that one', () => {
      const done = record('done', 11, ['a', 'other'], 'first', 'first of best');
      deepStrictEqual(claims({ a: 0, best: 9 }, first, done).contests, []);
    });

    it('is not over when one was renamed by somebody who did not know', () => {
      const away = record('away', 7, ['a', 'other'], 'first');
      const { names, contests } = claims({ a: 0, b: 0 }, first, second, away);
      deepStrictEqual(contests, [['best', 'a', 'b']]);
      strictEqual(names.nameOf('a'), 'other');
    });

    it('lasts until each of several losers has another name', () => {
      const third = record('third', 8, ['c', 'best']);
      const done = record('done', 9, ['b', 'other'], 'second', 'first', 'third');
      const { contests } = claims({ a: 0, b: 0, c: 0 }, first, second, third, done);
      deepStrictEqual(contests, [['best', 'a', 'c']]);
    });
  });

  it('names every prompt once, by a name that leads to it, whatever was renamed on branches', () => {
    const folders = ['a', 'b', 'c', 'd'];
    const rename = fc.record({
      from: fc.constantFrom(...folders, 'nobody'),
      to: fc.constantFrom(...folders, 'e', 'f'),
      minutes: fc.nat(20),
      previous: fc.array(
        fc.nat(11).map(at => `rename ${at}`),
        { maxLength: 2 },
      ),
    });
    const renames = fc.array(rename, { maxLength: 12 });
    const owners = fc.dictionary(fc.constantFrom(...folders), fc.nat(20).map(minute));
    holdsFor(fc.tuple(owners, renames), 500, ([began, moves]) => {
      const own = new Map(
        Object.entries(began).map(([folder, since]): [string, OwnRecords] => [
          folder,
          { since, has: () => false },
        ]),
      );
      const records = moves.map(({ minutes, ...move }, at) =>
        renaming(`rename ${at}`, minutes, move),
      );
      const names = nameTable(own, records);
      const called = [...own.keys()].map(folder => names.nameOf(folder));
      strictEqual(new Set(called).size, called.length);
      deepStrictEqual(
        called.map(name => names.folderOf(name)),
        [...own.keys()],
      );
      const backward = nameTable(own, [...records].reverse());
      deepStrictEqual(
        [...own.keys()].map(folder => backward.nameOf(folder)),
        called,
      );
      deepStrictEqual(backward.contests(), names.contests());
      // Whoever is renamed in vain is told, unless somebody who knew ended it.
      for (const { name, owner, claimant } of names.contests()) {
        strictEqual(names.folderOf(name), owner);
        strictEqual(owner === claimant, false);
      }
    });
  });

  it('does not depend on the order of the records', () => {
    const renames: [number, string, string][] = [
      [1, 'a', 'b'],
      [2, 'a', 'c'],
      [3, 'z', 'b'],
    ];
    const forward = table(['a', 'z'], renames);
    const backward = table(['z', 'a'], [...renames].reverse());
    for (const name of ['a', 'b', 'c', 'z']) {
      strictEqual(forward.folderOf(name), backward.folderOf(name));
      strictEqual(forward.nameOf(name), backward.nameOf(name));
    }
  });
});
