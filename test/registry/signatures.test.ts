import { deepStrictEqual } from 'node:assert/strict';
import { greetingRegistry } from '../support/cliRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the signatures of a registry', () => {
  const newFolder = temporaryFolders();

  it('are those of each tag and of the latest version, includes and all', async () => {
    const { registry } = await greetingRegistry(await newFolder());
    await registry.commit({ prompt: 'tone', source: 'Be {{mood}}.' });
    await registry.commit({ prompt: 'support/greeting', source: '{{> tone}} Hi {{who}}' });
    const found = await registry.signatures();
    const names = (signature: { variables: readonly { name: string }[] } | undefined) =>
      signature?.variables.map(({ name }) => name);
    deepStrictEqual(
      found.map(({ prompt }) => prompt),
      ['support/greeting', 'tone'],
    );
    deepStrictEqual(names(found[0]?.latest), ['mood', 'who']);
    deepStrictEqual(names(found[0]?.tags.staging), ['name']);
    deepStrictEqual(Object.keys(found[0]?.versions ?? {}), ['1', '2', '3']);
    deepStrictEqual(names(found[0]?.versions[3]), ['mood', 'who']);
  });
});
