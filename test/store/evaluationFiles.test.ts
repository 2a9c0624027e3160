import { deepStrictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findExperimentsIn } from '../../src/store/evaluationFiles';
import { newRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('experiments of a registry in files', () => {
  const newFolder = temporaryFolders();

  it('are found where they lie, when they are asked for', async () => {
    const root = await newFolder();
    const find = findExperimentsIn(root);
    const opened = await newRegistry(root);
    try {
      await opened.registry.commit({ prompt: 'a', source: 'Hi' });
      const { snapshot, version: next } = await opened.ledger.version('a');
      const [first] = (await opened.registry.config()).environments;
      if (first === undefined) throw new Error('A new registry has environments.');
      const target = { ...first, experiments: [{ name: 'support' }] };
      const found = async () => {
        const [finding] = await find(opened.ledger, { snapshot, target, next });
        return [finding?.isAsked, finding?.unknown?.includes('no experiment "support"') ?? false];
      };
      deepStrictEqual(await found(), [true, true]);
      await mkdir(join(root, 'experiments'));
      await writeFile(join(root, 'experiments/support.yaml'), 'prompt: other\n');
      deepStrictEqual(await found(), [false, false]);
    } finally {
      opened.close();
    }
  });
});
