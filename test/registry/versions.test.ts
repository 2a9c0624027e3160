import { deepStrictEqual } from 'node:assert/strict';
import { newRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a version by its reference', () => {
  const newFolder = temporaryFolders();

  it('comes with its document and the name that its prompt has now', async () => {
    const opened = await newRegistry(await newFolder());
    const { registry } = opened;
    const { id } = await registry.commit({ prompt: 'old', source: 'one\ntwo', tag: 'staging' });
    await registry.rename({ prompt: 'old', to: 'new' });
    const found = await registry.version('old@staging');
    deepStrictEqual(
      [found.id, found.prompt, found.source, found.tags, found.head],
      [id, 'new', 'one\ntwo', ['staging'], true],
    );
    checkRefusal(await rejectionOf(registry.version('new@9')), 'version-not-found');
    opened.close();
  });
});
