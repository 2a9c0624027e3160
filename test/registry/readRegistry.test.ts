import { deepStrictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../src/cli/openLedger';
import { readRegistry } from '../../src/registry/readRegistry';
import { openFiles } from '../../src/store/openFiles';
import { ada } from '../support/recordBuilder';
import { steppingClock } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('readRegistry', () => {
  const newFolder = temporaryFolders();

  it('has all records, the rules, and what is wrong with any file', async () => {
    const root = join(await newFolder(), '.promptledger');
    const opened = openFiles(root, () => Promise.resolve(ada), steppingClock());
    await opened.registry.initialize();
    const { id } = await opened.registry.commit({ prompt: 'a', source: 'x' });
    const ledger = openLedger(root).ledger;
    const sound = await readRegistry(ledger);
    deepStrictEqual(
      [sound.folders.map(({ records }) => records.map(record => record.id)), sound.problems],
      [[[id]], []],
    );
    deepStrictEqual(
      sound.environments.map(({ name }) => name),
      ['development', 'staging', 'production'],
    );
    await writeFile(join(root, 'records', 'a', 'notes.txt'), '');
    await writeFile(join(root, 'records', 'a', `20260101T000000000Z-${'0'.repeat(32)}.json`), '');
    await writeFile(join(root, 'registry.json'), '{');
    const broken = await readRegistry(ledger);
    deepStrictEqual(broken.environments, []);
    deepStrictEqual(
      broken.problems.map(({ path, code }) => [path, code]),
      [
        ['registry.json', 'invalid-registry'],
        [`records/a/20260101T000000000Z-${'0'.repeat(32)}.json`, 'record-corrupt'],
        ['records/a/notes.txt', 'record-corrupt'],
      ],
    );
  });
});
