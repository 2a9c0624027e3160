import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { replaceFile } from '../../src/store/replaceFile';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('a file outside of a registry', () => {
  const newFolder = temporaryFolders();
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await newFolder();
    file = join(folder, 'out.json');
  });

  it('is made, and nothing beside it', async () => {
    await replaceFile(file, 'é');
    strictEqual(await readFile(file, 'utf8'), 'é');
    deepStrictEqual(await readdir(folder), ['out.json']);
  });

  it('is replaced by a shorter one, by bytes too', async () => {
    await writeFile(file, 'old and long');
    await replaceFile(file, Uint8Array.from([0x61]));
    strictEqual(await readFile(file, 'utf8'), 'a');
  });

  it('keeps its permissions', async function () {
    if (process.platform === 'win32') this.skip();
    await writeFile(file, 'old');
    await chmod(file, 0o640);
    await replaceFile(file, 'new');
    strictEqual((await stat(file)).mode & 0o777, 0o640);
  });

  it('is replaced where a link leads, and the link stays', async () => {
    const target = join(await newFolder(), 'target.json');
    await writeFile(target, 'old');
    await symlink(target, file);
    await replaceFile(file, 'new');
    strictEqual(await readFile(target, 'utf8'), 'new');
    strictEqual((await lstat(file)).isSymbolicLink(), true);
  });

  it('is made where a link leads to nothing', async () => {
    await symlink(join(folder, 'target.json'), file);
    await replaceFile(file, 'new');
    strictEqual(await readFile(join(folder, 'target.json'), 'utf8'), 'new');
    strictEqual((await lstat(file)).isSymbolicLink(), true);
  });

  it('that is a pipe is written to', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [file]);
    const reader = spawn('cat', [file]);
    const [read] = await Promise.all([text(reader.stdout), replaceFile(file, 'through')]);
    strictEqual(read, 'through');
    strictEqual((await lstat(file)).isFIFO(), true);
  });

  it('stays as it was where the new one cannot be put in its place', async () => {
    await mkdir(join(file, 'sub'), { recursive: true });
    checkRefusal(await rejectionOf(replaceFile(file, 'new')), 'io', 'Nothing was changed');
    deepStrictEqual(await readdir(file), ['sub']);
    deepStrictEqual(await readdir(folder), ['out.json']);
  });

  it('is refused in a folder that is not there', async () => {
    const error = await rejectionOf(replaceFile(join(folder, 'no', 'out.json'), 'x'));
    checkRefusal(error, 'io', 'ENOENT', 'Nothing was changed');
  });
});
