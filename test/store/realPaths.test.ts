import { rejects, strictEqual } from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isWithin, realPathOf } from '../../src/store/realPaths';
import { temporaryFolders } from '../support/temporaryFolders';

describe('real paths', () => {
  const newFolder = temporaryFolders();

  it('lead through links to what is there, and to nothing where nothing is', async () => {
    const folder = realpathSync(await newFolder());
    await mkdir(join(folder, 'real/below'), { recursive: true });
    await symlink(join(folder, 'real'), join(folder, 'link'));
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    strictEqual(await realPathOf(join(folder, 'link/below')), join(folder, 'real/below'));
    strictEqual(await realPathOf(join(folder, 'dangling')), undefined);
    strictEqual(await realPathOf(join(folder, 'gone')), undefined);
  });

  it('do not take links in a circle for nothing', async () => {
    const folder = await newFolder();
    await symlink(join(folder, 'b'), join(folder, 'a'));
    await symlink(join(folder, 'a'), join(folder, 'b'));
    await rejects(realPathOf(join(folder, 'a')), { code: 'io' });
  });

  for (const [folder, path, expected] of [
    ['/work', '/work', true],
    ['/work', '/work/a/b', true],
    ['/work', '/work/..a', true],
    ['/', '/work', true],
    ['/work', '/workshop', false],
    ['/work/a', '/work', false],
    ['/work/a', '/work/b', false],
  ] as const) {
    it(`${path} is ${expected ? '' : 'not '}within ${folder}`, () => {
      strictEqual(isWithin(folder, path), expected);
    });
  }
});
