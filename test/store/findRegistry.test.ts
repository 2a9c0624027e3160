import { strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findRegistry } from '../../src/store/findRegistry';
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

  it('refuses what is no folder', async () => {
    const folder = await newFolder();
    await writeFile(join(folder, 'file'), '');
    checkRefusal(await rejectionOf(findRegistry(folder, 'file')), 'registry-not-found', 'init');
    checkRefusal(await rejectionOf(findRegistry(folder, 'none')), 'registry-not-found', 'none');
    checkRefusal(await rejectionOf(findRegistry(folder)), 'registry-not-found', 'above it');
  });
});
