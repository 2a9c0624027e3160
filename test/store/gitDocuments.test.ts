import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitDocuments, gitRevisions } from '../../src/store/gitDocuments';
import { rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('the documents of a git revision', () => {
  const newFolder = temporaryFolders();
  let repository = '';
  let root = '';

  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...args], {
      cwd: repository,
      encoding: 'utf8',
    });
  const write = (name: string, text: string) => {
    const file = join(root, 'prompts', name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
  };
  const commit = () => {
    git('add', '-A');
    git('commit', '-qm', 'x');
  };

  beforeEach(async () => {
    repository = await newFolder();
    root = join(repository, 'app', '.promptledger');
    git('init', '-q', '-b', 'main');
    write('support/greeting.prompt', 'Hi {{name}} 👋\r\n');
    write('notes.txt', 'no prompt');
    write('UPPER.prompt', 'no name of a prompt');
    commit();
    git('tag', 'first');
    write('support/greeting.prompt', 'Hello\n');
    write('empty.prompt', '');
    commit();
    rmSync(join(root, 'prompts', 'empty.prompt'));
  });

  it('are read without a checkout, with "\\n" between their lines', async () => {
    assert.deepEqual(
      [...(await gitDocuments(root, 'first'))],
      [['support/greeting', 'Hi {{name}} 👋\n']],
    );
    assert.deepEqual(
      [...(await gitDocuments(root, 'HEAD'))],
      [
        ['empty', ''],
        ['support/greeting', 'Hello\n'],
      ],
    );
  });

  it('are none before there was a registry', async () => {
    const parent = join(repository, 'app');
    assert.deepEqual([...(await gitDocuments(parent, 'HEAD'))], []);
  });

  for (const revision of ['nowhere', '--all', '']) {
    it(`are refused for ${JSON.stringify(revision)}`, async () => {
      const error = await rejectionOf(gitDocuments(root, revision));
      assert.equal(error.code, 'invalid-argument');
    });
  }

  it('can be asked of every branch and tag', async () => {
    git('branch', 'other');
    const revisions = await gitRevisions(root);
    assert.equal(revisions[0], 'HEAD');
    assert.deepEqual([...revisions].sort(), ['HEAD', 'first', 'main', 'other']);
  });

  it('can be asked of none where there is no repository', async () => {
    assert.deepEqual(await gitRevisions(await newFolder()), []);
  });
});
