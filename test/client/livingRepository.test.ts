import { ok, strictEqual } from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry } from '../../src/client/index';
import { openFiles } from '../../src/store/openFiles';
import { someOf } from '../support/longForm';
import { ada } from '../support/recordBuilder';
import { refusalOf } from '../support/refusal';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const SECONDS = Number(process.env.LIVING_REGISTRY_SECONDS ?? 4);
const PROMPT = 'support/greeting';

/** A repository with a registry, and a clone of it. */
async function repositories(folder: string): Promise<string> {
  const own = join(folder, 'main');
  await mkdir(own);
  const git = (...args: readonly string[]): void => {
    const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
    execFileSync('git', [...author, ...args], { cwd: own, stdio: 'ignore' });
  };
  const root = join(own, '.promptledger');
  const { registry } = openFiles(root, () => Promise.resolve(ada));
  await registry.initialize();
  await registry.commit({ prompt: 'shared/tone', source: 'Tone 0.' });
  await registry.commit({ prompt: PROMPT, source: '{{> shared/tone}} 0', tag: 'live' });
  await registry.promote({ prompt: PROMPT, environment: 'staging', version: '1' });
  git('init', '-qb', 'main');
  for (let commit = 0; commit < 3; commit++) {
    git('add', '-A');
    git('commit', '-qm', `Begin ${commit}`, '--allow-empty');
  }
  git('clone', '-q', '.', join(folder, 'clone'));
  return root;
}

/** What is asked for over and over; staging is rolled back at times, so its versions go back. */
const LOOKS: readonly (readonly [name: string, options: object, isRising: boolean])[] = [
  ['the latest', {}, true],
  ['the tag that follows every version', { tag: 'live' }, true],
  ['the tag of an environment', { tag: 'staging' }, false],
];

describe(`a registry in a repository that is worked in for ${SECONDS} s`, function () {
  this.timeout((SECONDS + 300) * 1000);
  const newFolder = temporaryFolders();

  for (const mode of someOf(['merge', 'checkout'] as const, 2)) {
    const promise = mode === 'merge' ? ', and never an older answer after a newer one' : '';
    it(`gives no error while git does a ${mode}${promise}`, async () => {
      const folder = await newFolder();
      const root = await repositories(folder);
      const script = projectPath('test/client/gitWriter.ts');
      const writer = spawn(process.execPath, ['--import', 'tsx', script, folder, mode], {
        cwd: projectPath(''),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(writer, 'close');
      try {
        await once(writer.stdout, 'data');
        const client = openRegistry(root, { maxAge: 0 });
        const newest = LOOKS.map(() => 0);
        const end = Date.now() + SECONDS * 1000;
        // However slow the machine: some merges are seen.
        while (Date.now() < end || newest.some(count => count <= 3)) {
          strictEqual(writer.exitCode, null, 'The writer goes on.');
          LOOKS.forEach(([name, options, isRising], index) => {
            const { text } = client.get(PROMPT, options).render() as { text: string };
            const [tone, own] = /^Tone (\d+)\. (\d+)$/.exec(text)!.slice(1);
            strictEqual(tone, own, text);
            const before = newest[index]!;
            const isOlder = isRising && mode === 'merge' && Number(own) < before;
            ok(!isOlder, `${name}: ${own} after ${before}`);
            newest[index] = Number(own);
          });
          await new Promise(resolve => setImmediate(resolve));
        }
      } finally {
        writer.kill();
        await ended;
      }
    });
  }

  it('is an error, and no older version, where a version stays away; nobody waits for it twice', async () => {
    const root = await repositories(await newFolder());
    const client = openRegistry(root, { maxAge: 0 });
    strictEqual(client.get(PROMPT, { tag: 'live' }).number, 1);
    const records = join(root, 'records', ...PROMPT.split('/'));
    rmSync(join(records, readdirSync(records).sort()[0]!));
    const [first = 0, ...others] = [1, 2, 3, 4].map(() => {
      const start = performance.now();
      const { code } = refusalOf(() => client.get(PROMPT, { tag: 'live' }));
      strictEqual(code, 'version-not-found');
      return performance.now() - start;
    });
    ok(first > 200 && Math.min(...others) < first / 2, [first, ...others].join());
  });
});
