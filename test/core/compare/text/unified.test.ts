import * as assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import * as fc from 'fast-check';
import { unifiedDiff } from '../../../../src/core/compare/text/unified';

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

describe('a patch with its file', () => {
  const line = fc.constantFrom('', 'a', 'b', '-- x', '+y', '\\ z', 'system:', 'é 👍🏽', '\u202e');
  const source = fc.array(line, { maxLength: 20 }).map(lines => lines.join('\n'));
  const pairs = fc.sample(fc.tuple(source, source), { seed: SEED, numRuns: 60 });
  const differing = pairs.filter(([left, right]) => left !== right);
  const nameOf = (index: number) => `.promptledger/prompts/support/p${index}.prompt`;
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'prompt-ledger-patch-'));
    for (const [index, [left]] of differing.entries()) {
      if (left === '') continue;
      await mkdir(join(folder, '.promptledger/prompts/support'), { recursive: true });
      await writeFile(join(folder, nameOf(index)), left);
    }
    const patches = differing.map(([left, right], index) =>
      unifiedDiff(left, right, {
        ...LABELS,
        file: nameOf(index),
        ...(left === '' ? { missing: 'left' as const } : {}),
        ...(right === '' ? { missing: 'right' as const } : {}),
      }),
    );
    await writeFile(join(folder, 'all.patch'), patches.join(''));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function expectRightSides(): Promise<void> {
    for (const [index, [, right]] of differing.entries()) {
      const text = await readFile(join(folder, nameOf(index)), 'utf8').catch(() => '');
      assert.equal(text, right, nameOf(index));
    }
  }

  it('is applied by git apply, where files come and go as well', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    execFileSync('git', ['apply', '--whitespace=nowarn', 'all.patch'], { cwd: folder });
    await expectRightSides();
  });

  it('is applied by patch -p1', async function () {
    const found = spawnSync('patch', ['--version']);
    if (found.error !== undefined) this.skip();
    execFileSync('patch', ['-p1', '-s', '-i', 'all.patch'], { cwd: folder });
    await expectRightSides();
  });
});
