import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitFiles } from '../../src/store/gitFiles';
import { gitIn } from '../support/git';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('GitFiles', () => {
  const newFolder = temporaryFolders();

  /** A repository whose registry lies in a folder of it, changed after the commit. */
  async function repository(): Promise<string> {
    const folder = await newFolder();
    const root = join(folder, 'app', '.promptledger');
    await mkdir(join(root, 'prompts', 'deep'), { recursive: true });
    await writeFile(join(root, 'prompts', 'deep', 'é b.prompt'), 'Then\n');
    await writeFile(join(root, 'prompts', 'deep', 'empty.prompt'), '');
    await writeFile(join(root, 'prompts', 'same.prompt'), 'Then\n');
    await writeFile(join(root, 'other.txt'), '');
    const git = gitIn(folder);
    await git('init', '--quiet');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', 'One');
    await writeFile(join(root, 'prompts', 'deep', 'é b.prompt'), 'Now\n');
    return root;
  }

  it('lists and reads files as they were, by paths from the registry', async () => {
    const files = await GitFiles.at(await repository(), 'HEAD');
    const listed = await files.list('prompts');
    const read = await files.read(listed);
    deepStrictEqual(
      [...read].map(([path, bytes]) => [path, bytes.toString('utf8')]),
      [
        ['prompts/deep/empty.prompt', ''],
        ['prompts/deep/é b.prompt', 'Then\n'],
        ['prompts/same.prompt', 'Then\n'],
      ],
    );
    deepStrictEqual(await files.list('records'), []);
    strictEqual((await files.read([])).size, 0);
  });

  it('refuses what is no revision, also what looks like an option', async () => {
    const root = await repository();
    for (const revision of ['nowhere', '--all', '']) {
      const error = await rejectionOf(GitFiles.at(root, revision));
      checkRefusal(error, 'invalid-argument', 'Git knows no revision');
    }
  });

  it('says where there is no repository', async () => {
    checkRefusal(await rejectionOf(GitFiles.at(await newFolder(), 'HEAD')), 'io', 'git repository');
  });

  it('says how to get what a partial clone left out, and fetches nothing for it', async () => {
    const root = await repository();
    const folder = join(root, '..', '..');
    await writeFile(join(root, 'prompts', 'same.prompt'), 'Now\n');
    await gitIn(folder)('commit', '--quiet', '--all', '--message', 'Two');
    await gitIn(folder)('config', 'uploadpack.allowFilter', 'true');
    const clone = await newFolder();
    const git = gitIn(clone);
    await git('clone', '--quiet', '--filter=blob:none', pathToFileURL(folder).href, '.');
    const then = await GitFiles.at(join(clone, 'app', '.promptledger'), 'HEAD~1');
    const listed = await then.list('prompts');
    checkRefusal(await rejectionOf(then.read(listed)), 'io', 'git fetch --refetch --no-filter');
    await git('fetch', '--quiet', '--refetch', '--no-filter');
    strictEqual((await then.read(listed)).size, 3);
  });
});
