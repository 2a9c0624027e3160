import { deepStrictEqual } from 'node:assert/strict';
import type { RenameRecord } from '../../src/core/ledger/records/records';
import { Ledger } from '../../src/registry/ledger';
import { allPrompts } from '../../src/registry/prompts';
import { digest } from '../../src/store/digest';
import { newRegistry } from '../support/openedRegistry';
import { ada, draftOf, renaming } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('all prompts', () => {
  const newFolder = temporaryFolders();

  it('are told once each by their current name, whatever folders their records lie in', async () => {
    const opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'z/first', source: 'Hi' });
    await opened.registry.commit({ prompt: 'm', source: 'Ho' });
    const renamed = renaming('n', 3000, { from: 'z/first', to: 'a/now' });
    await opened.records.append<RenameRecord>(draftOf(renamed));
    await opened.registry.refresh();
    const { records, documents, index } = opened;
    const ports = { records, documents, index, digest, clock: Date.now };
    const ledger = new Ledger({ ...ports, identity: () => Promise.resolve(ada) });
    const told = (await allPrompts(ledger)).map(({ name, folder }) => [name, folder]);
    deepStrictEqual(told, [
      ['a/now', 'z/first'],
      ['m', 'm'],
    ]);
    opened.close();
  });
});
