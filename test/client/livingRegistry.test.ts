import { ok, strictEqual } from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { openRegistry } from '../../src/client/index';
import { openFiles } from '../../src/store/openFiles';
import { someOf } from '../support/longForm';
import { ada } from '../support/recordBuilder';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

/** A minute is what it must stand; every run of all tests spends some seconds of it. */
const SECONDS = Number(process.env.LIVING_REGISTRY_SECONDS ?? 4);
const PROMPT = 'support/greeting';

/** Another process: commits, moves tags, promotes and renames, without a pause. */
function startWriter(root: string): ChildProcess {
  const script = projectPath('test/client/writer.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, root], {
    cwd: projectPath(''),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** When its first version is on the disk, and how it ended. */
function watch(writer: ChildProcess): { begun: Promise<void>; ended: Promise<number | null> } {
  const begun = new Promise<void>((resolve, reject) => {
    writer.stdout?.once('data', () => {
      resolve();
    });
    writer.once('error', reject);
  });
  const ended = new Promise<number | null>(resolve => writer.once('close', resolve));
  return { begun, ended };
}

const LOOKS: readonly (readonly [name: string, options: object])[] = [
  ['latest', {}],
  ['the tag that follows every version', { tag: 'live' }],
  ['the tag of an environment', { tag: 'staging' }],
];

describe(`a registry that another process writes to for ${SECONDS} s`, function () {
  this.timeout((SECONDS + 300) * 1000);
  const newFolder = temporaryFolders();

  for (const maxAge of someOf([0, 20], 2)) {
    it(`gives no error, and never an older answer after a newer one (maxAge ${maxAge})`, async () => {
      const root = join(await newFolder(), '.promptledger');
      const { registry } = openFiles(root, () => Promise.resolve(ada));
      await registry.initialize();
      await registry.commit({ prompt: 'shared/tone', source: 'Tone 0.' });
      await registry.commit({ prompt: PROMPT, source: '{{> shared/tone}} 0', tag: 'live' });
      await registry.promote({ prompt: PROMPT, environment: 'staging', version: '1' });
      const writer = startWriter(root);
      const { begun, ended } = watch(writer);
      await begun;
      const client = openRegistry(root, { maxAge });
      const newest = LOOKS.map(() => 0);
      let answers = 0;
      try {
        for (const end = Date.now() + SECONDS * 1000; Date.now() < end;) {
          LOOKS.forEach(([name, options], index) => {
            const prompt = client.get(PROMPT, options);
            const before = newest[index]!;
            ok(prompt.number >= before, `${name}: ${prompt.number} after ${before}`);
            newest[index] = prompt.number;
            const { text } = prompt.render() as { text: string };
            // What it includes was committed with it: the number in both tells.
            const [tone, own] = /^Tone (\d+)\. (\d+)$/.exec(text)!.slice(1);
            strictEqual(tone, own, text);
            answers++;
          });
          await new Promise(resolve => setImmediate(resolve));
        }
      } finally {
        writer.kill();
        await ended;
      }
      ok(answers > 100 && newest.every(number => number > 5), `${answers}: ${newest.join()}`);
    });
  }
});
