import assert from 'node:assert/strict';
import { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { committed } from '../committed';
import { autoSave, closeAll, promptNames, registryFolder, run, type } from '../window';

interface Started {
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd?: string | null;
  readonly envPairs?: readonly string[];
}

/** Node's own, which has no types: every way to start a process ends here. */
interface Starting {
  spawn(options: Started): unknown;
}

const newName = promptNames('process');

describe('The processes that VS Code starts for a registry', () => {
  autoSave('off');
  afterEach(closeAll);

  const starting = ChildProcess.prototype as unknown as Starting;
  // eslint-disable-next-line @typescript-eslint/unbound-method -- It is called with its process.
  const { spawn } = starting;
  let started: Started[];

  beforeEach(() => {
    started = [];
    starting.spawn = function (this: Starting, options) {
      started.push(options);
      return spawn.call(this, options);
    };
  });
  afterEach(() => {
    starting.spawn = spawn;
  });

  it('are never started in it, whatever asks git: who commits, comparing, what was served, verify', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await type(prompt, 'two\n');
    await run('commit', { prompt, message: 'By whom git says' });
    await run('compareAll', { left: 'git:HEAD', right: 'working' });
    await run('servedAt', { environment: 'production', commit: 'HEAD' });
    await run('verify', { since: 'HEAD' });
    const ours = started.filter(({ args }) => args?.includes('safe.bareRepository=explicit'));
    assert.ok(ours.length > 0, JSON.stringify(started.map(({ file, args }) => [file, args])));
    const registry = realpathSync(registryFolder);
    for (const { file, cwd, args } of started) {
      const way = relative(registry, cwd ?? process.cwd());
      assert.ok(
        way.startsWith('..') || isAbsolute(way),
        `${file} ${args?.join(' ')} in ${String(cwd)}`,
      );
    }
    for (const { file, envPairs = [] } of ours) {
      assert.ok(isAbsolute(file), file);
      assert.ok(!envPairs.some(pair => pair.startsWith('ELECTRON_')), 'a fixed environment');
    }
  });
});
