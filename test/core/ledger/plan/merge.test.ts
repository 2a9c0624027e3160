import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mergeHeads, type MergeOutcome } from '../../../../src/core/ledger/plan/merge';
import type { VersionRecord } from '../../../../src/core/ledger/records/records';
import { idOf, namesIn, stateOf, version } from '../../../support/recordBuilder';

const base = version('base', 1, { source: ['one', 'two', 'three', 'four', 'five', ''] });

function changed(name: string, line: number, text: string, given = {}): VersionRecord {
  const source = base.source.map((old, index) => (index === line ? text : old));
  return version(name, line + 2, { parents: ['base'], source, ...given });
}

function merge(text: string, held: string[], ...records: VersionRecord[]): MergeOutcome {
  return mergeHeads(stateOf(base, ...records), text, held.map(idOf));
}

describe('mergeHeads', () => {
  it('takes what each side changed', () => {
    const left = changed('left', 0, 'ONE');
    const right = changed('right', 4, 'FIVE', { number: 3 });
    const { text, conflicts, heads } = merge(
      'ONE\ntwo\nthree\nfour\nfive\n',
      ['left'],
      left,
      right,
    );
    strictEqual(text, 'ONE\ntwo\nthree\nfour\nFIVE\n');
    strictEqual(conflicts, 0);
    deepStrictEqual(namesIn(heads, ['left', 'right']), ['left', 'right']);
  });

  it('keeps what nobody has committed yet', () => {
    const left = changed('left', 0, 'ONE');
    const right = changed('right', 4, 'FIVE');
    const { text, conflicts } = merge('ONE\ntwo\nTHREE\nfour\nfive\n', ['left'], left, right);
    strictEqual(text, 'ONE\ntwo\nTHREE\nfour\nFIVE\n');
    strictEqual(conflicts, 0);
  });

  it('puts what disagrees between the markers of git, with the version that it comes from', () => {
    const left = changed('left', 2, 'mine');
    const right = changed('right', 2, 'theirs', { number: 7 });
    const { text, conflicts } = merge('one\ntwo\nmine\nfour\nfive\n', ['left'], left, right);
    strictEqual(conflicts, 1);
    strictEqual(
      text,
      [
        'one',
        'two',
        '<<<<<<< your text',
        'mine',
        '=======',
        'theirs',
        `>>>>>>> v7 (${idOf('right').slice(0, 8)})`,
        'four',
        'five',
        '',
      ].join('\n'),
    );
  });

  it('is no conflict where both made the same change', () => {
    const left = changed('left', 2, 'same');
    const right = changed('right', 2, 'same');
    const { text, conflicts } = merge('one\ntwo\nsame\nfour\nfive\n', ['left'], left, right);
    deepStrictEqual([text, conflicts], ['one\ntwo\nsame\nfour\nfive\n', 0]);
  });

  it('brings a text made from an old version up to date', () => {
    const next = changed('next', 4, 'FIVE');
    const { text, heads } = merge('ONE\ntwo\nthree\nfour\nfive\n', ['base'], next);
    strictEqual(text, 'ONE\ntwo\nthree\nfour\nFIVE\n');
    deepStrictEqual(heads, [idOf('next')]);
  });

  it('merges three heads one after another', () => {
    const heads = [
      changed('left', 0, 'ONE'),
      changed('right', 2, 'THREE'),
      changed('third', 4, 'FIVE'),
    ];
    const { text, conflicts } = merge('ONE\ntwo\nthree\nfour\nfive\n', ['left'], ...heads);
    deepStrictEqual([text, conflicts], ['ONE\ntwo\nTHREE\nfour\nFIVE\n', 0]);
  });

  it('changes nothing where the text holds every head', () => {
    const left = changed('left', 0, 'ONE');
    deepStrictEqual(merge('anything', ['left'], left), {
      text: 'anything',
      conflicts: 0,
      heads: [idOf('left')],
      conflict: undefined,
    });
  });

  it('ends with the first head that disagrees, so that markers never stand within markers', () => {
    const left = changed('left', 0, 'ONE');
    const right = changed('right', 0, 'Uno');
    const third = changed('third', 0, 'Un');
    const merged = merge('ONE\ntwo\nthree\nfour\nfive\n', ['left'], left, right, third);
    strictEqual(merged.conflicts, 1);
    deepStrictEqual(namesIn(merged.heads, ['left', 'right', 'third']).length, 2);
    strictEqual(merged.text.split('<<<<<<<').length, 2);
  });

  it('gives an editor the three texts, which differ only where they disagree', () => {
    const left = changed('left', 0, 'ONE');
    const source = ['one', 'two', 'theirs', 'four', 'FIVE', ''];
    const right = version('right', 3, { parents: ['base'], source });
    const { conflict } = merge('ONE\ntwo\nmine\nfour\nfive\n', ['left'], left, right);
    deepStrictEqual(conflict?.sides, {
      base: 'ONE\ntwo\nthree\nfour\nFIVE\n',
      ours: 'ONE\ntwo\nmine\nfour\nFIVE\n',
      theirs: 'ONE\ntwo\ntheirs\nfour\nFIVE\n',
    });
    deepStrictEqual([conflict.ancestor?.id, conflict.head.id], [idOf('base'), idOf('right')]);
  });

  it('shows both texts in full where histories have nothing in common', () => {
    const other = version('other', 9, { source: ['theirs'] });
    const { text, conflicts } = merge('mine', ['base'], other);
    strictEqual(conflicts, 1);
    strictEqual(text.includes('mine\n=======\ntheirs'), true, text);
  });
});
