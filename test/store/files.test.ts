import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { containedPath, decodeUtf8, readIfThere, writeDurably } from '../../src/store/files';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('files below a registry', () => {
  const newFolder = temporaryFolders();
  let root: string;

  beforeEach(async () => {
    root = await newFolder();
  });

  describe('are written', () => {
    it('with their folders, and leave nothing behind in the cache', async () => {
      await writeDurably(root, ['a', 'b', 'c.txt'], 'é');
      strictEqual(await readFile(join(root, 'a', 'b', 'c.txt'), 'utf8'), 'é');
      deepStrictEqual(await readdir(join(root, 'cache')), []);
    });

    it('over what was there', async () => {
      await writeDurably(root, ['c.txt'], 'old and long');
      await writeDurably(root, ['c.txt'], 'new');
      strictEqual(await readFile(join(root, 'c.txt'), 'utf8'), 'new');
    });

    it('many at once without meeting', async () => {
      const names = Array.from({ length: 40 }, (_, index) => `${index}`);
      await Promise.all(names.map(name => writeDurably(root, ['x', name], name)));
      deepStrictEqual((await readdir(join(root, 'x'))).sort(), [...names].sort());
      for (const name of names) strictEqual(await readFile(join(root, 'x', name), 'utf8'), name);
    });

    it('to one place at once, and one of the texts is there in full', async () => {
      const texts = Array.from({ length: 20 }, (_, index) => `${index} `.repeat(5000));
      await Promise.all(texts.map(text => writeDurably(root, ['x.txt'], text)));
      ok(texts.includes(await readFile(join(root, 'x.txt'), 'utf8')));
      deepStrictEqual(await readdir(join(root, 'cache')), []);
    });
  });

  describe('are not written', () => {
    it('where a file stands in the way of a folder', async () => {
      await writeFile(join(root, 'records'), 'in the way');
      const error = await rejectionOf(writeDurably(root, ['records', 'x.json'], 'text'));
      checkRefusal(error, 'io', 'Nothing was changed', 'Check the folder');
      strictEqual(await readFile(join(root, 'records'), 'utf8'), 'in the way');
    });

    it('where the cache is a file', async () => {
      await writeFile(join(root, 'cache'), 'in the way');
      const error = await rejectionOf(writeDurably(root, ['x.json'], 'text'));
      checkRefusal(error, 'io', 'Nothing was changed');
      deepStrictEqual(await readdir(root), ['cache']);
    });

    it('where a folder has the name of the file, and no temporary file stays', async () => {
      await mkdir(join(root, 'x.json', 'sub'), { recursive: true });
      checkRefusal(await rejectionOf(writeDurably(root, ['x.json'], 'text')), 'io');
      deepStrictEqual(await readdir(join(root, 'cache')), []);
    });

    for (const link of ['records', 'cache']) {
      it(`through a symbolic link called "${link}"`, async () => {
        const outside = await newFolder();
        await symlink(outside, join(root, link));
        const error = await rejectionOf(writeDurably(root, ['records', 'x.json'], 'text'));
        checkRefusal(error, 'io', 'is a symbolic link, which a registry may not hold');
        deepStrictEqual(await readdir(outside), []);
      });
    }

    it('through a symbolic link in the place of the file', async () => {
      const outside = join(await newFolder(), 'victim.txt');
      await writeFile(outside, 'precious');
      await symlink(outside, join(root, 'x.json'));
      checkRefusal(await rejectionOf(writeDurably(root, ['x.json'], 'text')), 'io', 'symbolic');
      strictEqual(await readFile(outside, 'utf8'), 'precious');
    });
  });

  describe('are read', () => {
    it('where they are, and are undefined where they are not', async () => {
      await writeFile(join(root, 'a.txt'), 'text');
      strictEqual(String(await readIfThere(root, ['a.txt'])), 'text');
      strictEqual(await readIfThere(root, ['b.txt']), undefined);
      strictEqual(await readIfThere(root, ['a.txt', 'below-a-file']), undefined);
    });

    it('not through a symbolic link, to a file or to nowhere', async () => {
      const outside = join(await newFolder(), 'secret.txt');
      await writeFile(outside, 'secret');
      await symlink(outside, join(root, 'a.txt'));
      await symlink(join(root, 'nowhere'), join(root, 'b'));
      checkRefusal(await rejectionOf(readIfThere(root, ['a.txt'])), 'io', 'symbolic link');
      checkRefusal(await rejectionOf(readIfThere(root, ['b', 'c'])), 'io', 'symbolic link');
    });

    it('never where a folder is', async () => {
      await mkdir(join(root, 'a.txt'));
      checkRefusal(await rejectionOf(readIfThere(root, ['a.txt'])), 'io', 'EISDIR');
    });
  });

  it('have a path below the folder of the registry', async () => {
    strictEqual(await containedPath(root, ['a', 'b']), join(root, 'a', 'b'));
    strictEqual(await containedPath(root, []), root);
  });

  it('may lie in a registry that is reached by a link itself', async () => {
    const link = join(await newFolder(), 'link');
    await symlink(root, link);
    await writeDurably(link, ['a.txt'], 'text');
    strictEqual(await readFile(join(root, 'a.txt'), 'utf8'), 'text');
  });
});

describe('decodeUtf8', () => {
  it('reads text, its byte order mark included', () => {
    strictEqual(decodeUtf8(Buffer.from('\uFEFFé')), '\uFEFFé');
  });

  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80]]) {
    it(`refuses the bytes ${bytes.map(byte => byte.toString(16)).join(' ')}`, () => {
      strictEqual(decodeUtf8(Uint8Array.from([0x61, ...bytes])), undefined);
    });
  }
});
