import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { openRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('discarding changes', () => {
  const newFolder = temporaryFolders();

  it('goes back to the newest version, or to the newest of those that the text was made from', async () => {
    const opened = await openRegistry(await newFolder());
    const { registry, documents } = opened;
    await registry.initialize();
    await registry.commit({ prompt: 'a', source: 'One.\n' });
    const one = await registry.version('a@1');
    await registry.commit({ prompt: 'a', source: 'Two.\n' });
    await documents.write('a', 'Typed.\n');
    strictEqual((await registry.discard({ prompt: 'a' })).number, 2);
    strictEqual(await documents.read('a'), 'Two.\n');
    const madeFrom = [one.id];
    strictEqual(await registry.discardTarget({ prompt: 'a', madeFrom }), `a@${one.id}`);
    strictEqual((await registry.discard({ prompt: 'a', madeFrom })).number, 1);
    opened.close();
  });

  it('is refused where there is no prompt, and where it has no version', async () => {
    const opened = await openRegistry(await newFolder());
    const { registry, documents } = opened;
    await registry.initialize();
    checkRefusal(await rejectionOf(registry.discard({ prompt: 'a' })), 'prompt-not-found');
    await registry.newPrompt({ prompt: 'a', source: 'Typed.\n' });
    checkRefusal(await rejectionOf(registry.discard({ prompt: 'a' })), 'version-not-found');
    deepStrictEqual(await documents.read('a'), 'Typed.\n');
    opened.close();
  });
});
