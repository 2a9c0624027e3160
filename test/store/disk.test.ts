import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AT_ONCE, BACKGROUND } from '../../src/store/disk';
import { errorCode } from '../../src/store/files';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a disk', () => {
  const newFolder = temporaryFolders();

  for (const [name, disk] of Object.entries({ BACKGROUND, AT_ONCE })) {
    it(`reads files, folders and links ${name}`, async () => {
      const folder = await newFolder();
      await mkdir(join(folder, 'below'));
      await writeFile(join(folder, 'file'), 'text');
      await symlink('file', join(folder, 'link'));
      strictEqual((await disk.read(join(folder, 'file'))).toString(), 'text');
      const entries = await disk.list(folder);
      deepStrictEqual(entries.map(entry => [entry.name, entry.isDirectory()]).sort(), [
        ['below', true],
        ['file', false],
        ['link', false],
      ]);
      strictEqual((await disk.lstat(join(folder, 'link'))).isSymbolicLink(), true);
      strictEqual((await disk.stat(join(folder, 'link'))).size, 4);
    });

    it(`says what is not there ${name}`, async () => {
      const path = join(await newFolder(), 'nothing');
      for (const ask of [disk.read, disk.list, disk.lstat, disk.stat]) {
        await rejects(
          async () => ask(path),
          error => errorCode(error) === 'ENOENT',
        );
      }
    });
  }

  it('lets a timer have its turn, however much is read AT_ONCE', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'file'), 'text');
    const timed = { times: 0 };
    const timer = setInterval(() => (timed.times += 1), 10);
    const started = performance.now();
    while (timed.times === 0 && performance.now() - started < 5000) {
      await AT_ONCE.read(join(folder, 'file'));
    }
    clearInterval(timer);
    strictEqual(timed.times > 0, true);
  });
});
