import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { BACKGROUND, type Disk } from '../../src/store/disk';
import { RecordListings } from '../../src/store/recordListings';
import { temporaryFolders } from '../support/temporaryFolders';

const settled = (): Promise<void> => new Promise(resolve => setTimeout(resolve, 150));
const nameOf = (at: number): string =>
  `20261120T0901${String(at).padStart(5, '0')}Z-${'0'.repeat(32)}.json`;

describe('RecordListings', () => {
  const newFolder = temporaryFolders();
  let root: string;
  let listed: string[];
  let listings: RecordListings;

  beforeEach(async () => {
    root = await newFolder();
    listed = [];
    const list: Disk['list'] = folder => {
      listed.push(folder.slice(root.length + 1));
      return BACKGROUND.list(folder);
    };
    listings = new RecordListings(root, { ...BACKGROUND, list });
  });

  const add = async (folder: string, at: number): Promise<void> => {
    await mkdir(join(root, 'records', folder), { recursive: true });
    await writeFile(join(root, 'records', folder, nameOf(at)), '{}');
  };

  it('lists a folder once as long as nothing comes or goes, where the file system tells', async function () {
    if (process.platform !== 'linux') this.skip();
    await add('team/a', 1);
    await settled();
    const first = await listings.namesIn('team/a');
    strictEqual(await listings.namesIn('team/a'), first);
    deepStrictEqual(listed, ['records/team/a']);
    deepStrictEqual([...(await listings.all())], [['team/a', [nameOf(1)]]]);
    deepStrictEqual(listed, ['records/team/a', 'records', 'records/team']);
    await listings.all();
    strictEqual(listed.length, 3);
  });

  it('lists a folder again that changed a moment before it was listed', async () => {
    await add('a', 1);
    await listings.namesIn('a');
    await listings.namesIn('a');
    deepStrictEqual(listed, ['records/a', 'records/a']);
  });

  it('sees what comes, goes and gets another name, also under a time that somebody set', async () => {
    await add('a', 1);
    await settled();
    await listings.namesIn('a');
    const long = new Date(Date.UTC(2020, 0));
    await add('a', 2);
    await utimes(join(root, 'records', 'a'), long, long);
    deepStrictEqual(await listings.namesIn('a'), [nameOf(1), nameOf(2)]);
    await settled();
    await listings.namesIn('a');
    await rename(join(root, 'records', 'a', nameOf(2)), join(root, 'records', 'a', nameOf(3)));
    await utimes(join(root, 'records', 'a'), long, long);
    deepStrictEqual(await listings.namesIn('a'), [nameOf(1), nameOf(3)]);
    await rm(join(root, 'records', 'a', nameOf(1)));
    deepStrictEqual(await listings.namesIn('a'), [nameOf(3)]);
    await rm(join(root, 'records', 'a'), { recursive: true });
    deepStrictEqual(await listings.namesIn('a'), []);
    strictEqual((await listings.all()).size, 0);
  });

  it('sees a folder that another one took the place of', async () => {
    await add('a', 1);
    await add('b', 2);
    await settled();
    await listings.all();
    await rename(join(root, 'records', 'a'), join(root, 'records', 'c'));
    await rename(join(root, 'records', 'b'), join(root, 'records', 'a'));
    deepStrictEqual(await listings.namesIn('a'), [nameOf(2)]);
    deepStrictEqual([...(await listings.all())].sort(), [
      ['a', [nameOf(2)]],
      ['c', [nameOf(1)]],
    ]);
  });

  it('says after any work of others, at any pace, what a listing anew says', async () => {
    const step = fc.record({
      folder: fc.constantFrom('a', 'b', 'b/c'),
      at: fc.nat(5),
      act: fc.constantFrom('add', 'remove', 'look'),
      waits: fc.boolean(),
    });
    const steps = fc.array(step, { minLength: 1, maxLength: 12 });
    const property = fc.asyncProperty(steps, async steps => {
      root = await newFolder();
      const kept = new RecordListings(root, BACKGROUND);
      for (const { folder, at, act, waits } of steps) {
        if (act === 'add') await add(folder, at);
        if (act === 'remove') await rm(join(root, 'records', folder, nameOf(at)), { force: true });
        if (waits) await settled();
        const anew = new RecordListings(root, BACKGROUND);
        deepStrictEqual(await kept.namesIn(folder), await anew.namesIn(folder));
        deepStrictEqual(await kept.all(), await anew.all());
      }
    });
    await fc.assert(property, { seed: 42, numRuns: 12 });
  });

  it('refuses a link, and what is no folder', async () => {
    await add('a', 1);
    await symlink('a', join(root, 'records', 'link'));
    await rejects(listings.namesIn('link'), /symbolic link/);
    await rejects(listings.namesIn(`a/${nameOf(1)}`), /not a directory|ENOTDIR/i);
  });
});
