import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { PromptRecord } from '../../src/core/ledger/records/records';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { draftOf, facts } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('deployments', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'b', source: 'one' });
    await opened.registry.commit({ prompt: 'b', source: 'two' });
    await opened.registry.commit({ prompt: 'a', source: 'Hi' });
    await opened.registry.tag({ ref: 'b@2', tag: 'development' });
    await opened.registry.promote({ prompt: 'b', environment: 'staging', version: '1' });
  });

  afterEach(() => {
    opened.close();
  });

  const served = async () =>
    (await opened.registry.deployments()).map(({ prompt, deployments }) => [
      prompt,
      ...deployments.map(({ number }) => number),
    ]);

  it('are told of every prompt, sorted, and of every environment', async () => {
    deepStrictEqual(await served(), [
      ['a', null, null, null],
      ['b', 2, 1, null],
    ]);
    const [, b] = await opened.registry.deployments();
    deepStrictEqual(b?.deployments[1]?.from, { environment: 'development', ahead: 0, behind: 1 });
    strictEqual(b.deployments[1].prompt, 'b');
  });

  it('follow what is written, and what registry.json says', async () => {
    await served();
    await opened.registry.promote({ prompt: 'b', environment: 'staging' });
    deepStrictEqual((await served())[1], ['b', 2, 2, null]);
    await opened.registry.changeEnvironments({ kind: 'remove', environment: 'development' });
    deepStrictEqual((await served())[1], ['b', 2, null]);
  });

  it('leave out what is archived', async () => {
    const archived = facts('f', 3000, { prompt: 'b', archived: true });
    await opened.records.append<PromptRecord>(draftOf(archived));
    await opened.registry.refresh();
    deepStrictEqual(await served(), [['a', null, null, null]]);
  });
});
