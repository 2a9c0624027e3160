import { deepStrictEqual, ok } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LedgerError } from '../../src/core/base/errors';
import { openFiles } from '../../src/store/openFiles';
import { openRegistry } from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { histories } from '../support/randomHistory';
import { ada } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what happened, as the tables tell it', () => {
  const newFolder = temporaryFolders();

  it('is what the files tell, whatever happened and whatever is asked', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(3), async ({ all, clones }, pick) => {
        const root = await newFolder();
        await plantRecords(root, clones[pick] ?? all);
        const opened = await openRegistry(root);
        await opened.registry.refresh();
        const { registry } = openFiles(root, () => Promise.resolve(ada));
        const files = await registry.events();
        deepStrictEqual(await opened.registry.events(), files);
        for (const { prompt, kind } of files.slice(0, 5)) {
          // A rename may be all that is known of a prompt, which is none then.
          const ask = (from: typeof registry) =>
            from
              .events({ prompt, kinds: [kind] })
              .catch((error: unknown) => (error as LedgerError).code);
          deepStrictEqual(await ask(opened.registry), await ask(registry));
        }
        opened.close();
      }),
      { seed: 7, numRuns: 25 },
    );
  });

  it('reads no file', async () => {
    const root = await newFolder();
    const opened = await openRegistry(root);
    const history = fc.sample(histories, { seed: 1, numRuns: 1 })[0];
    await plantRecords(root, history?.all ?? []);
    await opened.registry.refresh();
    const before = await opened.registry.events();
    await rm(join(root, 'records'), { recursive: true });
    ok(before.length > 0);
    deepStrictEqual(await opened.registry.events(), before);
    opened.close();
  });
});
