import { deepStrictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Ledger } from '../../src/registry/ledger';
import { FolderMemo } from '../../src/registry/folderMemo';
import { newRegistry } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { digest } from '../../src/store/digest';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what follows from folders', () => {
  const newFolder = temporaryFolders();

  it('is worked out again only for folders that changed, and for what is given', async () => {
    const opened = await newRegistry(await newFolder());
    const { root, registry, records, documents, index } = opened;
    await registry.commit({ prompt: 'a', source: 'one' });
    await registry.commit({ prompt: 'b', source: 'one' });
    const ports = { records, documents, index, digest, clock: Date.now };
    const ledger = new Ledger({ ...ports, identity: () => Promise.resolve(ada) });
    const memo = new FolderMemo<number>();
    const worked: string[] = [];
    const ask = async (given = '') => {
      worked.length = 0;
      const found = await memo.all(ledger, given, ({ folder, records: found }) => {
        worked.push(folder);
        return found.length;
      });
      return [Object.fromEntries(found), [...worked].sort()];
    };
    deepStrictEqual(await ask(), [{ a: 1, b: 1 }, ['a', 'b']]);
    deepStrictEqual(await ask(), [{ a: 1, b: 1 }, []]);
    await registry.tag({ ref: 'b', tag: 'x' });
    deepStrictEqual(await ask(), [{ a: 1, b: 2 }, ['b']]);
    deepStrictEqual(await ask('other'), [{ a: 1, b: 2 }, ['a', 'b']]);
    await rm(join(root, 'records', 'a'), { recursive: true });
    deepStrictEqual(await ask('other'), [{ b: 2 }, []]);
    opened.close();
  });
});
