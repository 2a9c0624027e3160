import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { diffDocuments } from '../../../../src/core/compare/telling/documents';
import { withoutTrimChanges } from '../../../../src/core/compare/structure/trimmed';

const SEED = 20261121;

/** The lines that are left as a difference, with their sign, and how many are hidden. */
function shown(left: string, right: string): { lines: string[]; hidden: number } {
  const diff = diffDocuments(left, right);
  const { hunks, hidden } = withoutTrimChanges(diff.hunks, diff);
  const lines = hunks.flatMap(hunk => {
    if (hunk.kind === 'same') return [];
    const removed = diff.left.lines.slice(hunk.left.start, hunk.left.endExclusive);
    const added = diff.right.lines.slice(hunk.right.start, hunk.right.endExclusive);
    return [...removed.map(line => `-${line}`), ...added.map(line => `+${line}`)];
  });
  return { lines, hidden };
}

describe('withoutTrimChanges', () => {
  const cases: [what: string, left: string, right: string, lines: string[], hidden: number][] = [
    ['hides an indentation', 'a\n  be kind\n', 'a\nbe kind\n', [], 1],
    ['hides blanks and tabs at the end', 'a \nb\t\n', 'a\nb\n', [], 2],
    ['keeps white space within a line', 'be  kind\n', 'be kind\n', ['-be  kind', '+be kind'], 0],
    ['keeps a blank line that came', 'a\nb\n', 'a\n\nb\n', ['+'], 0],
    ['keeps the newline at the end', 'a', 'a\n', ['-a', '+a'], 0],
    [
      'keeps what changed beside it',
      '  be kind\nbe short\n  be true\n',
      'be kind\nbe brief\nbe true\n',
      ['-be short', '+be brief'],
      2,
    ],
  ];
  for (const [what, left, right, lines, hidden] of cases) {
    it(what, () => {
      assert.deepEqual(shown(left, right), { lines, hidden });
    });
  }

  it('gives back the very same hunks where nothing is to be hidden', () => {
    const diff = diffDocuments('a\n', 'b\n');
    assert.equal(withoutTrimChanges(diff.hunks, diff).hunks, diff.hunks);
  });

  it('covers every line of both sides, and hides none that differs in more', () => {
    const line = fc.constantFrom('', ' ', 'be kind', ' be kind', 'be kind\t', 'be  kind', 'x');
    const source = fc.array(line, { maxLength: 20 }).map(lines => lines.join('\n'));
    fc.assert(
      fc.property(source, source, (left, right) => {
        const diff = diffDocuments(left, right);
        const { hunks } = withoutTrimChanges(diff.hunks, diff);
        const at = { left: 0, right: 0 };
        for (const [index, hunk] of hunks.entries()) {
          assert.deepEqual([hunk.left.start, hunk.right.start], [at.left, at.right]);
          assert.notEqual(hunk.kind, hunks[index - 1]?.kind);
          [at.left, at.right] = [hunk.left.endExclusive, hunk.right.endExclusive];
          if (hunk.kind === 'changed') continue;
          const lines = (side: 'left' | 'right') =>
            diff[side].lines
              .slice(hunk[side].start, hunk[side].endExclusive)
              .map(text => text.trim());
          assert.deepEqual(lines('left'), lines('right'));
        }
        assert.deepEqual([at.left, at.right], [diff.left.lines.length, diff.right.lines.length]);
      }),
      { seed: SEED, numRuns: 400 },
    );
  });
});
