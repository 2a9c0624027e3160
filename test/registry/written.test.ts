import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { derivePrompt } from '../../src/core/ledger/derive/derivePrompt';
import { folderState, folderWith, growthOf, stateOf, withRecord } from '../../src/registry/written';
import { newRegistry } from '../support/openedRegistry';
import { folderOf, tagging, version } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';
import type { PromptName } from '../../src/core/base/names';

describe('a folder with a record that was just written', () => {
  const newFolder = temporaryFolders();
  const [v1, v2] = [version('v1', 1), version('v2', 2, { parents: ['v1'], number: 2 })];
  const frozen = tagging('t', 3, 'v1', { immutable: true });

  it('is what the folder is when it is read again', () => {
    deepStrictEqual(folderWith(folderOf('greeting', [v1]), v2), folderOf('greeting', [v1, v2]));
  });

  it('gives the state of its prompt', () => {
    const read = folderOf('greeting', [v1, v2]);
    const { name, state } = stateOf({ name: 'greeting' as PromptName, read });
    deepStrictEqual([name, state.latest?.number], ['greeting', 2]);
  });

  it('is not known where registry.json has to say what a frozen tag is', () => {
    const read = folderOf('greeting', [v1]);
    strictEqual(folderWith(read, frozen), undefined);
    const asked = { ...read, environments: new Set(['staging']) };
    strictEqual(folderWith(asked, frozen)?.records.length, 2);
  });

  it('is what the disk has, and the prompt is what is read of it', async () => {
    const opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    const before = await opened.registry.prompt('a');
    await opened.registry.commit({ prompt: 'a', source: 'two' });
    const after = await opened.registry.prompt('a');
    const [newest] = after.records.slice(-1);
    const folded = withRecord(before, newest!);
    deepStrictEqual(folded.read?.names, after.read?.names);
    deepStrictEqual(folded.state, after.state);
    opened.close();
  });
});

describe('the state of a folder', () => {
  const versions = Array.from({ length: 5 }, (_, at) =>
    version(`v${at}`, at, { parents: at === 0 ? [] : [`v${at - 1}`], number: at + 1 }),
  );

  it('is derived once, and from the one before where a version was added', () => {
    let read = folderOf('greeting', versions.slice(0, 1));
    strictEqual(folderState(read), folderState(read));
    for (const record of versions.slice(1)) {
      const before = read;
      read = folderWith(before, record) ?? read;
      strictEqual(folderWith(before, record), read);
      deepStrictEqual(growthOf(read), { before, record });
      strictEqual(folderState(read), folderState(read));
    }
    deepStrictEqual(folderState(read), derivePrompt(versions));
  });

  it('is that of a folder read again where a file of the name was there', () => {
    const read = folderOf('greeting', versions);
    strictEqual(folderWith(read, versions[2]!), undefined);
    strictEqual(growthOf(read), undefined);
  });
});
