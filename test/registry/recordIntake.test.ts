import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { areSame } from '../../src/registry/recordIntake';
import { openRegistry as openClient } from '../../src/client/openRegistry';
import { newRegistry, openRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { ben, draftOf, idOf, sealed, tagging } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a record that says an environment is immutable', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let root: string;

  beforeEach(async () => {
    root = await newFolder();
    opened = await newRegistry(root);
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await opened.registry.tag({ ref: 'a@1', tag: 'development' });
    const [first] = [...(await opened.registry.prompt('a')).state.versions.keys()];
    const forged = tagging('forged', 1, null, {
      prompt: 'a',
      author: ben,
      tag: 'development',
      immutable: true,
    });
    const draft = { ...draftOf(forged), version: first ?? idOf('none') };
    await plantRecords(root, [sealed(draft)]);
    await opened.registry.refresh();
    await opened.registry.commit({ prompt: 'a', source: 'two' });
  });

  afterEach(() => {
    opened.close();
  });

  const shown = (): boolean | undefined => opened.index.queries.tags('a')[0]?.immutable;

  it('stops nobody from moving it, though it never had a release', async () => {
    const moved = await opened.registry.tag({ ref: 'a', tag: 'development' });
    deepStrictEqual([moved.number, moved.immutable, shown()], [2, false, false]);
    const client = openClient(root);
    strictEqual(client.get('a', { tag: 'development' }).number, 2);
  });

  it('freezes a tag that is no environment any more, in every answer', async () => {
    const client = openClient(root, { maxAge: 0 });
    const environments = [{ name: 'staging' }];
    await writeFile(join(root, 'registry.json'), JSON.stringify({ format: 1, environments }));
    await opened.registry.refresh();
    strictEqual(shown(), true);
    const { state } = await opened.registry.prompt('a');
    strictEqual(state.tags.get('development')?.immutable, true);
    strictEqual(client.get('a', { tag: 'development' }).number, 1);
    const anew = await openRegistry(root);
    await anew.registry.refresh();
    deepStrictEqual(anew.index.queries.tags(), opened.index.queries.tags());
    anew.close();
  });
});

describe('what a look at the disk takes in', () => {
  const newFolder = temporaryFolders();
  const open: OpenedRegistry[] = [];
  let root: string;
  let opened: OpenedRegistry;

  beforeEach(async () => {
    root = await newFolder();
    opened = await newRegistry(root);
    open.push(opened);
  });

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  async function another(options?: Parameters<typeof openRegistry>[1]): Promise<OpenedRegistry> {
    const one = await openRegistry(root, options);
    open.push(one);
    return one;
  }

  it('is the rest of a record that was half written when it looked', async () => {
    const first = await opened.registry.commit({ prompt: 'a', source: 'one' });
    const other = await another({ author: ben });
    await other.registry.commit({ prompt: 'a', source: 'two' });
    const name = (await readdir(join(root, 'records', 'a'))).find(file => !file.includes(first.id));
    const file = join(root, 'records', 'a', name ?? '');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, 50));
    await opened.registry.refresh();
    strictEqual(opened.index.queries.problems().length, 1);
    opened.changes.length = 0;
    await opened.registry.refresh();
    deepStrictEqual(opened.changes, [], 'what is as bad as before is no news');
    await writeFile(file, text);
    await opened.registry.refresh();
    deepStrictEqual(opened.index.queries.problems(), []);
    strictEqual(opened.index.queries.prompt('a')?.versions, 2);
    deepStrictEqual(opened.changes, [{ prompts: ['a'], config: false }]);
  });

  it('is a record that was changed in its place, where somebody says that its folder is in doubt', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    const [name = ''] = await readdir(join(root, 'records', 'a'));
    const file = join(root, 'records', 'a', name);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.slice(0, 50));
    await opened.registry.refresh();
    deepStrictEqual(opened.index.queries.problems(), [], 'nobody changes a record');
    await opened.registry.refresh(new Set(['a', 'no/such']));
    strictEqual(opened.index.queries.problems().length, 1);
    await writeFile(file, text);
    await opened.registry.refresh();
    deepStrictEqual(opened.index.queries.problems(), []);
    opened.changes.length = 0;
    await opened.registry.refresh(new Set(['a']));
    deepStrictEqual(opened.changes, [], 'what is as before is no news');
  });

  it('is a large registry, in batches', async () => {
    for (let number = 0; number < 45; number += 1) {
      await opened.registry.commit({ prompt: `p${number}`, source: 'one' });
    }
    const cold = await another();
    await cold.registry.refresh();
    strictEqual(cold.index.queries.prompts().length, 45);
    strictEqual(cold.changes.length, 1);
  });
});

describe('areSame', () => {
  it('compares names one by one', () => {
    const pairs = [
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
      [['a'], ['a', 'b']],
      [[], []],
    ] as const;
    deepStrictEqual(
      pairs.map(([one, other]) => areSame(one, other)),
      [true, false, false, true],
    );
  });
});
