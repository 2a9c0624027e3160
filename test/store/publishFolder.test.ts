import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PublishFolder } from '../../src/store/publishFolder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a folder that is published to', () => {
  const newFolder = temporaryFolders();
  const target = (root: string) =>
    new PublishFolder(root, message => {
      throw new Error(message);
    });

  it('is made where there is none, and holds files whole, without anything beside them', async () => {
    const root = join(await newFolder(), 'a', 'b');
    const folder = target(root);
    strictEqual(await folder.read('bundles/x.json'), undefined);
    await folder.write('bundles/x.json', 'ä');
    await folder.write('bundles/x.json', 'ä ö');
    strictEqual(await folder.read('bundles/x.json'), 'ä ö');
    deepStrictEqual(await readdir(join(root, 'bundles')), ['x.json']);
  });

  it('says what is in the way', async () => {
    const root = await newFolder();
    await writeFile(join(root, 'bundles'), '');
    checkRefusal(await rejectionOf(target(root).write('bundles/x.json', 'x')), 'io', 'bundles');
    await mkdir(join(root, 'production.json'));
    checkRefusal(await rejectionOf(target(root).read('production.json')), 'io', 'EISDIR');
  });
});
