import { deepStrictEqual, match, ok, strictEqual } from 'node:assert/strict';
import { readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { recordFileName } from '../../src/core/ledger/records/recordFile';
import { someOf } from '../support/longForm';
import { ada, ben } from '../support/recordBuilder';
import { clones, RULES, type Clone } from '../support/registryClone';

describe('verify since a commit', function () {
  this.timeout(60_000);
  const newClone = clones();

  const untilNow = async (
    { root }: Clone,
    change: (path: string) => Promise<unknown>,
    path: string,
  ) => {
    await change(join(root, path));
    return [path, 'record-corrupt'] as const;
  };

  type Told = readonly [path: string, code: string];
  const attacks: Readonly<Record<string, (clone: Clone) => Promise<Told>>> = {
    'deletes the newest release': async clone =>
      untilNow(clone, path => rm(path), await clone.newest('release')),
    'deletes a version that nothing serves': async clone =>
      untilNow(clone, path => rm(path), await clone.newest('version')),
    'deletes a rename': async clone =>
      untilNow(clone, path => rm(path), await clone.newest('rename', 'answer')),
    'deletes an approval that nothing used yet': async clone =>
      untilNow(clone, path => rm(path), await clone.newest('approval')),
    'makes a link of a record': async clone =>
      untilNow(
        clone,
        async path => {
          const kept = join(clone.folder, 'kept');
          await rename(path, kept);
          await symlink(kept, path);
        },
        await clone.newest('release'),
      ),
    'gives a record another name': async clone =>
      untilNow(clone, path => rename(path, `${path}.bak`), await clone.newest('release')),
    'moves a record into the folder of another prompt': async clone =>
      untilNow(
        clone,
        path => rename(path, join(clone.root, 'records', 'answer', path.split('/').at(-1) ?? '')),
        await clone.newest('release'),
      ),
    'changes a byte': async clone =>
      untilNow(
        clone,
        async path =>
          writeFile(path, (await readFile(path, 'utf8')).replace('"staging"', '"stagine"')),
        await clone.newest('release'),
      ),
    'deletes all records': async clone =>
      untilNow(
        clone,
        () => rm(join(clone.root, 'records'), { recursive: true }),
        await clone.newest('release'),
      ),
    'deletes all records in a merge that keeps none of them': async clone => {
      const path = await clone.newest('release');
      await clone.git('checkout', '--quiet', 'main');
      await clone.git('commit', '--quiet', '--allow-empty', '--message', 'Newer');
      await clone.git('checkout', '--quiet', 'change');
      await clone.git('rm', '-rq', '.promptledger/records');
      await clone.git('commit', '--quiet', '--message', 'Without');
      await clone.git('merge', '--quiet', '--strategy=ours', '--message', 'Merge', 'main');
      return [path, 'record-corrupt'];
    },
    'tags what is protected': async clone => [
      await clone.forge({ tag: 'production', version: await clone.version(2) }),
      'environment-protected',
    ],
    'tags what is protected, long ago': async clone => [
      await clone.forge({
        ...{ tag: 'production', at: '2020-01-01T00:00:00.000Z' },
        version: await clone.version(2),
      }),
      'environment-protected',
    ],
    'takes the protection away and tags': async clone => {
      await writeFile(join(clone.root, 'registry.json'), RULES.replace('true', 'false'));
      const { id } = await clone.as(ada).tag({ ref: 'answer@2', tag: 'production' });
      const tags = await clone.records();
      const { at = '' } = tags.find(record => record.id === id) ?? {};
      return [`records/old/${recordFileName(at, id)}`, 'environment-protected'];
    },
    'takes the environment away and tags': async clone => {
      const environments = [{ name: 'staging' }];
      await writeFile(
        join(clone.root, 'registry.json'),
        JSON.stringify({ format: 1, environments }),
      );
      const version = await clone.version(2);
      return [await clone.forge({ tag: 'production', version }), 'environment-protected'];
    },
    'deletes registry.json and tags': async clone => {
      await rm(join(clone.root, 'registry.json'));
      const version = await clone.version(2);
      return [await clone.forge({ tag: 'production', version }), 'environment-protected'];
    },
    'asks for no approvals any more, and releases': async clone => {
      await writeFile(
        join(clone.root, 'registry.json'),
        RULES.replace('"approvals":1', '"approvals":0'),
      );
      await clone.as(ada).commit({ prompt: 'answer', source: 'Bad' });
      await clone.as(ada).tag({ ref: 'answer@3', tag: 'staging' });
      await clone.as(ada).promote({ prompt: 'answer', environment: 'production' });
      return [await clone.newest('release'), 'approvals-missing'];
    },
    'releases what its author approved': async clone => {
      const { id } = await clone.as(ada).commit({ prompt: 'answer', source: 'Bad' });
      await clone.as(ada).tag({ ref: 'answer@3', tag: 'staging' });
      await clone.as(ada).approve({ ref: 'answer@3', environment: 'production' });
      const environment = 'production';
      return [
        await clone.forge({ kind: 'release', environment, version: id }),
        'approvals-missing',
      ];
    },
    'releases past staging, from a tag of its own': async clone => {
      const { id } = await clone.as(ada).commit({ prompt: 'answer', source: 'Bad' });
      await clone.as(ada).tag({ ref: 'answer@3', tag: 'mine' });
      await clone.as(ben).approve({ ref: 'answer@3', environment: 'production' });
      const release = { kind: 'release' as const, environment: 'production', from: 'mine' };
      return [await clone.forge({ ...release, version: id }), 'environment-protected'];
    },
    'rolls back to what was never released': async clone => [
      await clone.forge({
        ...{ kind: 'release', environment: 'production', rollback: true },
        version: await clone.version(2),
      }),
      'nothing-to-roll-back',
    ],
    'moves an immutable tag, long ago': async clone => [
      await clone.forge({
        ...{ tag: 'v1.0.0', immutable: true, at: '2020-01-01T00:00:00.000Z' },
        version: await clone.version(2),
      }),
      'tag-immutable',
    ],
    'makes an environment of an immutable tag': async clone => [
      await clone.forge({
        ...{ kind: 'release', environment: 'v1.0.0', rollback: false },
        version: await clone.version(2),
      }),
      'tag-immutable',
    ],
    'writes a version under the name of another prompt': async clone => [
      await clone.forge({
        ...{ kind: 'version', prompt: 'answer', parents: [], number: 1, message: '' },
        ...{ includes: {}, source: ['Bad'] },
      }),
      'name-taken',
    ],
    'takes the name of another prompt by a rename of long ago': async clone => {
      await clone.as(ada).commit({ prompt: 'evil', source: 'Bad' });
      const rename = { kind: 'rename' as const, prompt: 'answer', from: 'evil' };
      return [
        await clone.forge({ ...rename, at: '2020-01-01T00:00:00.000Z' }),
        'reference-ambiguous',
      ];
    },
    'makes an environment of an immutable tag, and releases to it': async clone => {
      const [staging = ''] = RULES.split(',').filter(part => part.includes('staging'));
      const environments = staging.replace('[', '[{"name":"v1.0.0"},');
      await writeFile(join(clone.root, 'registry.json'), RULES.replace(staging, environments));
      await clone.as(ada).promote({ prompt: 'answer', environment: 'v1.0.0', version: '2' });
      return ['registry.json', 'tag-immutable'];
    },
    'loosens the rules': async ({ root }) => {
      await writeFile(join(root, 'registry.json'), RULES.replace('true', 'false'));
      return ['registry.json', 'environment-protected'];
    },
  };

  for (const [what, attack] of someOf(Object.entries(attacks), 5)) {
    it(`names a change that ${what}`, async () => {
      const clone = await newClone();
      const [path, code] = await attack(clone);
      const { problems } = await clone.verify();
      const told = problems.filter(problem => problem.path === path);
      ok(
        told.some(problem => problem.code === code),
        JSON.stringify({ expected: [path, code], problems }, null, 2),
      );
      // Also as a commit of its own, which is what a pull request is.
      await clone.git('add', '--all');
      await clone.git('commit', '--quiet', '--allow-empty', '--message', 'Change');
      deepStrictEqual((await clone.verify()).problems, problems);
    });
  }

  const honest: Readonly<Record<string, (clone: Clone) => Promise<unknown>>> = {
    'does nothing': () => Promise.resolve(),
    'commits and tags': async ({ as }) => {
      await as(ben).commit({ prompt: 'answer', source: 'Best' });
      await as(ben).tag({ ref: 'answer@3', tag: 'v2.0.0', immutable: true });
      await as(ben).commit({ prompt: 'new', source: 'New' });
    },
    'promotes what was staged and approved': ({ as }) =>
      as(ada).promote({ prompt: 'answer', environment: 'production' }),
    'commits, stages, approves and promotes': async ({ as }) => {
      await as(ada).commit({ prompt: 'answer', source: 'Best' });
      await as(ada).tag({ ref: 'answer@3', tag: 'staging' });
      await as(ben).approve({ ref: 'answer@3', environment: 'production' });
      await as(ada).promote({ prompt: 'answer', environment: 'production' });
    },
    'promotes and rolls back': async ({ as }) => {
      await as(ada).promote({ prompt: 'answer', environment: 'production' });
      await as(ada).rollback({ prompt: 'answer', environment: 'production', reason: 'Bad' });
    },
    'renames, archives and describes': async ({ as }) => {
      await as(ada).rename({ prompt: 'answer', to: 'reply' });
      await as(ada).describe({ prompt: 'answer', description: 'What it is for' });
      await as(ada).archive('reply');
    },
    'makes the rules stricter': ({ root }) =>
      writeFile(join(root, 'registry.json'), RULES.replace('"approvals":1', '"approvals":2')),
    'merges two branches': async ({ as, git }) => {
      await as(ada).commit({ prompt: 'one', source: 'One' });
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'One');
      await git('checkout', '--quiet', '-b', 'other', 'main');
      await as(ada).commit({ prompt: 'two', source: 'Two' });
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Two');
      await git('merge', '--quiet', '--message', 'Both', 'change');
    },
    'squashes a branch': async ({ as, git }) => {
      await as(ada).promote({ prompt: 'answer', environment: 'production' });
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Promoted');
      await git('checkout', '--quiet', '-b', 'squashed', 'main');
      await git('merge', '--quiet', '--squash', 'change');
    },
    'takes back what was never merged': async ({ as, git }) => {
      await as(ada).commit({ prompt: 'answer', source: 'Oh no' });
      await git('add', '--all');
      await git('commit', '--quiet', '--message', 'Oh no');
      await git('revert', '--no-edit', 'HEAD');
    },
  };

  for (const [what, work] of someOf(Object.entries(honest), 2)) {
    it(`accepts a change that ${what}`, async () => {
      const clone = await newClone();
      await work(clone);
      const { problems, notices } = await clone.verify();
      deepStrictEqual([problems, notices], [[], undefined]);
    });
  }

  it('says what it was, and where it went', async () => {
    const clone = await newClone();
    const path = await clone.newest('release');
    await rename(join(clone.root, path), join(clone.root, `${path}.bak`));
    const { problems } = await clone.verify();
    match(
      problems.find(problem => problem.path === path)?.message ?? '',
      /^main has here: release of v1 to "production" by Ada\. .*json\.bak has its name/,
    );
  });

  it('does not call lost what a branch never had, and tells that it is behind', async () => {
    const clone = await newClone();
    await clone.git('checkout', '--quiet', 'main');
    await clone.as(ada).promote({ prompt: 'answer', environment: 'production' });
    await clone.git('add', '--all');
    await clone.git('commit', '--quiet', '--message', 'Newer');
    await clone.git('checkout', '--quiet', 'change');
    await clone.as(ada).commit({ prompt: 'answer', source: 'Best' });
    const { problems, notices } = await clone.verify();
    deepStrictEqual(problems, []);
    deepStrictEqual(notices, ['main has 1 record that this branch does not have yet: merge it.']);
  });

  it('judges the first registry by its own rules, and unrelated histories strictly', async () => {
    const clone = await newClone();
    await clone.git('checkout', '--quiet', '--orphan', 'empty');
    await clone.git('rm', '-rq', '--cached', '.');
    await clone.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing');
    deepStrictEqual((await clone.verify('empty')).problems, []);
    await rm(join(clone.root, await clone.newest('release')));
    strictEqual((await clone.verify()).problems.length, 1);
  });
});
