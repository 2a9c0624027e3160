import { deepStrictEqual } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { takeInDocuments } from '../../src/registry/documentIntake';
import { Ledger } from '../../src/registry/ledger';
import { digest } from '../../src/store/digest';
import { newRegistry } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('taking in working documents', () => {
  const newFolder = temporaryFolders();

  it('tells which changed, also one that is no text, and those that are gone', async () => {
    const opened = await newRegistry(await newFolder());
    const { root, registry, records, documents, index } = opened;
    for (const prompt of ['a', 'b', 'c']) await registry.commit({ prompt, source: 'one' });
    const ports = { records, documents, index, digest, clock: Date.now };
    const ledger = new Ledger({ ...ports, identity: () => Promise.resolve(ada) });
    deepStrictEqual(await takeInDocuments(ledger), []);
    await writeFile(join(root, 'prompts', 'a.prompt'), 'typed');
    await writeFile(join(root, 'prompts', 'b.prompt'), new Uint8Array([0xff]));
    await rm(join(root, 'prompts', 'c.prompt'));
    deepStrictEqual(await takeInDocuments(ledger), ['c', 'a', 'b']);
    deepStrictEqual(
      index.queries.status().map(({ state }) => state),
      ['modified', 'modified', 'missing'],
    );
    deepStrictEqual(await takeInDocuments(ledger), []);
    opened.close();
  });
});
