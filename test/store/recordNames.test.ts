import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { recordFileName, recordPath } from '../../src/core/ledger/records/recordFile';
import { tableOf } from '../../src/registry/folders';
import { RecordFiles } from '../../src/store/recordFiles';
import { RecordNames } from '../../src/store/recordNames';
import { plantRecords } from '../support/plantedRecords';
import { foldersOf, histories, inFolder } from '../support/randomHistory';
import { draftOf, folderOf, renaming, sealed, version } from '../support/recordBuilder';
import { temporaryFolders } from '../support/temporaryFolders';

const seal = <T extends Parameters<typeof draftOf>[0]>(record: T): T => sealed<T>(draftOf(record));

describe('RecordNames', () => {
  const newFolder = temporaryFolders();

  it('says what the table of all renames says, whatever happened', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async ({ all }) => {
        const root = await newFolder();
        await plantRecords(root, all);
        const folders = foldersOf(all).map(folder => folderOf(folder, inFolder(all, folder)));
        const table = tableOf(folders);
        const names = new RecordNames(new RecordFiles(root));
        for (const name of [...foldersOf(all), 'nobody']) {
          const folder = table.folderOf(name);
          strictEqual(await names.folderOf(name), folder, name);
          strictEqual(await names.nameOf(folder), table.nameOf(folder), folder);
        }
      }),
      { seed: 42, numRuns: 25 },
    );
  });

  it('sees a rename that another program makes', async () => {
    const root = await newFolder();
    await plantRecords(root, [seal(version('v1', 1, { prompt: 'old' }))]);
    const names = new RecordNames(new RecordFiles(root));
    const seen = async () => [await names.nameOf('old'), await names.folderOf('new')];
    deepStrictEqual(await seen(), ['old', 'new']);
    await plantRecords(root, [seal(renaming('r1', 2, { from: 'old', to: 'new' }))]);
    deepStrictEqual(await seen(), ['new', 'old']);
    await plantRecords(root, [seal(renaming('r2', 3, { from: 'old', to: 'old' }))]);
    deepStrictEqual(await seen(), ['old', 'old']);
  });

  it('names a damaged file that may have renamed a prompt, and none beside sound records', async () => {
    const root = await newFolder();
    const damaged = seal(renaming('r1', 2, { from: 'old', to: 'new' }));
    await plantRecords(root, [seal(version('v1', 1, { prompt: 'old' })), damaged]);
    const names = new RecordNames(new RecordFiles(root));
    const path = recordPath({ folder: 'new', name: recordFileName(damaged.at, damaged.id) });
    await writeFile(join(root, path), '');
    await names.nameOf('old');
    deepStrictEqual(
      names.doubts().map(problem => problem.path),
      [path],
    );
    await plantRecords(root, [seal(version('v2', 3, { prompt: 'new' }))]);
    await names.nameOf('old');
    deepStrictEqual(names.doubts(), []);
  });
});
