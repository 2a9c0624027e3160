import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ioError } from '../../src/store/files';
import { unreadableFile, unreadableFolder } from '../../src/store/recordProblem';
import { temporaryFolders } from '../support/temporaryFolders';

const PLACE = { folder: 'a', name: 'x.json' };

function failure(code: string, message: string): Error {
  return Object.assign(new Error(`${code}: ${message}, open '/somewhere/x.json'`), { code });
}

describe('a record that says nothing', () => {
  const newFolder = temporaryFolders();

  it('cannot be read where it is a plain file, and says why and what to do', async () => {
    const file = join(await newFolder(), 'x.json');
    await writeFile(file, '{}');
    deepStrictEqual(unreadableFile(PLACE, file, failure('EACCES', 'permission denied')), {
      path: 'records/a/x.json',
      code: 'io',
      message:
        'It is there and cannot be read: permission denied (EACCES). Check that you may read it.',
    });
  });

  it('is damaged where something else stands in its place, or it is far too large', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'folder'));
    await symlink('nowhere', join(folder, 'link'));
    await writeFile(join(folder, 'huge'), '');
    const codeOf = (name: string, code: string) =>
      unreadableFile(PLACE, join(folder, name), failure(code, 'x')).code;
    strictEqual(codeOf('folder', 'EISDIR'), 'record-corrupt');
    strictEqual(codeOf('link', 'ELOOP'), 'record-corrupt');
    strictEqual(codeOf('huge', 'EFBIG'), 'record-corrupt');
    // A fault of the disk that only looks like one of these.
    strictEqual(codeOf('huge', 'ELOOP'), 'io');
  });

  it('may be a whole folder that cannot be listed', () => {
    const cause = failure('EMFILE', 'too many open files');
    const { path, code, message } = unreadableFolder('a/b', ioError('/r/records/a/b', cause));
    deepStrictEqual([path, code], ['records/a/b', 'io']);
    strictEqual(message.includes('too many open files (EMFILE). Too many files are open'), true);
  });
});
