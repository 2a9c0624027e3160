import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  clean,
  countConflicts,
  mapSides,
  printPieces,
  sideOfPieces,
  type Piece,
} from '../../../../src/core/prompt/merge/pieces';

const PIECES: readonly Piece[] = [
  clean(['one']),
  { kind: 'conflict', base: ['two'], ours: ['TWO'], theirs: [] },
  clean(['three', '']),
];

describe('the pieces of a merged text', () => {
  it("are printed with git's markers around what disagrees", () => {
    const labels = { ours: 'your text', theirs: 'v7' };
    const printed = printPieces(PIECES, labels);
    strictEqual(printed, 'one\n<<<<<<< your text\nTWO\n=======\n>>>>>>> v7\nthree\n');
    strictEqual(countConflicts(PIECES), 1);
  });

  it('give the text of each side, which differ only where they disagree', () => {
    const sides = mapSides({ base: 'base', ours: 'ours', theirs: 'theirs' } as const, side =>
      sideOfPieces(PIECES, side),
    );
    deepStrictEqual(sides, {
      base: 'one\ntwo\nthree\n',
      ours: 'one\nTWO\nthree\n',
      theirs: 'one\nthree\n',
    });
  });
});
