import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitConflicts } from '../../src/store/gitConflicts';
import { gitIn } from '../support/git';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what git left to decide among records', () => {
  const newFolder = temporaryFolders();

  it('is both sides of each file, by paths from the registry', async function () {
    this.timeout(60_000);
    const folder = await newFolder();
    const root = join(folder, 'app', '.promptledger');
    const git = gitIn(folder);
    const save = async (files: Readonly<Record<string, string>>) => {
      for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text);
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Next');
    };
    await mkdir(join(root, 'records', 'a'), { recursive: true });
    await git('init', '--quiet', '--initial-branch=main');
    await save({ 'records/a/one.json': 'base', 'records/a/two.json': 'base', 'other.txt': 'base' });
    await git('branch', 'side');
    await save({ 'records/a/one.json': 'ours', 'records/a/two.json': 'ours', 'other.txt': 'ours' });
    await git('checkout', '--quiet', 'side');
    await rm(join(root, 'records', 'a', 'two.json'));
    await save({ 'records/a/one.json': 'theirs', 'other.txt': 'theirs' });
    deepStrictEqual(await gitConflicts(root), { sides: [], isUnderWay: false });
    await git('merge', '--no-edit', 'main').catch(() => '');
    const { sides, isUnderWay } = await gitConflicts(root);
    strictEqual(isUnderWay, true);
    deepStrictEqual(
      sides.map(({ path, bytes }) => [path, bytes?.toString('utf8')]),
      [
        ['records/a/one.json', 'theirs'],
        ['records/a/one.json', 'ours'],
        ['records/a/two.json', 'ours'],
      ],
    );
  });

  it('is nothing outside of a repository', async () => {
    const root = join(await newFolder(), '.promptledger');
    await mkdir(root);
    deepStrictEqual(await gitConflicts(root), { sides: [], isUnderWay: false });
  });
});
