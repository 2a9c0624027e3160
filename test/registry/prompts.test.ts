import { deepStrictEqual } from 'node:assert/strict';
import type { RenameRecord } from '../../src/core/ledger/records/records';
import { newRegistry } from '../support/openedRegistry';
import { draftOf, renaming } from '../support/recordBuilder';
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
    for (const prompt of ['a/now', 'm']) {
      await opened.registry.promote({ prompt, environment: 'development', version: '1' });
    }
    const told = await opened.registry.releases();
    deepStrictEqual(told.map(({ prompt }) => prompt).sort(), ['a/now', 'm']);
    opened.close();
  });
});
