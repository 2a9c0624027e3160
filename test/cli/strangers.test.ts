import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCli, runJson } from '../support/cliProcess';
import { greetingRegistry } from '../support/cliRegistry';
import { itAtLength } from '../support/longForm';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the folder of a registry from strangers', function () {
  this.timeout(120_000);
  const newFolder = temporaryFolders();

  interface Told {
    readonly error: { readonly code: string };
  }

  it('is refused where it is a link, by what reads and by what writes', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    await mkdir(join(folder, 'clone'));
    await symlink('../.promptledger', join(folder, 'clone', '.promptledger'));
    const before = await readdir(join(folder, '.promptledger'), { recursive: true });
    for (const line of [
      'list',
      'verify',
      'log support/greeting',
      'commit support/greeting - -m x',
      'tag support/greeting mine',
      'samples save support/greeting one',
      'import x.prompt',
      'environments add test',
      'init',
      'sql SELECT',
    ]) {
      const { code, value } = await runJson<Told>(join(folder, 'clone'), line.split(' '), {
        stdin: 'Hi\n',
      });
      deepStrictEqual([code, value.error.code], [1, 'invalid-registry'], line);
    }
    deepStrictEqual(await readdir(join(folder, '.promptledger'), { recursive: true }), before);
  });

  it('is not made where a link leads', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'notes'));
    await mkdir(join(folder, 'clone'));
    for (const target of ['../notes', '../gone']) {
      await symlink(target, join(folder, 'clone', '.promptledger'));
      const { code, stderr } = await runCli(join(folder, 'clone'), ['init']);
      strictEqual(code, 1);
      ok(stderr.includes('is a link'), stderr);
      await rm(join(folder, 'clone', '.promptledger'));
    }
    deepStrictEqual(await readdir(join(folder, 'notes')), []);
    deepStrictEqual(await readdir(folder), ['clone', 'notes']);
  });

  it('may lie behind a link that the person made', async () => {
    const { folder } = await greetingRegistry(await newFolder());
    const elsewhere = await newFolder();
    await symlink(folder, join(elsewhere, 'work'));
    const given = ['--registry', join(elsewhere, 'work', '.promptledger')];
    strictEqual((await runCli(elsewhere, [...given, 'list'])).code, 0);
    strictEqual((await runCli(elsewhere, [...given, 'init'])).code, 0);
  });

  it('holds no links: nothing is read or written through one', async () => {
    const { folder, root } = await greetingRegistry(await newFolder());
    await mkdir(join(folder, 'outside'));
    const act = async (...args: string[]) =>
      (await runJson<Told>(folder, args, { stdin: 'Hi\n' })).value.error.code;
    for (const [name, ...line] of [
      ['prompts', 'commit', 'new', '-'],
      ['samples', 'samples', 'save', 'support/greeting', 'one', '--var', 'name=Ada'],
      ['records', 'tag', 'support/greeting', 'mine'],
      ['cache', 'tag', 'support/greeting', 'mine'],
    ] as const) {
      const path = join(root, name);
      await mkdir(path, { recursive: true });
      await rename(path, `${path}-there`);
      await symlink(join(folder, 'outside'), path);
      strictEqual(await act(...line), 'io', name);
      await rm(path);
      await rename(`${path}-there`, path);
    }
    deepStrictEqual(await readdir(join(folder, 'outside')), []);
  });

  itAtLength(
    'is reported and not made where it looks like a repository of git; reading goes on',
    async () => {
      const { folder, root } = await greetingRegistry(await newFolder());
      for (const name of ['refs', 'objects']) await mkdir(join(root, name));
      await writeFile(join(root, 'HEAD'), 'ref: refs/heads/main\n');
      const { code, value } = await runJson<{ problems: { path: string; code: string }[] }>(
        folder,
        ['verify'],
      );
      deepStrictEqual(
        [code, value.problems.map(problem => [problem.path, problem.code])],
        [1, [['HEAD', 'invalid-registry']]],
      );
      const asked = await runJson<Told>(folder, ['init']);
      deepStrictEqual([asked.code, asked.value.error.code], [1, 'invalid-registry']);
      for (const line of [
        'list',
        'log support/greeting',
        'render support/greeting --var name=Ada',
      ]) {
        strictEqual((await runCli(folder, line.split(' '))).code, 0, line);
      }
    },
  );
});
