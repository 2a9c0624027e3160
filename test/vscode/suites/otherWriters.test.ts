import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RegistryHostChange } from '../../../src/extension/shell/registryHost';
import { SHOWN_WITHIN_MS } from '../../host/patience';
import { committed, hearsOfFiles } from '../committed';
import { openOutside } from '../otherWriter';
import {
  closeAll,
  find,
  listed,
  promptNames,
  reading,
  run,
  tagsOf,
  versionsOf,
  workingFile,
  workingUri,
  workspaceFolder,
} from '../window';

const newName = promptNames('others');

describe('What others write', () => {
  hearsOfFiles('suites/heard-by-others');
  afterEach(closeAll);

  it('a commit by another program is seen by itself', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const outside = await openOutside();
    await seenAfter('a commit', prompt, async () => {
      await outside.commit({ prompt, source: 'two\n', message: 'From the command line' });
      return async () => (await listed(prompt)).latest?.number === 2;
    });
    const [newest] = await versionsOf(prompt);
    assert.deepEqual(
      [newest?.message, newest?.author.name],
      ['From the command line', 'Ben Okafor'],
    );
  });

  it('a tag that another program moves is seen by itself', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'stable' });
    const outside = await openOutside();
    await seenAfter('a tag', prompt, async () => {
      await outside.tag({ ref: `${prompt}@2`, tag: 'stable' });
      return async () => (await tagsOf(prompt)).stable === 2;
    });
  });

  it('a release by another program is seen by itself', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const outside = await openOutside();
    await seenAfter('a release', prompt, async () => {
      await outside.promote({ prompt, environment: 'staging', version: '1' });
      return async () => (await (await reading()).releases(prompt)).length === 1;
    });
  });

  it('a working document that another program edits is seen as modified', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await closeAll();
    await seenAfter('an edit', prompt, async () => {
      await writeFile(workingUri(prompt).fsPath, 'edited elsewhere\n');
      return async () => (await listed(prompt)).state === 'modified';
    });
  });

  it('a new prompt of another program is seen by itself', async () => {
    const prompt = newName();
    const outside = await openOutside();
    await seenAfter('a new prompt', prompt, async () => {
      await outside.newPrompt({ prompt, source: 'new\n' });
      return async () => (await find(prompt))?.state === 'new';
    });
  });

  it('a git pull brings several prompts at once', async () => {
    const clone = join(await mkdtemp(join(tmpdir(), 'prompt-ledger-clone-')), 'clone');
    try {
      await git(workspaceFolder, 'clone', '--quiet', workspaceFolder, clone);
      const prompts = [newName(), newName(), newName()];
      const ben = await openOutside(join(clone, '.promptledger'));
      for (const prompt of prompts) {
        await ben.newPrompt({ prompt, source: 'one\n' });
        await ben.commit({ prompt, message: 'On the other machine' });
        await ben.promote({ prompt, environment: 'staging', version: '1' });
      }
      await commitAll(clone);
      const [first = ''] = prompts;
      await seenAfter('a git pull', first, async () => {
        await git(workspaceFolder, 'pull', '--quiet', '--ff-only', clone, 'HEAD');
        return async () => {
          const found = await Promise.all(prompts.map(find));
          return found.every(info => info?.state === 'clean' && info.tags.length === 1);
        };
      });
    } finally {
      await rm(join(clone, '..'), { recursive: true, force: true });
    }
  });

  it('records vanish with a branch that is left, and are back with it', async () => {
    const prompt = newName();
    const branch = 'only-here';
    await git(workspaceFolder, 'checkout', '--quiet', '-b', branch);
    try {
      await committed(prompt, 'one\n', 'two\n');
      await run('tag', { ref: prompt, tag: 'stable' });
      await closeAll();
      const files = [`records/${prompt}`, `prompts/${prompt}.prompt`];
      await git(workspaceFolder, 'add', ...files.map(file => `.promptledger/${file}`));
      await git(workspaceFolder, 'commit', '--quiet', '--message', prompt);
      // VS Code tells nothing of a file that came and went within one batch of its watcher.
      await quiet();
      await seenAfter('leaving a branch', prompt, async () => {
        await git(workspaceFolder, 'checkout', '--quiet', 'main');
        return async () => (await find(prompt)) === undefined;
      });
      await seenAfter('coming back', prompt, async () => {
        await git(workspaceFolder, 'checkout', '--quiet', branch);
        return async () => (await find(prompt))?.versions === 2;
      });
      assert.deepEqual(await tagsOf(prompt), { stable: 2 });
      assert.equal(await workingFile(prompt), 'two\n');
    } finally {
      await git(workspaceFolder, 'checkout', '--quiet', 'main');
    }
  });

  it('one write of this window is told once', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const told = async (work: () => Promise<unknown>) => {
      await quiet();
      const changes = await changesWhile(work);
      return changes.filter(({ prompts, config }) => prompts.includes(prompt) || config).length;
    };
    assert.equal(await told(() => run('tag', { ref: prompt, tag: 'stable' })), 1, 'tag');
    assert.equal(await told(() => run('untag', { prompt, tag: 'stable' })), 1, 'untag');
    const release = { prompt, environment: 'staging', version: '1' };
    assert.equal(await told(() => run('promote', release)), 1, 'promote');
    assert.equal(await told(() => run('checkout', { ref: `${prompt}@1` })), 1, 'checkout');
    assert.equal(await told(() => run('commit', { prompt, message: 'Back' })), 1, 'commit');
  });

  it('a refused write is not told, and neither is a look at what is known', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await quiet();
    const changes = await changesWhile(async () => {
      await run('commit', { prompt }).catch(() => undefined);
      await run('tag', { ref: prompt, tag: 'production' }).catch(() => undefined);
      await run('refresh', {});
      await run('status', {});
    });
    assert.deepEqual(changes, []);
  });
});

/**
 * Does something outside, waits until the event has told it and the queries show it, and prints
 * how long that took from the end of the writing (the design asks for a second).
 */
async function seenAfter(
  what: string,
  prompt: string,
  write: () => Promise<() => Promise<boolean>>,
): Promise<void> {
  const changes: RegistryHostChange[] = [];
  const subscription = (await reading()).onDidChange(change => changes.push(change));
  try {
    const isSeen = await write();
    const start = performance.now();
    const isTold = () => changes.some(change => change.prompts.includes(prompt));
    while (!(await isSeen()) || !isTold()) {
      const waited = performance.now() - start;
      assert.ok(waited < SHOWN_WITHIN_MS, `${what}: not seen after ${Math.round(waited)} ms`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    const waited = Math.round(performance.now() - start);
    console.log(`      ${what} was seen after ${waited} ms`);
  } finally {
    subscription.dispose();
  }
}

/** Every change told while `work` runs and in the time that watchers need after it. */
async function changesWhile(work: () => Promise<unknown>): Promise<readonly RegistryHostChange[]> {
  const changes: RegistryHostChange[] = [];
  const subscription = (await reading()).onDidChange(change => changes.push(change));
  try {
    await work();
    await quiet();
  } finally {
    subscription.dispose();
  }
  return changes.filter(({ prompts, config }) => prompts.length > 0 || config);
}

/** Long enough for what a file watcher tells of a write that is done. */
function quiet(): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, 1000));
}

async function commitAll(folder: string): Promise<void> {
  await git(folder, 'add', '--all');
  const who = ['-c', 'user.name=Ben Okafor', '-c', 'user.email=ben.okafor@example.com'];
  await git(folder, ...who, 'commit', '--quiet', '--message', 'From the other machine');
}

async function git(folder: string, ...args: readonly string[]): Promise<void> {
  await promisify(execFile)('git', [...args], { cwd: folder });
}
