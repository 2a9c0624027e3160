import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyFolder } from '../support/copyFolder';
import { runProgram } from './childProcess';
import { projectRoot } from './projectPaths';

const EXAMPLE = path.join(projectRoot, 'test', 'fixtures', 'workspace');

/**
 * Copies the example workspace into a fresh temporary folder, as a git repository with one commit,
 * and returns that folder. Throws an Error with git's output when git fails.
 */
export async function prepareExampleWorkspace(): Promise<string> {
  // The real path: VS Code names files by it, also where the temporary folder is a link.
  const parent = await realpath(await mkdtemp(path.join(tmpdir(), 'prompt-ledger-')));
  const folder = path.join(parent, 'workspace');
  await mkdir(folder);
  await makeExampleWorkspace(folder);
  return folder;
}

/** The same in an empty folder that is there. */
export async function makeExampleWorkspace(folder: string): Promise<void> {
  if (existsSync(EXAMPLE)) copyFolder(EXAMPLE, folder);
  const git = (...args: string[]) => runProgram('git', args, { cwd: folder });
  await git('init', '--quiet', '--initial-branch=main');
  await git('config', 'user.name', 'Ada Example');
  await git('config', 'user.email', 'ada@example.com');
  await git('config', 'commit.gpgsign', 'false');
  await git('add', '--all');
  await git('commit', '--quiet', '--allow-empty', '--message', 'Example workspace');
}
