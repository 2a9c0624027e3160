import { deepStrictEqual, doesNotThrow, rejects, strictEqual, throws } from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryAround, requireDone, requireRepository } from '../../src/store/gitRepository';
import { gitIn } from '../support/git';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the repository around a registry', () => {
  const newFolder = temporaryFolders();

  async function registryFolder(): Promise<{ folder: string; root: string }> {
    const folder = realpathSync(await newFolder());
    const root = join(folder, '.promptledger');
    await mkdir(root);
    return { folder, root };
  }

  it('is the one whose work tree holds the folder', async () => {
    const { folder, root } = await registryFolder();
    await gitIn(folder)('init', '--quiet');
    const found = await repositoryAround(root);
    strictEqual(found.kind, 'repository');
    strictEqual((await requireRepository(root)).top, folder);
  });

  it('may be missing, which is refused only where there must be one', async () => {
    const { root } = await registryFolder();
    deepStrictEqual(await repositoryAround(root), { kind: 'no-repository' });
    await rejects(requireRepository(root), { code: 'io' });
  });

  it('is refused where its work tree is elsewhere', async () => {
    const { folder, root } = await registryFolder();
    const other = await newFolder();
    await gitIn(folder)('init', '--quiet');
    await gitIn(folder)('config', 'core.worktree', other);
    await rejects(repositoryAround(root), { code: 'io' });
  });

  it('is refused with what git said where git did not do what it was asked', () => {
    const result = { code: 0, output: Buffer.alloc(0), message: '' };
    doesNotThrow(() => {
      requireDone('/work', result);
    });
    throws(() => {
      requireDone('/work', { ...result, code: 128, message: 'fatal: dubious ownership' });
    }, /dubious ownership/);
    throws(() => {
      requireDone('/work', { ...result, code: 3 });
    }, /git ended with 3/);
  });
});
