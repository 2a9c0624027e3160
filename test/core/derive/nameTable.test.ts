import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { nameTable } from '../../../src/core/derive/nameTable';
import type { RenameRecord } from '../../../src/core/records/records';
import { renaming } from '../../support/recordBuilder';

/** A table of renames `[minute, from, to]` and of the folders that have versions. */
function table(owners: string[], renames: [minutes: number, from: string, to: string][]) {
  const records = renames.map(([minutes, from, to], index): RenameRecord => {
    return renaming(`rename ${index}`, minutes, { from, to });
  });
  return nameTable(new Set(owners), records);
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
