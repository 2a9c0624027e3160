import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  keepPair,
  listRemotes,
  readPairs,
  readRemote,
  removeRemote,
  requireRemoteName,
  writeRemote,
} from '../../src/store/remoteFiles';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const remote = { name: 'there', kind: 'langfuse', url: 'https://cloud.langfuse.com' };
const pair = (letter: string) => {
  return { version: letter.repeat(32), there: '1', meaning: letter.repeat(64) };
};

describe('the files of remotes', () => {
  const newFolder = temporaryFolders();

  it('name servers, without a key', async () => {
    const root = await newFolder();
    deepStrictEqual(await listRemotes(root), []);
    await writeRemote(root, remote);
    deepStrictEqual(await listRemotes(root), [remote]);
    await removeRemote(root, 'there');
    strictEqual(await readRemote(root, 'there'), undefined);
    checkRefusal(
      refusalOf(() => {
        requireRemoteName('../x');
      }),
      'invalid-name',
      '../x',
    );
  });

  it('hold a file for each pair, by the first name of its prompt', async () => {
    const root = await newFolder();
    const place = { remote: 'there', folder: 'a/b' };
    await keepPair(root, place, pair('a'));
    await keepPair(root, place, pair('b'));
    await keepPair(root, place, pair('a'));
    const found = await readPairs(root, 'there', 'a/b');
    deepStrictEqual(found.map(({ version }) => version[0]).sort(), ['a', 'b']);
    deepStrictEqual(await readPairs(root, 'there', 'a'), []);
  });

  it('are refused where they are broken', async () => {
    const root = await newFolder();
    await mkdir(join(root, 'remotes', 'there'), { recursive: true });
    await writeFile(join(root, 'remotes', 'there', 'remote.json'), '{"kind":1}');
    checkRefusal(await rejectionOf(listRemotes(root)), 'invalid-registry', 'remote.json');
    await writeFile(join(root, 'remotes', 'there', 'remote.json'), '{');
    checkRefusal(await rejectionOf(listRemotes(root)), 'invalid-registry', 'no JSON');
  });
});
