import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { openLedger } from '../../src/cli/openLedger';
import { listDependents } from '../../src/registry/dependents';
import { rejectionOf } from '../support/refusal';
import { greetingRegistry } from '../support/cliRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the dependents of a prompt', () => {
  const newFolder = temporaryFolders();

  async function world() {
    const made = await greetingRegistry(await newFolder());
    await made.registry.commit({ prompt: 'tone', source: 'Be {{mood}}.' });
    return made;
  }

  it('are the working documents that include it, with the lines', async () => {
    const { registry, type } = await world();
    strictEqual((await registry.dependents('tone')).length, 0);
    await type('prompts/support/greeting.prompt', 'Hi\n{{> tone}}\n\n{{> tone@1}} {{> other}}\n');
    await type('prompts/draft.prompt', '---\ntype: chat\n---\nsystem:\n{{> tone@production}}\n');
    deepStrictEqual(await registry.dependents('tone'), [
      { prompt: 'draft', reference: 'tone@production', line: 5 },
      { prompt: 'support/greeting', reference: 'tone', line: 2 },
      { prompt: 'support/greeting', reference: 'tone@1', line: 4 },
    ]);
  });

  it('include it by a former name as well, and are asked for by it', async () => {
    const { registry, type } = await world();
    await type('prompts/draft.prompt', '{{> tone}}\n');
    await registry.rename({ prompt: 'tone', to: 'shared/tone' });
    const expected = [{ prompt: 'draft', reference: 'tone', line: 1 }];
    deepStrictEqual(await registry.dependents('shared/tone'), expected);
    deepStrictEqual(await registry.dependents('tone'), expected);
  });

  it('do without a document that cannot be read or rendered, which is told', async () => {
    const { root, type } = await world();
    const { ledger } = openLedger(root);
    const told: string[] = [];
    ledger.onDidLeaveOut(({ problem }) => told.push(problem.path));
    await type('prompts/broken.prompt', '{{> tone}} {{#if}}\n');
    await type('prompts/binary.prompt', new Uint8Array([0xff, 0xfe]));
    await type('prompts/strange.prompt', '{{> No Name}}{{> tone}}\n');
    await type('prompts/sound.prompt', '{{> tone}}\n');
    deepStrictEqual(
      (await listDependents(ledger, 'tone')).map(({ prompt }) => prompt),
      ['sound'],
    );
    deepStrictEqual(
      told.sort(),
      ['binary', 'broken', 'strange'].map(name => `prompts/${name}.prompt`),
    );
  });

  it('are refused for a prompt that there is not', async () => {
    const { registry } = await world();
    strictEqual((await rejectionOf(registry.dependents('nobody'))).code, 'prompt-not-found');
  });
});
