import { deepStrictEqual } from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { openFiles } from '../../src/store/openFiles';
import { newRegistry, openRegistry } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { histories } from '../support/randomHistory';
import { ada } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

const identity = () => Promise.resolve(ada);

describe('what the files alone say', () => {
  const newFolder = temporaryFolders();

  async function type(root: string, prompt: string, text: string | Uint8Array): Promise<void> {
    const file = join(root, 'prompts', `${prompt}.prompt`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  it('is what the index says, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(3), async ({ all, clones }, pick) => {
        const root = await newFolder();
        await plantRecords(root, clones[pick] ?? all);
        await type(root, 'greeting', 'You greet people.\n');
        await type(root, 'support/answer', 'New.\n');
        const indexed = await openRegistry(root);
        await indexed.registry.refresh();
        const { registry } = openFiles(root, identity);
        deepStrictEqual(await registry.list(), indexed.index.queries.prompts());
        deepStrictEqual(await registry.status(), indexed.index.queries.status());
        const one = (name: string) => indexed.index.queries.prompt(name);
        const prompts = indexed.index.queries.prompts();
        deepStrictEqual(
          prompts.map(({ prompt }) => one(prompt)),
          prompts,
        );
        indexed.close();
      }),
      { seed: 42, numRuns: 15 },
    );
  });

  it('tells how each working document stands, also one that is no text', async () => {
    const opened = await newRegistry(await newFolder());
    const { root, registry, index } = opened;
    for (const prompt of ['clean', 'modified', 'missing', 'bytes']) {
      await registry.commit({ prompt, source: 'one' });
    }
    await type(root, 'modified', 'two');
    await type(root, 'new', 'one');
    await type(root, 'bytes', new Uint8Array([0xff, 0xfe]));
    await type(root, 'new-bytes', new Uint8Array([0xff, 0xfe]));
    await rm(join(root, 'prompts', 'missing.prompt'));
    const states = (await openFiles(root, identity).registry.status()).map(item => [
      item.prompt,
      item.state,
    ]);
    deepStrictEqual(states, [
      ['bytes', 'modified'],
      ['clean', 'clean'],
      ['missing', 'missing'],
      ['modified', 'modified'],
      ['new', 'new'],
      ['new-bytes', 'new'],
    ]);
    await registry.refresh();
    deepStrictEqual(
      index.queries.status().map(item => [item.prompt, item.state]),
      states,
    );
    opened.close();
  });
});
