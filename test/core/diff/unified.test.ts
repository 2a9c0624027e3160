import * as assert from 'node:assert/strict';
import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { unifiedDiff } from '../../../src/core/diff/unified';

const SEED = 20261121;
const LABELS = { leftLabel: 'greeting@v1', rightLabel: 'greeting@v2' };

describe('unifiedDiff', () => {
  it('is empty for equal sources', () => {
    assert.equal(unifiedDiff('a\n', 'a\n', LABELS), '');
  });

  it('writes what diff -u writes', () => {
    const left = Array.from({ length: 20 }, (_, index) => `${index + 1}\n`).join('');
    const right = left.replace('\n2\n', '\ntwo\n').replace('\n19\n', '\n');
    assert.equal(
      unifiedDiff(left, right, LABELS),
      [
        '--- greeting@v1',
        '+++ greeting@v2',
        '@@ -1,5 +1,5 @@',
        ...[' 1', '-2', '+two', ' 3', ' 4', ' 5'],
        '@@ -16,5 +16,4 @@',
        ...[' 16', ' 17', ' 18', '-19', ' 20', ''],
      ].join('\n'),
    );
  });

  it('says where a last line has no newline', () => {
    assert.equal(
      unifiedDiff('a', 'a\n', LABELS),
      '--- greeting@v1\n+++ greeting@v2\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n',
    );
  });

  it('counts from 0 on a side without lines, as patch demands', () => {
    assert.match(unifiedDiff('', 'a\n', LABELS), /@@ -0,0 \+1,1 @@/);
    assert.match(unifiedDiff('a\n', '', LABELS), /@@ -1,1 \+0,0 @@/);
  });

  it('applied to the left, gives the right', () => {
    const line = fc.constantFrom('', 'a', 'b', 'c', 'system:', '--- x', '+y', '\\ z');
    const source = fc.array(line, { maxLength: 40 }).map(lines => lines.join('\n'));
    fc.assert(
      fc.property(source, source, (left, right) => {
        const patch = unifiedDiff(left, right, LABELS);
        assert.equal(patch === '' ? left : applyPatch(left, patch), right);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
