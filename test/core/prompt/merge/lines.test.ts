import { strictEqual } from 'node:assert/strict';
import { mergeLines } from '../../../../src/core/prompt/merge/lines';
import { printPieces } from '../../../../src/core/prompt/merge/pieces';

type Row = readonly [name: string, base: string, ours: string, theirs: string, merged: string];

/** Lines are parted by "/"; a conflict is printed as `<ours|theirs>`. */
const ROWS: readonly Row[] = [
  ['lines apart', 'a/b/c', 'A/b/c', 'a/b/C', 'A/b/C'],
  ['neighbouring lines, each changed by one', 'a/b', 'A/b', 'a/B', 'A/B'],
  ['the same change on both sides', 'a/b', 'x/b', 'x/b', 'x/b'],
  ['one line in two ways', 'a/b', 'x/b', 'y/b', '<x|y>/b'],
  ['lines added at one place by both', 'a', 'a/x', 'a/y', 'a/<x|y>'],
  ['lines added at two places', 'a/b', '0/a/b', 'a/b/9', '0/a/b/9'],
  ['a removed line and a change elsewhere', 'a/b/c', 'b/c', 'a/b/C', 'b/C'],
  ['a line that one removed and the other changed', 'a/b/c', 'a/c', 'a/x/c', 'a/<|x>/c'],
  [
    'two sentences of a line',
    'One. Two. Three.',
    'I. Two. Three.',
    'One. Two. III.',
    'I. Two. III.',
  ],
  ['neighbouring sentences', 'One. Two.', 'I. Two.', 'One. II.', 'I. II.'],
  [
    'a sentence more, and another changed',
    'One. Two. Three.',
    'One. Two. Three. Four.',
    'I. Two. Three.',
    'I. Two. Three. Four.',
  ],
  ['one sentence in two ways', 'One. Two.', 'I. Two.', 'Uno. Two.', '<I. Two.|Uno. Two.>'],
  [
    'sentences without blanks between',
    'v1.2 is. Old.',
    'v1.3 is. Old.',
    'v1.2 is. New.',
    'v1.3 is. New.',
  ],
];

describe('mergeLines', () => {
  for (const [name, base, ours, theirs, merged] of ROWS) {
    it(`merges ${name}`, () => {
      const [from, own, other] = [base, ours, theirs].map(text => text.split('/'));
      const pieces = mergeLines({ base: from ?? [], ours: own ?? [], theirs: other ?? [] });
      const printed = printPieces(pieces, { ours: '', theirs: '' })
        .replaceAll('\n', '/')
        .replaceAll('<<<<<<< /', '<')
        .replaceAll(/\/?=======\/?/g, '|')
        .replaceAll(/\/?>>>>>>> /g, '>');
      strictEqual(printed, merged);
    });
  }
});
