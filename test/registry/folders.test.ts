import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import { openFiles } from '../../src/store/openFiles';
import { openRegistry, steppingClock } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { histories } from '../support/randomHistory';
import { ada } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what is asked of all folders', () => {
  const newFolder = temporaryFolders();

  it('is answered without an index as with one, whatever was renamed', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ all }) => {
        const root = await newFolder();
        await plantRecords(root, all);
        const indexed = await openRegistry(root);
        await indexed.documents.writeConfig(INITIAL_CONFIG);
        await indexed.registry.refresh();
        const { registry } = openFiles(root, () => Promise.resolve(ada), steppingClock());
        const answers = async (asked: typeof registry) => [
          await asked.deployments(),
          await asked.releases(),
          await asked.events(),
          await asked.servedAt({ environment: 'staging' }),
          await asked.promotable('production'),
        ];
        deepStrictEqual(await answers(registry), await answers(indexed.registry));
        const [ours, theirs] = [await registry.verify(), await indexed.registry.verify()];
        deepStrictEqual(ours, theirs);
        indexed.close();
      }),
      { seed: 42, numRuns: 15 },
    );
  });
});
