import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { greetingRegistry } from '../support/cliRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

const PROMPT = 'support/greeting';

describe('a bundle of a registry', () => {
  const newFolder = temporaryFolders();

  it('has the latest and every tagged version, with the tags of each', async () => {
    const { registry } = await greetingRegistry(await newFolder());
    await registry.tag({ ref: `${PROMPT}@1`, tag: 'beta' });
    await registry.commit({ prompt: PROMPT, source: 'Third.' });
    const { prompts, versions } = await registry.bundle();
    deepStrictEqual(
      prompts[PROMPT]!.versions.map(id => versions[id]?.number),
      [1, 2, 3],
    );
    deepStrictEqual(Object.keys(prompts[PROMPT]!.tags), ['beta', 'staging']);
  });

  it('has what a tag points at, and what that includes, but no more', async () => {
    const { registry } = await greetingRegistry(await newFolder());
    await registry.commit({ prompt: 'tone', source: 'Be kind.' });
    await registry.commit({ prompt: 'answer', source: '{{> tone}}', tag: 'live' });
    const { prompts, versions } = await registry.bundle({ tag: 'live' });
    deepStrictEqual(Object.keys(prompts), ['answer']);
    deepStrictEqual(
      Object.values(versions).map(({ prompt }) => prompt),
      ['answer', 'tone'],
    );
  });

  it('has one version that is named', async () => {
    const { registry } = await greetingRegistry(await newFolder());
    const { prompts, versions } = await registry.bundle({ ref: `${PROMPT}@1` });
    strictEqual(Object.keys(versions).length, 1);
    deepStrictEqual(prompts[PROMPT]?.tags, {});
  });

  it('leads from former names to the prompt, and keeps what is archived', async () => {
    const { registry } = await greetingRegistry(await newFolder());
    await registry.rename({ prompt: PROMPT, to: 'support/hello' });
    await registry.archive('support/hello');
    const { prompts, aliases } = await registry.bundle();
    deepStrictEqual(Object.keys(prompts), ['support/hello']);
    deepStrictEqual(aliases, { [PROMPT]: 'support/hello' });
  });
});
