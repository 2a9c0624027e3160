import { deepStrictEqual, rejects, strictEqual, throws } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { errorCode } from '../../src/core/base/ioFailure';
import { readPlainFile, readPlainFileSync } from '../../src/store/plainFile';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a plain file', () => {
  const newFolder = temporaryFolders();

  it('is read to its end', async () => {
    const folder = await newFolder();
    for (const size of [0, 1, 70_000, 3_000_000]) {
      const file = join(folder, `${size}`);
      await writeFile(file, Buffer.alloc(size, 'ab'));
      const bytes = await readPlainFile(file);
      strictEqual(bytes.length, size);
      deepStrictEqual(readPlainFileSync(file), bytes);
    }
  });

  async function checkRefused(file: string, codes: readonly string[]) {
    await rejects(readPlainFile(file), error => codes.includes(errorCode(error) ?? ''));
    throws(
      () => readPlainFileSync(file),
      error => codes.includes(errorCode(error) ?? ''),
    );
  }

  it('is no folder, no link, and nothing that has no end', async function () {
    const folder = await newFolder();
    await mkdir(join(folder, 'folder'));
    await writeFile(join(folder, 'file'), 'text');
    await symlink('file', join(folder, 'link'));
    await checkRefused(join(folder, 'folder'), ['EISDIR']);
    await checkRefused(join(folder, 'link'), ['ELOOP', 'EMLINK']);
    await writeFile(join(folder, 'huge'), '');
    await truncate(join(folder, 'huge'), 100 * 1024 * 1024);
    await checkRefused(join(folder, 'huge'), ['EFBIG']);
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await checkRefused(join(folder, 'pipe'), ['ENOTSUP']);
    await checkRefused('/dev/zero', ['ENOTSUP']);
    const server = createServer();
    await new Promise<void>(resolve => server.listen(join(folder, 'socket'), resolve));
    await checkRefused(join(folder, 'socket'), ['ENXIO', 'EOPNOTSUPP', 'ENOTSUP']);
    await new Promise(resolve => server.close(resolve));
  });
});
