import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli, runJson } from '../support/cliProcess';
import { greetingRegistry, type CliRegistry } from '../support/cliRegistry';
import { gitIn } from '../support/git';
import { temporaryFolders } from '../support/temporaryFolders';
import { SHAPES } from './jsonShapes';

describe('what changed since a git revision', () => {
  const newFolder = temporaryFolders();

  async function repository(): Promise<CliRegistry> {
    const registry = await greetingRegistry(await newFolder());
    await registry.registry.commit({ prompt: 'gone', source: 'x\n' });
    const git = gitIn(registry.folder);
    await git('init', '--quiet', '--initial-branch=main');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'Before');
    return registry;
  }

  it('is nothing where nothing changed', async () => {
    const { folder } = await repository();
    const { code, stdout } = await runCli(
      folder,
      'diff --git main --markdown --exit-code'.split(' '),
    );
    deepStrictEqual([code, stdout], [0, '_No prompt changed._\n']);
  });

  it('is every prompt that was added, changed, released or removed', async () => {
    const { folder, registry, root, type } = await repository();
    await type('prompts/new.prompt', 'New with ``` in it\n');
    await rm(join(root, 'prompts', 'gone.prompt'));
    await type('prompts/support/greeting.prompt', 'Hello there {{name}}.\n');
    await registry.commit({ prompt: 'support/greeting', message: 'Say <b>there</b>, @everyone' });
    await registry.promote({ prompt: 'support/greeting', environment: 'staging', version: '3' });
    const { stdout } = await runCli(folder, ['diff', '--git', 'HEAD', '--markdown']);
    const [gone = '', added = '', greeting = ''] = stdout.split(/^(?=### )/m);
    match(gone, /^### `gone`\n\n\*\*Removed\*\*\n\n<details><summary>1 line removed /);
    match(
      added,
      /^### `new`\n\n\*\*New prompt\*\*\n\n<details><summary>1 line added .*\n\n````diff\n/s,
    );
    ok(greeting.includes('- **v3**: Say \\<b\\>there\\</b\\>, @\u200beveryone (Ada)'), greeting);
    ok(greeting.includes('- Release: `staging` → v3 (Ada)'), greeting);
    match(greeting, /-Good day \{\{name\}\}\.\n\+Hello there/);
    const { value, code } = await runJson<unknown[]>(folder, [
      'diff',
      '--git',
      'HEAD',
      '--exit-code',
    ]);
    deepStrictEqual([value.length, code], [3, 1]);
    for (const item of value) SHAPES.diffOfPrompt(item, 'diff');
    const one = await runJson<{ prompt: string }[]>(folder, ['diff', 'new', '--git', 'HEAD']);
    deepStrictEqual(
      one.value.map(item => item.prompt),
      ['new'],
    );
  });

  it('does not call an archived prompt removed', async () => {
    const { folder, registry } = await repository();
    await registry.archive('gone');
    const all = async (left: string) =>
      (await runJson<unknown[]>(folder, ['diff', '--all', left, '@latest'])).value;
    deepStrictEqual([await all('git:HEAD'), await all('working')], [[], []]);
  });

  it('needs a revision and a repository', async () => {
    const { folder } = await repository();
    const unknown = await runCli(folder, ['diff', '--git', 'nowhere']);
    deepStrictEqual([unknown.code, unknown.stderr.includes('fetch-depth: 0')], [2, true]);
    const option = await runCli(folder, ['diff', '--git=--output=/tmp/x']);
    strictEqual(option.code, 2);
    const plain = await greetingRegistry(await newFolder());
    strictEqual((await runCli(plain.folder, ['diff', '--git', 'HEAD'])).code, 1);
  });
});
