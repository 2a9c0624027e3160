import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert/strict';
import { lstat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderStamp } from '../../src/store/folderStamp';
import { temporaryFolders } from '../support/temporaryFolders';

describe('folderStamp', () => {
  const newFolder = temporaryFolders();

  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  it('is the same until a name comes, whatever time somebody sets', async () => {
    const folder = await newFolder();
    const stamp = async () => folderStamp(folder, await lstat(folder), Date.now()).text;
    const first = await stamp();
    strictEqual(await stamp(), first);
    const { atime, mtime } = await lstat(folder);
    await new Promise(resolve => setTimeout(resolve, 20));
    await writeFile(join(folder, 'file'), '');
    await utimes(folder, atime, mtime);
    notStrictEqual(await stamp(), first);
  });

  it('is settled once the last change is some time ago, and not for one that is yet to come', async () => {
    const folder = await newFolder();
    const found = await lstat(folder);
    const isSettled = (ms: number) => folderStamp(folder, found, found.ctimeMs + ms).isSettled;
    deepStrictEqual([-5000, 0, 99, 100, 5000].map(isSettled), [false, false, false, true, true]);
  });

  it('tells nothing of a file system that nobody knows', async () => {
    const found = await lstat('/proc');
    deepStrictEqual(folderStamp('/proc', found, Date.now()), { text: undefined, isSettled: false });
  });
});
