import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitRecords } from '../../src/store/gitRecords';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const WHO = [
  '-c',
  'user.name=Ada',
  '-c',
  'user.email=ada@example.com',
  '-c',
  'commit.gpgsign=false',
];

describe('records in git', () => {
  const newFolder = temporaryFolders();
  let folder: string;
  let opened: OpenedRegistry;

  const git = (...args: string[]) => execFileSync('git', [...WHO, ...args], { cwd: folder });
  const commitAll = (message: string) => {
    git('add', '-A');
    git('commit', '-q', '-m', message);
  };
  const history = () => new GitRecords(opened.root);
  const recordsAt = async (commit: string) => (await history().registryAt(commit)).folders;

  beforeEach(async () => {
    folder = await newFolder();
    git('init', '-q');
    opened = await newRegistry(join(folder, '.promptledger'));
    await opened.registry.commit({ prompt: 'a', source: 'Grüße\n', message: 'First' });
    commitAll('one');
    await opened.registry.commit({ prompt: 'shared/b', source: 'Second' });
    await opened.registry.tag({ ref: 'a@1', tag: 'staging' });
    commitAll('two');
  });

  afterEach(() => {
    opened.close();
  });

  it('are what the commit holds, whatever lies on the disk now', async () => {
    await rm(join(opened.root, 'records'), { recursive: true });
    const before = await recordsAt('HEAD~1');
    deepStrictEqual(
      before.map(({ folder: name, records }) => [name, records.map(({ kind }) => kind)]),
      [['a', ['version']]],
    );
    const now = await recordsAt('HEAD');
    deepStrictEqual(
      now.map(({ folder: name, records, problems }) => [name, records.length, problems.length]),
      [
        ['a', 2, 0],
        ['shared/b', 1, 0],
      ],
    );
  });

  it('are the same as those on the disk', async () => {
    const there = await opened.records.read('a');
    const [found] = await recordsAt('HEAD');
    deepStrictEqual(found, {
      folder: 'a',
      names: there.names,
      records: there.records,
      problems: [],
    });
  });

  it('are found by whatever git takes for a commit', async () => {
    git('tag', 'v1', 'HEAD~1');
    for (const commit of ['v1', 'HEAD^', git('rev-parse', '--short', 'HEAD~1').toString().trim()]) {
      strictEqual((await recordsAt(commit)).length, 1, commit);
    }
  });

  it('report a file that was changed, and pass over other files', async () => {
    const records = join(opened.root, 'records', 'a');
    const [name = ''] = await readdir(records);
    await writeFile(join(records, name), '{}');
    await mkdir(join(opened.root, 'records', 'notes'));
    await writeFile(join(opened.root, 'records', 'notes', 'a b\nc.md'), 'Notes');
    commitAll('three');
    const found = await recordsAt('HEAD');
    deepStrictEqual(
      found.flatMap(({ problems }) => problems.map(({ message }) => message)),
      ['The content was changed after it was written.'],
    );
    deepStrictEqual(
      found.map(item => item.folder),
      ['a', 'shared/b'],
    );
  });

  it('are none where the commit had no registry', async () => {
    git('checkout', '-q', '--orphan', 'empty');
    git('commit', '-q', '--allow-empty', '-m', 'zero');
    git('rm', '-rq', '--cached', '.');
    git('commit', '-q', '--allow-empty', '-m', 'none');
    deepStrictEqual(await recordsAt('HEAD'), []);
  });

  for (const commit of ['nowhere', '', '--all', '-h', 'HEAD:.promptledger', 'a b']) {
    it(`refuse "${commit}", which is no commit`, async () => {
      const refusal = await rejectionOf(recordsAt(commit));
      checkRefusal(refusal, 'invalid-argument', 'knows no revision');
    });
  }

  it('cannot be asked for outside a repository', async () => {
    const outside = new GitRecords(await newFolder());
    checkRefusal(await rejectionOf(outside.registryAt('HEAD')), 'io', 'git repository');
  });
});
