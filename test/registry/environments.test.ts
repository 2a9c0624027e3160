import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('changing the pipeline', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  const file = () => join(opened.root, 'registry.json');

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
  });

  afterEach(() => {
    opened.close();
  });

  it('writes registry.json, tells once, and counts at once', async () => {
    const { registry } = opened;
    const config = await registry.changeEnvironments({
      kind: 'add',
      environment: 'canary',
      position: 2,
    });
    deepStrictEqual(config, await registry.config());
    deepStrictEqual(
      config.environments.map(({ name, promoteFrom }) => [name, promoteFrom]),
      [
        ['development', undefined],
        ['staging', 'development'],
        ['canary', 'staging'],
        ['production', 'canary'],
      ],
    );
    deepStrictEqual(opened.changes, [{ prompts: [], config: true }]);
    await registry.refresh();
    strictEqual(opened.changes.length, 1);
    await registry.commit({ prompt: 'a', source: 'Hi' });
    const release = { prompt: 'a', environment: 'canary', version: '1' };
    strictEqual((await registry.promote(release)).from, 'staging');
  });

  it('writes nothing where nothing changes', async () => {
    await opened.registry.changeEnvironments({ kind: 'move', environment: 'staging', position: 1 });
    deepStrictEqual(opened.changes, []);
    strictEqual(await readFile(file(), 'utf8'), INITIAL_CONFIG);
  });

  it('protects from then on', async () => {
    const { registry } = opened;
    await registry.commit({ prompt: 'a', source: 'Hi' });
    await registry.tag({ ref: 'a', tag: 'staging' });
    await registry.changeEnvironments({ kind: 'set', environment: 'staging', protected: true });
    const tagging = registry.tag({ ref: 'a', tag: 'staging' });
    checkRefusal(await rejectionOf(tagging), 'environment-protected', 'Promote');
  });

  it('leaves a broken file as it is, and says its line', async () => {
    const add = () => opened.registry.changeEnvironments({ kind: 'add', environment: 'eu' });
    await writeFile(file(), '{\n"format": 1,\n}');
    checkRefusal(await rejectionOf(add()), 'invalid-registry', 'line 3');
    strictEqual(await readFile(file(), 'utf8'), '{\n"format": 1,\n}');
    await rm(file());
    checkRefusal(await rejectionOf(add()), 'invalid-registry', 'no registry.json');
  });
});
