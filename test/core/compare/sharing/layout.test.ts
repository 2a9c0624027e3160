import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { diffDocuments } from '../../../../src/core/compare/telling/documents';
import {
  cutAtSpans,
  layoutBody,
  type LayoutOptions,
} from '../../../../src/core/compare/sharing/layout';

const SEED = 20261121;

/** `1|2` a row with a left and a right line, `…5` five hidden lines, `*` before a changed row. */
function rowsOf(left: string, right: string, options: Partial<LayoutOptions> = {}): string[] {
  const { hunks } = diffDocuments(left, right);
  const layout = { mode: 'sideBySide', isExpanded: () => false, ...options } as const;
  return layoutBody(hunks, layout).flatMap(group =>
    group.rows.map(row => {
      if (row.kind === 'collapsed') return `…${row.count}`;
      if (row.kind === 'same') return `${row.left}|${row.right}`;
      return `*${row.left?.line ?? ''}|${row.right?.line ?? ''}`;
    }),
  );
}

const TWENTY = Array.from({ length: 20 }, (_, index) => `line ${index}\n`);
const left = TWENTY.join('');
const right = TWENTY.map((line, index) => (index === 10 ? 'line ten\n' : line)).join('');

describe('layoutBody', () => {
  it('hides equal lines but for three around a change', () => {
    assert.deepEqual(rowsOf(left, right), [
      '…7',
      ...['7|7', '8|8', '9|9', '*10|10', '11|11', '12|12', '13|13'],
      '…6',
    ]);
  });

  it('shows a stretch whole when it is expanded', () => {
    const rows = rowsOf(left, right, { isExpanded: hunk => hunk === 0 });
    assert.deepEqual(rows.slice(0, 2), ['0|0', '1|1']);
    assert.equal(rows.at(-1), '…6');
  });

  it('hides no line when a row would be saved at the cost of a row', () => {
    assert.deepEqual(rowsOf('a\nb\nc\nd\ne\n', 'a\nb\nc\nd\nx\n').slice(0, 2), ['0|0', '1|1']);
  });

  it('puts a removed line above the line that took its place when inline', () => {
    const rows = rowsOf('a b c\nd e f\n', 'a b x\nd e y\n', { mode: 'inline' });
    assert.deepEqual(rows, ['*0|', '*|0', '*1|', '*|1']);
  });

  it('lets lines without a counterpart share a row when side by side', () => {
    assert.deepEqual(rowsOf('one\ntwo\n', 'alpha\n'), ['*0|0', '*1|']);
  });

  it('shows or counts each line of both sides once, in either mode', () => {
    const line = fc.constantFrom('', 'a b c', 'a b d', 'x', 'y', 'z');
    const source = fc.array(line, { maxLength: 40 }).map(lines => `${lines.join('\n')}\n`);
    const mode = fc.constantFrom('sideBySide' as const, 'inline' as const);
    fc.assert(
      fc.property(source, source, mode, (leftSource, rightSource, layoutMode) => {
        const diff = diffDocuments(leftSource, rightSource);
        const groups = layoutBody(diff.hunks, { mode: layoutMode, isExpanded: () => false });
        const counts = { left: 0, right: 0 };
        for (const row of groups.flatMap(group => group.rows)) {
          if (row.kind === 'collapsed') {
            counts.left += row.count;
            counts.right += row.count;
            continue;
          }
          if (row.left !== undefined) counts.left += 1;
          if (row.right !== undefined) counts.right += 1;
        }
        const { left: leftBody, right: rightBody } = diff;
        assert.deepEqual(counts, { left: leftBody.lines.length, right: rightBody.lines.length });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('cutAtSpans', () => {
  it('gives the text in pieces, marked where a span covers it', () => {
    const spans = [
      { start: 0, endExclusive: 2 },
      { start: 4, endExclusive: 5 },
    ];
    assert.deepEqual(cutAtSpans('abcdef', spans), [
      { text: 'ab', isChanged: true },
      { text: 'cd', isChanged: false },
      { text: 'e', isChanged: true },
      { text: 'f', isChanged: false },
    ]);
  });

  it('gives a text without spans as one piece, and nothing for no text', () => {
    assert.deepEqual(cutAtSpans('ab', []), [{ text: 'ab', isChanged: false }]);
    assert.deepEqual(cutAtSpans('', []), []);
  });
});
