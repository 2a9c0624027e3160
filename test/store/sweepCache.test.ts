import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sweepCache } from '../../src/store/sweepCache';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const NOW = Date.UTC(2026, 10, 20);
const HOUR_MS = 3_600_000;

describe('the cache', () => {
  const newFolder = temporaryFolders();
  let root: string;

  beforeEach(async () => {
    root = await newFolder();
    await mkdir(join(root, 'cache', 'unfinished'), { recursive: true });
    await mkdir(join(root, 'cache', 'locks'));
  });

  async function plant(name: string, hoursAgo: number): Promise<void> {
    const file = join(root, 'cache', name);
    await writeFile(file, 'x');
    const then = new Date(NOW - hoursAgo * HOUR_MS);
    await utimes(file, then, then);
  }

  const id = '0123456789abcdef0123456789abcdef';
  const files: [name: string, hoursAgo: number, isSwept: boolean][] = [
    ['12-1700000000000-1.tmp', 25, true],
    ['12-1700000000000-2.tmp', 23, false],
    ['notes.tmp', 2500, false],
    ['locks/.samples-1', 25, true],
    ['locks/samples-1', 2500, false],
    [`unfinished/${id}.json`, 25, false],
    [`unfinished/${id.replace('0', 'f')}.json`, 31 * 24, true],
  ];
  for (const [name, hoursAgo, isSwept] of files) {
    it(`${isSwept ? 'loses' : 'keeps'} ${name}, ${hoursAgo} hours old`, async () => {
      await plant(name, hoursAgo);
      strictEqual(await sweepCache(root, NOW), isSwept ? 1 : 0);
    });
  }

  it('loses so much at once, and the rest the next time', async () => {
    for (let n = 0; n < 510; n += 1) await plant(`1-1-${n}.tmp`, 25);
    deepStrictEqual([await sweepCache(root, NOW), await sweepCache(root, NOW)], [500, 10]);
  });

  it('is not swept through a symbolic link', async () => {
    const outside = await newFolder();
    await writeFile(join(outside, '1-1-1.tmp'), 'precious');
    await utimes(join(outside, '1-1-1.tmp'), 0, 0);
    const other = await newFolder();
    await symlink(outside, join(other, 'cache'));
    checkRefusal(await rejectionOf(sweepCache(other, NOW)), 'io', 'symbolic link');
    deepStrictEqual(await readdir(outside), ['1-1-1.tmp']);
  });

  it('that is not there has nothing to lose', async () => {
    strictEqual(await sweepCache(await newFolder(), NOW), 0);
  });
});
