import { deepStrictEqual, rejects } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { temporaryFolders } from '../support/temporaryFolders';

describe('what lies among records', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;
  let folder: string;
  let record: string;

  beforeEach(async function () {
    this.timeout(20_000);
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a/b', source: 'one' });
    folder = join(opened.root, 'records', 'a', 'b');
    [record = ''] = await readdir(folder);
  });

  afterEach(() => {
    opened.close();
  });

  const strays = async () => {
    const { problems } = await opened.registry.verify();
    return problems.map(({ path, code }) => [path.replace(record, 'RECORD'), code]);
  };
  const told = (path: string) => [[`records/${path}`, 'record-corrupt']];

  it('is nothing but records, and what file managers and git need', async () => {
    for (const name of ['.DS_Store', '.gitkeep', 'Thumbs.db', 'desktop.ini']) {
      await writeFile(join(folder, name), '');
    }
    await mkdir(join(opened.root, 'records', 'empty'));
    deepStrictEqual(await strays(), []);
  });

  it('is told where it is a record under another name', async () => {
    await rename(join(folder, record), join(folder, `${record}.bak`));
    deepStrictEqual(await strays(), told('a/b/RECORD.bak'));
  });

  it('is told where it is any other file, also one that git would obey', async () => {
    for (const name of ['notes.md', '.gitattributes', '.gitignore']) {
      await writeFile(join(folder, name), '');
      deepStrictEqual(await strays(), told(`a/b/${name}`));
      await rm(join(folder, name));
    }
  });

  it('is told where it is a folder that is called like a record', async () => {
    await mkdir(join(folder, 'x.json'));
    deepStrictEqual(await strays(), told('a/b/x.json'));
  });

  it('is told where it is a link, to a record or to a folder of them', async function () {
    if (process.platform === 'win32') this.skip();
    const kept = join(await newFolder(), 'kept');
    await rename(join(folder, record), kept);
    await symlink(kept, join(folder, record));
    deepStrictEqual(await strays(), told('a/b/RECORD'));
    await rm(join(folder, record));
    await rename(kept, join(folder, record));
    await symlink(join(opened.root, 'records', 'a'), join(opened.root, 'records', 'c'));
    deepStrictEqual(await strays(), [['records/c', 'io']]);
  });

  it('is told where it is no file at all', async function () {
    if (process.platform === 'win32') this.skip();
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    deepStrictEqual(await strays(), told('a/b/pipe'));
  });

  it('is told where a file stands in the place of all records', async () => {
    await rm(join(opened.root, 'records'), { recursive: true });
    await writeFile(join(opened.root, 'records'), '');
    await rejects(strays(), { code: 'io' });
  });
});
