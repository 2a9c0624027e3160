import { deepStrictEqual } from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../src/cli/openLedger';
import { listTags, PromptLists } from '../../src/registry/promptLists';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the lists of a prompt, for who relies on them', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry } = opened;
    await registry.commit({ prompt: 'a', source: 'one', tag: 'staging' });
    await registry.commit({ prompt: 'a', source: 'two', tag: 'beta' });
    await registry.tag({ ref: 'a@2', tag: 'staging' });
    await registry.promote({ prompt: 'a', environment: 'production' });
    await registry.rename({ prompt: 'a', to: 'now' });
  });

  afterEach(() => {
    opened.close();
  });

  const both = () => [opened.registry.lists, new PromptLists(openLedger(opened.root).ledger)];

  it('are told by any name, in pages, in a window as in a program', async () => {
    const told: unknown[] = [];
    for (const lists of both()) {
      const versions = await lists.versions('a', { source: true });
      const after = versions[0]?.id;
      told.push([
        versions.map(({ prompt, number, source }) => [prompt, number, source]),
        (await lists.versions('now', { after })).map(({ number, source }) => [number, source]),
        (await lists.tags('a', { limit: 2 })).map(({ tag, number }) => [tag, number]),
        (await lists.moves('a', 'staging', {})).map(({ number }) => number),
        await lists.moves('a', 'nothing', {}),
        (await lists.releases('a', undefined, {})).map(({ environment }) => environment),
        await lists.releases('a', 'staging', {}),
      ]);
      checkRefusal(await rejectionOf(lists.tags('b', {})), 'prompt-not-found');
      const page = { after: 'f00' };
      for (const refused of [lists.versions('a', page), lists.moves('a', 'beta', page)]) {
        checkRefusal(await rejectionOf(refused), 'invalid-argument', 'f00');
      }
    }
    deepStrictEqual(told[0], told[1]);
    deepStrictEqual(told[0], [
      [
        ['now', 2, 'two'],
        ['now', 1, 'one'],
      ],
      [[1, undefined]],
      [
        ['beta', 2],
        ['production', 2],
      ],
      [2, 1],
      [],
      ['production'],
      [],
    ]);
  });

  it('hold only the tags that are wanted', async () => {
    const { ledger } = openLedger(opened.root);
    const snapshot = await ledger.existing('now');
    const found = await listTags(ledger, snapshot, {}, ({ tag }) => tag === 'beta');
    deepStrictEqual(
      found.map(({ tag }) => tag),
      ['beta'],
    );
  });

  it('are refused where a damaged record may belong to them', async () => {
    const folder = join(opened.root, 'records', 'a');
    for (const name of await readdir(folder)) await writeFile(join(folder, name), '{');
    // What this process has read it does not read again: another one finds the harm.
    const lists = new PromptLists(openLedger(opened.root).ledger);
    for (const refused of [
      lists.versions('a', {}),
      lists.tags('a', {}),
      lists.moves('a', 'staging', {}),
      lists.releases('a', undefined, {}),
    ]) {
      checkRefusal(await rejectionOf(refused), 'record-corrupt', 'records/a/');
    }
  });
});
