import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MAX_DOCUMENT_BYTES } from '../../src/core/prompt/document/documentSource';
import { INITIAL_CONFIG } from '../../src/core/ledger/environments/registryConfig';
import { DocumentFiles, documentPath, samplePath } from '../../src/store/documentFiles';
import { filesBelow } from '../support/openedRegistry';
import { checkRefusal, refusalOf, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('DocumentFiles', () => {
  const newFolder = temporaryFolders();
  let root: string;
  let documents: DocumentFiles;

  beforeEach(async () => {
    root = await newFolder();
    documents = new DocumentFiles(root);
  });

  async function plant(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }

  async function names(): Promise<string[]> {
    return (await documents.list()).map(entry => entry.prompt);
  }

  describe('what moves to a name that has files', () => {
    it('is removed where both hold the same, and stays where they differ', async () => {
      await plant('prompts/b.prompt', 'Same\n');
      await plant('prompts/c.prompt', 'Same\n');
      await plant('samples/b/one.json', '{}');
      await plant('samples/c/one.json', '{"x":1}');
      deepStrictEqual(await documents.move('b', 'c'), ['samples/b/one.json']);
      deepStrictEqual(await names(), ['c']);
      strictEqual(await documents.read('c'), 'Same\n');
      strictEqual(await documents.readSample('b', 'one'), '{}');
      strictEqual(await documents.readSample('c', 'one'), '{"x":1}');
    });
  });

  describe('a working document', () => {
    it('is written and read, folders and all', async () => {
      await documents.write('support/greeting', 'Hello\n');
      strictEqual(
        await readFile(join(root, 'prompts', 'support', 'greeting.prompt'), 'utf8'),
        'Hello\n',
      );
      strictEqual(await documents.read('support/greeting'), 'Hello\n');
    });

    it('is undefined where it is missing', async () => {
      strictEqual(await documents.read('nobody'), undefined);
      deepStrictEqual(await names(), []);
    });

    it('reads with "\\n" alone, whatever an editor wrote', async () => {
      await plant('prompts/a.prompt', '\uFEFFone\r\ntwo\rthree\n');
      strictEqual(await documents.read('a'), 'one\ntwo\nthree\n');
    });

    it('may have 1 MB and not a byte more', async () => {
      await plant('prompts/a.prompt', 'x'.repeat(MAX_DOCUMENT_BYTES));
      strictEqual((await documents.read('a'))?.length, MAX_DOCUMENT_BYTES);
      await plant('prompts/a.prompt', 'x'.repeat(MAX_DOCUMENT_BYTES + 1));
      const error = await rejectionOf(documents.read('a'));
      checkRefusal(error, 'too-large', '"a" has 1048577 bytes', 'at most 1 MB', 'Shorten it');
      strictEqual((await documents.list()).length, 1);
    });

    it('that is no UTF-8 is refused with its path and left as it is', async () => {
      const bytes = Uint8Array.from([0x48, 0xe4]);
      await plant('prompts/b/a.prompt', bytes);
      checkRefusal(
        await rejectionOf(documents.read('b/a')),
        'invalid-document',
        'prompts/b/a.prompt is not UTF-8',
      );
      deepStrictEqual(await readFile(join(root, 'prompts', 'b', 'a.prompt')), Buffer.from(bytes));
    });

    it('is neither read nor written through a symbolic link', async () => {
      const outside = join(await newFolder(), 'secret');
      await writeFile(outside, 'secret');
      await mkdir(join(root, 'prompts'));
      await symlink(outside, join(root, 'prompts', 'a.prompt'));
      deepStrictEqual(await names(), []);
      checkRefusal(await rejectionOf(documents.read('a')), 'io', 'symbolic link');
      checkRefusal(await rejectionOf(documents.write('a', 'x')), 'io', 'symbolic link');
      strictEqual(await readFile(outside, 'utf8'), 'secret');
    });

    for (const name of ['../x', 'con', 'a//b', 'Upper', 'x'.repeat(300), '']) {
      it(`never has the name ${JSON.stringify(name.slice(0, 20))}`, async () => {
        checkRefusal(await rejectionOf(documents.read(name)), 'invalid-name');
        checkRefusal(await rejectionOf(documents.write(name, 'x')), 'invalid-name');
        deepStrictEqual(await filesBelow(root), {});
      });
    }
  });

  describe('the list of documents', () => {
    it('is sorted and passes over what no prompt can be', async () => {
      for (const path of [
        'prompts/b.prompt',
        'prompts/a/z.prompt',
        'prompts/a.prompt',
        'prompts/Upper.prompt',
        'prompts/con.prompt',
        'prompts/note.txt',
        'prompts/.prompt',
      ]) {
        await plant(path, '');
      }
      await mkdir(join(root, 'prompts', 'folder.prompt'));
      deepStrictEqual(await names(), ['a', 'a/z', 'b']);
    });

    it('is empty where "prompts" is a file', async () => {
      await plant('prompts', 'in the way');
      deepStrictEqual(await names(), []);
      checkRefusal(await rejectionOf(documents.write('a', 'x')), 'io', 'Nothing was changed');
    });

    it('gives a stamp that changes with the file, even to a text of the same length', async () => {
      const stamp = async () => (await documents.list())[0]?.stamp;
      await documents.write('a', 'one');
      const first = await stamp();
      strictEqual(await stamp(), first);
      await documents.write('a', 'two');
      const second = await stamp();
      notStrictEqual(second, first);
      await utimes(join(root, 'prompts', 'a.prompt'), new Date(0), new Date(0));
      notStrictEqual(await stamp(), second);
    });
  });

  describe('samples', () => {
    it('are written, listed and read', async () => {
      await documents.writeSample('a/b', 'polite', '{"x":1}\r\n');
      await documents.writeSample('a/b', 'angry', '{}');
      await plant('samples/a/b/notes.txt', '');
      await plant('samples/a/b/deeper/other.json', '{}');
      deepStrictEqual(await documents.samples('a/b'), ['angry', 'polite']);
      strictEqual(await documents.readSample('a/b', 'polite'), '{"x":1}\n');
    });

    it('are none where nobody wrote one', async () => {
      deepStrictEqual(await documents.samples('a'), []);
    });

    it('that are not there are refused with the names of those that are', async () => {
      checkRefusal(
        await rejectionOf(documents.readSample('a', 'x')),
        'sample-not-found',
        '"a" has no sample "x"',
        'It has none yet',
      );
      await documents.writeSample('a', 'polite', '{}');
      checkRefusal(
        await rejectionOf(documents.readSample('a', 'x')),
        'sample-not-found',
        'It has: polite.',
      );
    });

    it('have a name without slashes that stays below their prompt', async () => {
      checkRefusal(await rejectionOf(documents.readSample('a', '../x')), 'invalid-name');
      checkRefusal(await rejectionOf(documents.writeSample('a', 'b/c', '')), 'invalid-name', '"/"');
    });
  });

  describe('a new registry', () => {
    it('has exactly these files', async () => {
      await documents.initialize(INITIAL_CONFIG);
      deepStrictEqual(await filesBelow(root), {
        '.gitattributes':
          '* -text -filter -ident -working-tree-encoding\nprompts/** text eol=lf\nsamples/** text eol=lf\nrecords/** linguist-generated\nanswers/** linguist-generated\n',
        '.gitignore': 'cache/\n',
        'registry.json': INITIAL_CONFIG,
      });
      strictEqual(await documents.readConfig(), INITIAL_CONFIG);
    });

    it('keeps what is there already and adds what is missing', async () => {
      await plant('registry.json', '{"mine":true}');
      await documents.initialize(INITIAL_CONFIG);
      strictEqual(await documents.readConfig(), '{"mine":true}');
      await rm(join(root, '.gitignore'));
      await documents.initialize(INITIAL_CONFIG);
      strictEqual(await readFile(join(root, '.gitignore'), 'utf8'), 'cache/\n');
    });
  });

  it('say that there is no registry.json, and read one that is no text as an empty one', async () => {
    strictEqual(await documents.readConfig(), undefined);
    await plant('registry.json', Uint8Array.from([0xff]));
    strictEqual(await documents.readConfig(), '');
  });
});

describe('paths', () => {
  it('follow from names alone', () => {
    deepStrictEqual(documentPath('a/b'), ['prompts', 'a', 'b.prompt']);
    deepStrictEqual(samplePath('a/b', 'c'), ['samples', 'a', 'b', 'c.json']);
    checkRefusal(
      refusalOf(() => documentPath('a/../b')),
      'invalid-name',
    );
  });
});
