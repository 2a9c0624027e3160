import { deepStrictEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { openFiles } from '../../src/store/openFiles';
import { itAtLength } from '../support/longForm';
import { steppingClock } from '../support/openedRegistry';
import { ada } from '../support/recordBuilder';
import { projectPath } from '../support/sourceFiles';
import { temporaryFolders } from '../support/temporaryFolders';

const PROMPT = 'support/greeting';
const VERSIONS = 30;

describe('with few file handles left', function () {
  this.timeout(240_000);
  const newFolder = temporaryFolders();

  itAtLength(
    'a promotion releases the right version, or fails with io and changes nothing',
    async function () {
      // The limit is that of a shell.
      if (process.platform === 'win32') this.skip();
      const root = join(await newFolder(), '.promptledger');
      const open = (at: string) =>
        openFiles(at, () => Promise.resolve(ada), steppingClock()).registry;
      const registry = open(root);
      await registry.initialize();
      for (let number = 1; number <= VERSIONS; number++) {
        await registry.commit({ prompt: PROMPT, source: `Version ${number}.` });
      }
      await registry.tag({ ref: `${PROMPT}@1`, tag: 'staging' });
      await registry.promote({ prompt: PROMPT, environment: 'production' });
      await registry.tag({ ref: PROMPT, tag: 'staging' });
      const script = projectPath('test/client/fewHandles.ts');
      for (const left of [40, 6, 2, 0]) {
        const copy = join(await newFolder(), '.promptledger');
        await cp(root, copy, { recursive: true });
        const line = 'ulimit -n 200 && exec "$0" --import tsx "$@"';
        const args = ['-c', line, process.execPath, script, copy, String(left)];
        const { stdout, stderr } = spawnSync('sh', args, {
          encoding: 'utf8',
          cwd: projectPath('.'),
        });
        ok(stdout !== '', stderr);
        const told = JSON.parse(stdout) as { number?: number; code?: string };
        const [served] = await open(copy).releases({ prompt: PROMPT });
        if (told.number === undefined)
          deepStrictEqual([left, told.code, served?.number], [left, 'io', 1]);
        else deepStrictEqual([left, told.number, served?.number], [left, VERSIONS, VERSIONS]);
        if (left >= 6) deepStrictEqual([left, told], [left, { number: VERSIONS }]);
      }
    },
  );
});
