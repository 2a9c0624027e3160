import { deepStrictEqual } from 'node:assert/strict';
import { Ledger } from '../../src/registry/ledger';
import { blame } from '../../src/registry/blame';
import { openLedger } from '../../src/cli/openLedger';
import { newRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('where the lines of a document come from', () => {
  const newFolder = temporaryFolders();

  async function prepared(): Promise<{ ledger: Ledger; type: (text: string) => Promise<void> }> {
    const opened = await newRegistry(await newFolder());
    const { registry, documents, root } = opened;
    await registry.commit({ prompt: 'p', source: 'one\ntwo\n' });
    await registry.commit({ prompt: 'p', source: 'zero\none\nTWO\n' });
    opened.close();
    return { ledger: openLedger(root).ledger, type: text => documents.write('p', text) };
  }

  const told = async (ledger: Ledger, ref: string) =>
    (await blame(ledger, ref)).lines.map(({ line, version, originLine }) => [
      line,
      version?.number ?? null,
      originLine,
    ]);

  it('is told of a version', async () => {
    const { ledger } = await prepared();
    deepStrictEqual(await told(ledger, 'p@2'), [
      [1, 2, 1],
      [2, 1, 1],
      [3, 2, 3],
      [4, 1, 3],
    ]);
  });

  it('is told of the working document by a name alone; new lines come from nowhere', async () => {
    const { ledger, type } = await prepared();
    await type('zero\nnew\nTWO');
    deepStrictEqual(await told(ledger, 'p'), [
      [1, 2, 1],
      [2, null, null],
      [3, 2, 3],
    ]);
  });

  it('is not told of what is not there', async () => {
    const { ledger } = await prepared();
    checkRefusal(await rejectionOf(blame(ledger, 'nobody')), 'prompt-not-found');
    checkRefusal(await rejectionOf(blame(ledger, 'p@9')), 'version-not-found');
  });
});
