import { deepStrictEqual } from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Unfinished } from '../../src/registry/ports';
import { BACKGROUND } from '../../src/store/disk';
import { forgetUnfinished, keepUnfinished, listUnfinished } from '../../src/store/unfinishedFiles';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const RECORD = '0123456789abcdef0123456789abcdef';
const left: Unfinished = { record: RECORD, folder: 'a/b', document: null, tag: 'candidate' };

describe('what is left to do, as files', () => {
  const newFolder = temporaryFolders();
  let root: string;

  beforeEach(async () => {
    root = await newFolder();
  });

  const list = () => listUnfinished(root, BACKGROUND);

  it('is kept, kept anew, and forgotten', async () => {
    deepStrictEqual(await list(), []);
    await keepUnfinished(root, left);
    deepStrictEqual(await list(), [left]);
    await keepUnfinished(root, { ...left, document: 'digest', tag: undefined });
    deepStrictEqual(await list(), [{ ...left, document: 'digest', tag: undefined }]);
    await forgetUnfinished(root, RECORD);
    deepStrictEqual(await list(), []);
    await forgetUnfinished(root, RECORD);
  });

  const strange: [what: string, name: string, text: string][] = [
    ['half a file', `${RECORD}.json`, '{"record":"01'],
    ['no object', `${RECORD}.json`, 'null'],
    ['another record', `${RECORD}.json`, `{"record":"${'f'.repeat(32)}","folder":"a"}`],
    ['a folder out of the registry', `${RECORD}.json`, `{"record":"${RECORD}","folder":"../a"}`],
    ['no folder', `${RECORD}.json`, `{"record":"${RECORD}"}`],
    ['another name', 'note.json', `{"record":"note","folder":"a"}`],
  ];
  for (const [what, name, text] of strange) {
    it(`is not said by a file that holds ${what}`, async () => {
      await mkdir(join(root, 'cache', 'unfinished'), { recursive: true });
      await writeFile(join(root, 'cache', 'unfinished', name), text);
      deepStrictEqual(await list(), []);
    });
  }

  it('is not read through a symbolic link', async () => {
    const outside = await newFolder();
    await keepUnfinished(outside, left);
    await symlink(join(outside, 'cache'), join(root, 'cache'));
    checkRefusal(await rejectionOf(list()), 'io', 'symbolic link');
  });
});
