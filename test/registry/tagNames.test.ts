import { deepStrictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../src/cli/openLedger';
import { requireTagOrEnvironment, tagNames } from '../../src/registry/tagNames';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the names of tags and environments', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one', tag: 'zulu' });
    await opened.registry.commit({ prompt: 'b', source: 'two', tag: 'beta' });
    await opened.registry.tag({ ref: 'a', tag: 'staging' });
    await opened.registry.tag({ ref: 'a', tag: 'gone' });
    await opened.registry.untag({ prompt: 'a', tag: 'gone' });
  });

  afterEach(() => {
    opened.close();
  });

  const ask = (name?: string) => requireTagOrEnvironment(openLedger(opened.root).ledger, name);

  it('are the pipeline, and what else a tag is called, in a window as in a program', async () => {
    const expected = {
      environments: ['development', 'staging', 'production'],
      others: ['beta', 'zulu'],
    };
    deepStrictEqual(await tagNames(openLedger(opened.root).ledger), expected);
    deepStrictEqual(await opened.registry.tagNames(), expected);
  });

  it('are those of tags alone where registry.json is broken', async () => {
    await writeFile(join(opened.root, 'registry.json'), '{');
    const { environments, others } = await opened.registry.tagNames();
    deepStrictEqual([environments, others], [[], ['beta', 'staging', 'zulu']]);
    deepStrictEqual(await opened.registry.environments(), []);
  });

  it('are asked for what is or was one, and refused with what is meant else', async () => {
    for (const name of [undefined, 'production', 'beta', 'gone']) await ask(name);
    checkRefusal(await rejectionOf(ask('bata')), 'environment-not-found', 'beta');
    checkRefusal(
      await rejectionOf(ask('x')),
      'environment-not-found',
      'There are: beta, development, production, staging, zulu.',
    );
  });
});
