import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { IndexAnswers } from '../../src/index/indexAnswers';
import { answersOf } from '../../src/registry/answersOf';
import { Ledger } from '../../src/registry/ledger';
import { digest } from '../../src/store/digest';
import { RecordNames } from '../../src/store/recordNames';
import { newRegistry } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

describe('who answers', () => {
  const newFolder = temporaryFolders();

  it('is the index where there is one, else the files; both tell what they leave out', async () => {
    const opened = await newRegistry(await newFolder());
    const { root, registry, records, documents, index } = opened;
    await registry.commit({ prompt: 'a', source: 'one' });
    await writeFile(join(root, 'records', 'a', 'x.json'), '{');
    await registry.refresh();
    const identity = () => Promise.resolve(ada);
    const world = { records, documents, digest, clock: Date.now, identity };
    const names = new RecordNames(records);
    const asked = [new Ledger({ ...world, index }), new Ledger({ ...world, names })];
    const told: string[][] = [];
    for (const ledger of asked) {
      const paths: string[] = [];
      ledger.onDidLeaveOut(({ problem }) => paths.push(problem.path));
      await answersOf(ledger).events();
      await answersOf(ledger).releases('a');
      await answersOf(ledger).versions('a');
      await answersOf(ledger).moves('a');
      await answersOf(ledger).tags();
      await answersOf(ledger).tags('a');
      told.push(paths);
    }
    deepStrictEqual(told[0], told[1]);
    strictEqual(told[0]?.length, 5);
    deepStrictEqual(
      asked.map(ledger => answersOf(ledger) instanceof IndexAnswers),
      [true, false],
    );
    opened.close();
  });
});
