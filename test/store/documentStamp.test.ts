import { notStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AT_ONCE, BACKGROUND } from '../../src/store/disk';
import { stampIfPlain, stampOf } from '../../src/store/documentStamp';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the stamp of a document', () => {
  const newFolder = temporaryFolders();

  it('is another one after the file changed, and none where there is no file', async () => {
    const root = await newFolder();
    const file = join(root, 'a');
    strictEqual(await stampOf(file, BACKGROUND), undefined);
    await writeFile(file, 'one');
    const first = await stampOf(file, BACKGROUND);
    strictEqual(await stampOf(file, AT_ONCE), first);
    strictEqual(await stampIfPlain(root, ['a'], BACKGROUND), first);
    await writeFile(file, 'other');
    notStrictEqual(await stampOf(file, BACKGROUND), first);
  });

  it('is that of a plain file alone, where it is asked for one', async () => {
    const root = await newFolder();
    await mkdir(join(root, 'folder'));
    await writeFile(join(root, 'folder', 'a'), '');
    await symlink('folder', join(root, 'link'));
    for (const path of [['folder'], ['link'], ['link', 'a'], ['nothing'], ['folder', 'a', 'b']]) {
      strictEqual(await stampIfPlain(root, path, BACKGROUND), undefined, path.join('/'));
    }
  });
});
