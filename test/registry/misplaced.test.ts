import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { copyFile, mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry as openClient } from '../../src/client/openRegistry';
import { openFiles } from '../../src/store/openFiles';
import { repairRecords } from '../../src/store/recordRepair';
import { newRegistry, openRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const identity = () => Promise.resolve(ada);

describe('a record that lies in another folder than its prompt’s', () => {
  const newFolder = temporaryFolders();
  const open: OpenedRegistry[] = [];
  let root: string;
  let opened: OpenedRegistry;

  beforeEach(async () => {
    root = await newFolder();
    opened = await newRegistry(root);
    open.push(opened);
    for (const source of ['one', 'two']) await opened.registry.commit({ prompt: 'a', source });
    await opened.registry.commit({ prompt: 'b', source: 'host' });
  });

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  const newestFile = async (): Promise<string> =>
    (await readdir(join(root, 'records', 'a'))).sort().at(-1) ?? '';

  /** Gives the path of the newest record of "a" in its new folder. */
  async function move(folder: string, place = rename): Promise<string> {
    const name = await newestFile();
    await mkdir(join(root, 'records', folder), { recursive: true });
    await place(join(root, 'records', 'a', name), join(root, 'records', folder, name));
    await opened.registry.refresh();
    return join('records', folder, name);
  }

  const marks = (one = opened): Record<string, string | undefined> =>
    Object.fromEntries(
      one.index.queries.prompts().map(({ prompt, problem }) => [prompt, problem?.path]),
    );

  for (const folder of ['b', '', 'No Prompt', 'other', 'a/below']) {
    it(`puts its own prompt in doubt, and no other, from "records/${folder}"`, async () => {
      const path = await move(folder);
      deepStrictEqual(marks(), { a: path, b: undefined });
      strictEqual(opened.index.queries.prompts()[0]?.latest, null);
      deepStrictEqual(opened.changes.at(-1)?.prompts.includes('a'), true);
      const tagged = opened.registry.tag({ ref: 'a', tag: 'development' });
      checkRefusal(await rejectionOf(tagged), 'record-corrupt', path, 'verify --repair');
      await opened.registry.tag({ ref: 'b', tag: 'development' });
      strictEqual(openClient(root).get('b').number, 1);
    });
  }

  it('is in every list of a program without an index what it is in a window', async () => {
    await move('b');
    const { registry } = openFiles(root, identity);
    deepStrictEqual(await registry.list(), opened.index.queries.prompts());
    deepStrictEqual(await registry.deployments(), await opened.registry.deployments());
    const anew = await openRegistry(root);
    open.push(anew);
    await anew.registry.refresh();
    deepStrictEqual(anew.index.queries.prompts(), opened.index.queries.prompts());
  });

  it('stays a mark after a commit to its prompt and to the other, and goes with a repair', async () => {
    const path = await move('b');
    await opened.registry.commit({ prompt: 'b', source: 'host again' });
    await rejects(opened.registry.commit({ prompt: 'a', source: 'three' }));
    await opened.registry.refresh();
    deepStrictEqual(marks(), { a: path, b: undefined });
    await repairRecords(root);
    await opened.registry.refresh();
    deepStrictEqual(marks(), { a: undefined, b: undefined });
    strictEqual(opened.index.queries.prompts()[0]?.latest?.number, 2);
  });

  it('marks a prompt that has nothing else', async () => {
    const name = (await readdir(join(root, 'records', 'b')))[0] ?? '';
    await rename(join(root, 'records', 'b', name), join(root, 'records', 'a', name));
    await opened.registry.refresh();
    deepStrictEqual(marks(), { a: undefined, b: join('records', 'a', name) });
    const { registry } = openFiles(root, identity);
    deepStrictEqual(await registry.list(), opened.index.queries.prompts());
    deepStrictEqual(await registry.deployments(), await opened.registry.deployments());
  });

  it('is no doubt where it is a copy', async () => {
    await move('b', copyFile);
    deepStrictEqual(marks(), { a: undefined, b: undefined });
    strictEqual(opened.index.queries.prompts()[0]?.latest?.number, 2);
  });
});
