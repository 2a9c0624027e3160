import { strictEqual, throws } from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRegistry, refuseLinkedRoot } from '../../src/store/findRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('findRegistry', () => {
  const newFolder = temporaryFolders();

  it('finds the nearest one upward', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, '.promptledger'));
    await mkdir(join(folder, 'a', 'b', '.promptledger'), { recursive: true });
    await mkdir(join(folder, 'a', 'c'));
    strictEqual(await findRegistry(join(folder, 'a', 'b')), join(folder, 'a/b/.promptledger'));
    strictEqual(await findRegistry(join(folder, 'a', 'c')), join(folder, '.promptledger'));
    await writeFile(join(folder, 'a', 'b', '.promptledger', 'registry.json'), '{}');
    strictEqual(await findRegistry(folder, 'a/b/.promptledger'), join(folder, 'a/b/.promptledger'));
  });

  it('refuses another folder, and names the registry that lies in it', async () => {
    const folder = await newFolder();
    checkRefusal(await rejectionOf(findRegistry(folder, '.')), 'registry-not-found', 'init');
    await mkdir(join(folder, '.promptledger'));
    const error = await rejectionOf(findRegistry(folder, '.'));
    checkRefusal(error, 'registry-not-found', join(folder, '.promptledger'));
  });

  it("refuses a link in its place, wherever that leads; links on the way are the person's own", async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'private', '.promptledger', 'records'), { recursive: true });
    await mkdir(join(folder, 'clone', 'below', 'registry', 'records'), { recursive: true });
    for (const target of [
      '../private/.promptledger',
      join(folder, 'private'),
      'below',
      'gone',
      '.',
    ]) {
      const link = join(folder, 'clone', '.promptledger');
      await symlink(target, link);
      for (const given of [undefined, '.promptledger', './.promptledger/']) {
        const refused = await rejectionOf(findRegistry(join(folder, 'clone'), given));
        checkRefusal(refused, 'invalid-registry', `${link} is a link`);
      }
      const below = await rejectionOf(findRegistry(join(folder, 'clone', 'below')));
      checkRefusal(below, 'invalid-registry', 'remove the link');
      await rm(link);
    }
    await symlink(join(folder, 'private'), join(folder, 'way'));
    const way = join(folder, 'way', '.promptledger');
    strictEqual(await findRegistry(join(folder, 'way')), way);
    strictEqual(await findRegistry(folder, 'way/.promptledger'), way);
  });

  it("refuses links below a folder that is named, where the way from there is not the person's", async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'private', 'registry'), { recursive: true });
    await mkdir(join(folder, 'clone'));
    await symlink('../private', join(folder, 'clone', 'way'));
    const root = join(folder, 'clone', 'way', 'registry');
    refuseLinkedRoot(root);
    throws(
      () => {
        refuseLinkedRoot(root, join(folder, 'clone'));
      },
      { code: 'invalid-registry' },
    );
  });

  it('refuses what is no folder', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'file'), '');
    checkRefusal(await rejectionOf(findRegistry(folder, 'file')), 'registry-not-found', 'init');
    checkRefusal(await rejectionOf(findRegistry(folder, 'none')), 'registry-not-found', 'none');
    checkRefusal(await rejectionOf(findRegistry(folder)), 'registry-not-found', 'above it');
  });
});
