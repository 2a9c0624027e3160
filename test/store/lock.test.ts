import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withLock } from '../../src/store/lock';
import { projectPath } from '../support/sourceFiles';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const HOLDER = `
  const { withLock } = require(${JSON.stringify(projectPath('src/store/lock.ts'))});
  withLock({ root: process.argv[1], lock: 'samples' }, () => {
    process.stdout.write('held');
    return new Promise(resolve => process.stdin.once('data', resolve));
  });`;

const COUNTER = `
  const { readFileSync, writeFileSync } = require('node:fs');
  const { withLock } = require(${JSON.stringify(projectPath('src/store/lock.ts'))});
  const file = process.argv[1] + '/count.txt';
  (async () => {
    for (let round = 0; round < 5; round += 1) {
      await withLock({ root: process.argv[1], lock: 'samples', waitMs: 600_000 }, async () => {
        const before = Number(readFileSync(file, 'utf8'));
        await new Promise(resolve => setTimeout(resolve, 2));
        writeFileSync(file, String(before + 1));
      });
    }
  })();`;

describe('a lock', function () {
  this.timeout(0);
  const newFolder = temporaryFolders();
  const children: ChildProcess[] = [];
  let root: string;

  beforeEach(async () => {
    root = await newFolder();
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  function start(script: string): ChildProcess {
    const child = spawn(process.execPath, ['--import', 'tsx', '-e', script, root], {
      cwd: projectPath('.'),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    return child;
  }

  async function hold(): Promise<ChildProcess> {
    const child = start(HOLDER);
    ok(child.stdout);
    await once(child.stdout, 'data');
    return child;
  }

  const take = (waitMs?: number) =>
    withLock({ root, lock: 'samples', ...(waitMs === undefined ? {} : { waitMs }) }, () =>
      Promise.resolve('done'),
    );
  const flags = () => readdir(join(root, 'cache', 'locks'));

  it('lets one after another work, in one process and in several', async () => {
    await writeFile(join(root, 'count.txt'), '0');
    const counters = Array.from({ length: 6 }, () => start(COUNTER));
    const ends = await Promise.all(counters.map(child => once(child, 'exit')));
    deepStrictEqual(
      ends.map(([code]) => code as number),
      counters.map(() => 0),
    );
    strictEqual(await readFile(join(root, 'count.txt'), 'utf8'), '30');
    deepStrictEqual(await flags(), []);
  });

  it('is given back where the work fails', async () => {
    const failing = withLock({ root, lock: 'samples' }, () => Promise.reject(new Error('no')));
    strictEqual(await failing.catch((error: unknown) => String(error)), 'Error: no');
    strictEqual(await take(), 'done');
  });

  it('that another process has is waited for, and then refused', async () => {
    await hold();
    checkRefusal(
      await rejectionOf(take(0)),
      'io',
      'Another process',
      'samples',
      'Nothing was changed',
    );
    // Another lock is another matter.
    strictEqual(await withLock({ root, lock: 'registry.json' }, () => Promise.resolve(1)), 1);
  });

  it('ends with its process, however that ends, and leaves nothing behind', async () => {
    const holder = await hold();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    strictEqual((await flags()).length, 1);
    strictEqual(await take(0), 'done');
    deepStrictEqual(await flags(), []);
  });

  it('is kept by a process that is only suspended', async () => {
    const holder = await hold();
    holder.kill('SIGSTOP');
    checkRefusal(await rejectionOf(take(0)), 'io', 'Another process');
    holder.kill('SIGCONT');
    holder.stdin?.write('go');
    strictEqual(await take(600_000), 'done');
  });

  it('works below a path that is too long for a socket', async () => {
    root = join(root, 'a'.repeat(60), 'b'.repeat(60));
    await mkdir(root, { recursive: true });
    await hold();
    checkRefusal(await rejectionOf(take(0)), 'io', 'Another process');
  });
});
