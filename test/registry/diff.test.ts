import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('comparing', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one\n', tag: 'staging' });
    await opened.registry.commit({ prompt: 'a', source: 'two\n' });
  });

  afterEach(() => {
    opened.close();
  });

  it('compares two versions, named by their ids', async () => {
    const { info, left, right } = await opened.registry.diff({ left: 'a@staging', right: 'a' });
    match(info.left, /^a@[0-9a-f]{8}$/);
    deepStrictEqual([left.source, right.source, info.identical], ['one\n', 'two\n', false]);
  });

  it('compares a version with the working document', async () => {
    await opened.documents.write('a', 'three\n');
    const { info, right } = await opened.registry.diff({ left: 'a' });
    deepStrictEqual([info.right, right.source], ['a', 'three\n']);
    await opened.documents.write('a', 'two\n');
    strictEqual((await opened.registry.diff({ left: 'a' })).info.identical, true);
  });

  it('takes a prompt that is called "working" for what it is', async () => {
    await opened.registry.commit({ prompt: 'working', source: 'kept' });
    await opened.documents.write('working', 'typed');
    const typed = await opened.registry.diff({ left: 'working' });
    deepStrictEqual([typed.left.source, typed.right.source], ['kept', 'typed']);
    const other = await opened.registry.diff({ left: 'a', right: 'working' });
    deepStrictEqual([other.prompt, other.right.source], ['working', 'kept']);
  });

  it('refuses what is not there', async () => {
    checkRefusal(await rejectionOf(opened.registry.diff({ left: 'b' })), 'prompt-not-found');
    await rm(join(opened.root, 'prompts', 'a.prompt'));
    const error = await rejectionOf(opened.registry.diff({ left: 'a' }));
    checkRefusal(error, 'prompt-not-found', 'Check out a version');
  });
});
