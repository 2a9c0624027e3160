import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from '../../src/core/prompt/document/document';
import { filesBelow, newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('creating', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
  });

  afterEach(() => {
    opened.close();
  });

  describe('a registry', () => {
    it('writes its three files, and three environments', async () => {
      deepStrictEqual(Object.keys(await filesBelow(opened.root)).sort(), [
        '.gitattributes',
        '.gitignore',
        'registry.json',
      ]);
      const { environments } = await opened.registry.config();
      deepStrictEqual(
        environments.map(({ name }) => name),
        ['development', 'staging', 'production'],
      );
    });

    it('again adds only what is missing, and tells that the config changed', async () => {
      await rm(join(opened.root, 'registry.json'));
      await writeFile(join(opened.root, '.gitignore'), 'mine');
      await opened.registry.initialize();
      strictEqual((await filesBelow(opened.root))['.gitignore'], 'mine');
      await opened.registry.config();
    });
  });

  describe('a prompt', () => {
    it('writes a chat to begin with, as a working document without versions', async () => {
      deepStrictEqual(await opened.registry.newPrompt({ prompt: 'a/b' }), { prompt: 'a/b' });
      const text = await opened.documents.read('a/b');
      deepStrictEqual(parseDocument(text ?? '').problems, []);
      const info = opened.index.queries.prompt('a/b');
      deepStrictEqual([info?.state, info?.versions, info?.latest], ['new', 0, null]);
      deepStrictEqual(opened.changes, [{ prompts: ['a/b'], config: false }]);
    });

    it('may bring its text, which is read with "\\n" alone', async () => {
      await opened.registry.newPrompt({ prompt: 'a', source: 'one\r\ntwo' });
      strictEqual(await opened.documents.read('a'), 'one\ntwo');
    });

    for (const name of ['../x', 'con', 'a//b', 'Upper', 'x'.repeat(300)]) {
      it(`is refused with the name ${name.slice(0, 20)}, and nothing is written`, async () => {
        const before = await filesBelow(opened.root);
        checkRefusal(
          await rejectionOf(opened.registry.newPrompt({ prompt: name })),
          'invalid-name',
        );
        deepStrictEqual(await filesBelow(opened.root), before);
        deepStrictEqual(opened.changes, []);
      });
    }

    it('is refused where there is a working document of that name', async () => {
      await opened.registry.newPrompt({ prompt: 'a', source: 'mine' });
      const error = await rejectionOf(opened.registry.newPrompt({ prompt: 'a', source: 'other' }));
      checkRefusal(error, 'name-taken', 'already a prompt "a"', 'Choose another name');
      strictEqual(await opened.documents.read('a'), 'mine');
    });

    it('is refused where there are versions of that name, its document missing', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'mine' });
      await rm(join(opened.root, 'prompts', 'a.prompt'));
      checkRefusal(await rejectionOf(opened.registry.newPrompt({ prompt: 'a' })), 'name-taken');
    });
  });
});
