import { deepStrictEqual, strictEqual, throws } from 'node:assert/strict';
import { realpathSync } from 'node:fs';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { LedgerError } from '../../src/core/base/errors';
import {
  findProgram,
  programFolders,
  requireProgramStart,
  setProgramRules,
} from '../../src/store/programs';
import { temporaryFolders } from '../support/temporaryFolders';

const NO_RULES = { mayStart: () => true, strangeFolders: () => [] };

describe('programs', () => {
  const newFolder = temporaryFolders();

  afterEach(() => {
    setProgramRules(NO_RULES);
  });

  async function folders(...names: string[]): Promise<string> {
    const folder = realpathSync(await newFolder());
    for (const name of names) await mkdir(join(folder, name), { recursive: true });
    return folder;
  }

  async function program(path: string, mode = 0o755): Promise<void> {
    await writeFile(path, '#!/bin/sh\n');
    await chmod(path, mode);
  }

  it('are taken from absolute folders of PATH alone, never from the current one', async () => {
    const folder = await folders('bin', 'other');
    const path = ['', '.', 'bin', './bin', join(folder, 'bin'), '..', join(folder, 'gone')];
    deepStrictEqual(await programFolders([], path.join(delimiter)), [join(folder, 'bin')]);
    deepStrictEqual(await programFolders([], ''), []);
    deepStrictEqual(await programFolders([], `"${join(folder, 'other')}"`), [
      join(folder, 'other'),
    ]);
  });

  it('are never taken from the folders of strangers, by whatever link these are named', async () => {
    const folder = await folders('clone/tools/bin', 'clone-of-mine', 'bin');
    await symlink(join(folder, 'clone', 'tools'), join(folder, 'tools'));
    await symlink(join(folder, 'clone'), join(folder, 'work'));
    const path = ['clone/tools/bin', 'tools/bin', 'work', 'clone-of-mine', 'bin']
      .map(name => join(folder, name))
      .join(delimiter);
    const own = [join(folder, 'clone-of-mine'), join(folder, 'bin')];
    deepStrictEqual(await programFolders([join(folder, 'clone')], path), own);
    deepStrictEqual(await programFolders([join(folder, 'work')], path), own);
    setProgramRules({ ...NO_RULES, strangeFolders: () => [join(folder, 'work')] });
    deepStrictEqual(await programFolders([], path), own);
  });

  it('are found also for a registry in the root of a disk', async () => {
    const folder = await folders('bin');
    deepStrictEqual(await programFolders(['/'], join(folder, 'bin')), [join(folder, 'bin')]);
  });

  it('are files that can be started; on Windows, none that need a shell', async () => {
    const folder = await folders('a', 'b/git', 'c', 'd');
    const all = ['a', 'b', 'c', 'd'].map(name => join(folder, name));
    await program(join(folder, 'a', 'git'), 0o644);
    strictEqual(await findProgram('git', all, 'linux'), undefined);
    await program(join(folder, 'd', 'git'));
    strictEqual(await findProgram('git', all, 'linux'), join(folder, 'd', 'git'));
    for (const name of ['git', 'git.bat', 'git.cmd']) await program(join(folder, 'c', name));
    strictEqual(await findProgram('git', all, 'win32'), undefined);
    await program(join(folder, 'd', 'git.exe'));
    strictEqual(await findProgram('git', all, 'win32'), join(folder, 'd', 'git.exe'));
  });

  it('are not started where their host does not trust the folder', () => {
    setProgramRules({ ...NO_RULES, mayStart: () => false });
    throws(requireProgramStart, (error: unknown) => {
      return error instanceof LedgerError && error.code === 'untrusted';
    });
  });
});
