import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { setLabels, type HistoryLoss } from '../../src/registry/historyTags';
import { newRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('labels from elsewhere', () => {
  const newFolder = temporaryFolders();

  it('become tags, but for one that is frozen here', async () => {
    const opened = await newRegistry(await newFolder());
    const { registry, ledger } = opened;
    const { id } = await registry.commit({ prompt: 'a', source: 'x\n' });
    const { id: second } = await registry.commit({ prompt: 'a', source: 'y\n' });
    await registry.tag({ ref: `a@${id}`, tag: 'frozen', immutable: true });
    const losses: HistoryLoss[] = [];
    const tagger = { ledger, config: await registry.config(), losses, dryRun: false, force: true };
    const places = {
      labels: [['frozen', 'free']],
      ids: new Map([[0, second]]),
      numbers: new Map(),
    };
    const set = await setLabels(tagger, await registry.prompt('a'), places);
    deepStrictEqual(set, [{ tag: 'free', number: 2 }]);
    deepStrictEqual(
      losses.map(({ field }) => field),
      ['versions[0].labels.frozen'],
    );
    strictEqual((await registry.version('a@free')).id, second);
    opened.close();
  });
});
