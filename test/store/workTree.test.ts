import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { existsSync, realpathSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseRepository, workTreeAround } from '../../src/store/workTree';
import { gitIn } from '../support/git';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the work tree around a registry', function () {
  this.timeout(60_000);
  const newFolder = temporaryFolders();
  let folder: string;

  beforeEach(async () => {
    folder = realpathSync(await newFolder());
    await gitIn(folder)('init', '--quiet');
  });

  /** Files and folders (with `/` at their end) below the repository. */
  async function make(...paths: string[]): Promise<void> {
    for (const path of paths) {
      const isFolder = path.endsWith('/');
      await mkdir(join(folder, path, isFolder ? '.' : '..'), { recursive: true });
      if (!isFolder) await writeFile(join(folder, path), 'ref: refs/heads/main\n');
    }
  }

  const at = (path: string) => workTreeAround(join(folder, path));

  it('is found from the folder above the registry, however deep it lies', async () => {
    await make('a/b c/.promptledger/records/');
    deepStrictEqual(await at('.promptledger'), {
      root: join(folder, '.promptledger'),
      top: folder,
      path: '.promptledger',
    });
    strictEqual((await at('a/b c/.promptledger')).path, 'a/b c/.promptledger');
    strictEqual((await at('a/b c/.promptledger')).top, folder);
  });

  it('is that of the submodule or the linked work tree, where it lies in one', async () => {
    const git = gitIn(folder);
    await git('commit', '--quiet', '--allow-empty', '--message', 'x');
    await git('worktree', 'add', '--quiet', 'linked');
    strictEqual((await at('linked/.promptledger')).top, join(folder, 'linked'));
    await git('clone', '--quiet', '--bare', '.', 'project.git');
    await gitIn(join(folder, 'project.git'))('worktree', 'add', '--quiet', 'inside');
    strictEqual(
      (await at('project.git/inside/.promptledger')).top,
      join(folder, 'project.git/inside'),
    );
  });

  it('is the same by a path with links', async () => {
    await make('app/.promptledger/');
    const elsewhere = await newFolder();
    await symlink(join(folder, 'app'), join(elsewhere, 'link'));
    deepStrictEqual(
      await workTreeAround(join(elsewhere, 'link', '.promptledger')),
      await at('app/.promptledger'),
    );
  });

  it('is none where there is no repository', async () => {
    await rm(join(folder, '.git'), { recursive: true });
    // Git passes over an empty one.
    await make('.git/', 'app/.promptledger/');
    strictEqual((await at('app/.promptledger')).top, undefined);
  });

  for (const files of [
    ['HEAD', 'refs/', 'objects/'],
    ['head', 'Refs/', 'OBJECTS/'],
    ['HEAD', 'commondir'],
    ['.git'],
    ['.git/'],
    ['.GIT/config'],
  ]) {
    it(`is not asked for where the registry holds ${files.join(', ')}`, async () => {
      await make(...files.map(file => `.promptledger/${file}`));
      checkRefusal(await rejectionOf(at('.promptledger')), 'invalid-registry', 'Remove');
    });
  }

  for (const files of [
    ['HEAD', 'refs/', 'objects/'],
    ['HEAD', 'commondir'],
  ]) {
    for (const place of ['a/', 'a/b/']) {
      it(`is not asked for where ${place} above the registry holds ${files.join(', ')}`, async () => {
        await make('a/b/.promptledger/', ...files.map(file => `${place}${file}`));
        const error = await rejectionOf(at('a/b/.promptledger'));
        checkRefusal(error, 'invalid-registry', join(folder, place, 'HEAD'));
      });
    }
  }

  it('is asked for where its root holds such files beside its own repository: git takes that one', async () => {
    await make('HEAD', 'refs/', 'objects/');
    strictEqual((await at('.promptledger')).top, folder);
  });

  it("is asked for where folders have some of these names, or the disk does not take them for git's", async () => {
    await make(
      'refs/',
      'a/objects/',
      'a/HEAD',
      '.promptledger/refs/',
      '.promptledger/prompts/head',
    );
    strictEqual((await at('a/.promptledger')).top, folder);
    strictEqual((await at('.promptledger')).top, folder);
    await make('a/head', 'a/refs/');
    await rm(join(folder, 'a/HEAD'));
    // Git asks the disk, and so do we.
    const isOne = existsSync(join(folder, 'a/HEAD'));
    const found = await at('a/.promptledger').catch(() => undefined);
    strictEqual(found === undefined, isOne);
  });

  it('is not looked into for what a link would have: only for its name', async () => {
    await make('.promptledger/');
    await symlink('nowhere', join(folder, '.promptledger', '.git'));
    checkRefusal(await rejectionOf(at('.promptledger')), 'invalid-registry', '.git');
    await refuseRepository(join(folder, 'gone'));
  });
});
