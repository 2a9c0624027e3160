import * as assert from 'node:assert/strict';
import { countLines, diffBodies } from '../../../../src/core/compare/structure/bodies';
import { createBudget } from '../../../../src/core/compare/text/budget';
import { asPlainText } from '../../../../src/core/compare/structure/side';

const compare = (left: string, right: string) =>
  diffBodies(asPlainText(left), asPlainText(right), createBudget());

describe('diffBodies', () => {
  it('counts lines from the start of each side, in every hunk', () => {
    const { hunks } = compare('a\nb c d\ne\nf g h\n', 'a\nb c x\ne\nf g y\n');
    const changes = hunks.flatMap(hunk => (hunk.kind === 'changed' ? hunk.changes : []));
    assert.deepEqual(
      changes.map(change => change.kind === 'modified' && [change.left, change.right]),
      [
        [1, 1],
        [3, 3],
      ],
    );
    assert.deepEqual(countLines(hunks), { added: 2, removed: 2 });
  });

  it('knows lines that moved, and whether a newline ends the text', () => {
    const moved = 'Be kind to everybody who asks.';
    const { moves, left, right } = compare(`${moved}\nb\nc\n`, `b\nc\n${moved}`);
    assert.deepEqual(moves, [
      { left: { start: 0, endExclusive: 1 }, right: { start: 2, endExclusive: 3 } },
    ]);
    assert.deepEqual([left.endsWithNewline, right.endsWithNewline], [true, false]);
    assert.deepEqual(right.lines, ['b', 'c', moved]);
  });
});
