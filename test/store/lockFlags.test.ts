import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FlagLock } from '../../src/store/lockFlags';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a lock of flags', () => {
  const newFolder = temporaryFolders();
  let root: string;

  beforeEach(async () => {
    root = await newFolder();
  });

  const flags = () => readdir(join(root, 'cache', 'locks'));

  it('is taken by who came first, also where both flags are up', async () => {
    const first = new FlagLock(root, 'samples');
    strictEqual(await first.take(), true);
    const second = new FlagLock(root, 'samples');
    strictEqual(await second.take(), false);
    deepStrictEqual((await flags()).length, 1);
    await first.release();
    strictEqual(await second.take(), true);
    await second.release();
    deepStrictEqual(await flags(), []);
  });

  it('takes no notice of flags of another lock, and removes what nobody answers', async () => {
    await mkdir(join(root, 'cache', 'locks'), { recursive: true });
    await writeFile(join(root, 'cache', 'locks', 'registry.json-1'), '');
    await writeFile(join(root, 'cache', 'locks', 'samples-1'), '');
    const lock = new FlagLock(root, 'samples');
    strictEqual(await lock.take(), true);
    await lock.release();
    deepStrictEqual(await flags(), ['registry.json-1']);
  });

  it('is not raised through a symbolic link', async () => {
    await symlink(await newFolder(), join(root, 'cache'));
    const lock = new FlagLock(root, 'samples');
    checkRefusal(await rejectionOf(lock.take()), 'io', 'symbolic link');
  });

  it('is refused where there can be no folder for it', async () => {
    await writeFile(join(root, 'cache'), 'in the way');
    const lock = new FlagLock(root, 'samples');
    checkRefusal(await rejectionOf(lock.take()), 'io', 'Nothing was changed');
  });
});
