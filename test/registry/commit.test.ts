import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_DOCUMENT_BYTES } from '../../src/core/prompt/document/documentSource';
import type { LedgerErrorCode } from '../../src/core/base/errors';
import {
  filesBelow,
  newRegistry,
  openRegistry,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { ada, ben } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('commit', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
  });

  afterEach(() => {
    opened.close();
  });

  /** What a person edits, written as an editor does: past the registry. */
  async function edit(prompt: string, text: string | Uint8Array): Promise<void> {
    await mkdir(join(opened.root, 'prompts'), { recursive: true });
    await writeFile(join(opened.root, 'prompts', `${prompt}.prompt`), text);
    await opened.registry.refresh();
    opened.changes.length = 0;
  }

  it('makes a version of the working document and leaves the document clean', async () => {
    await edit('a', 'Hello {{name}}\n');
    const version = await opened.registry.commit({ prompt: 'a', message: 'First' });
    deepStrictEqual(
      { ...version, id: '', at: '' },
      {
        id: '',
        prompt: 'a',
        number: 1,
        parents: [],
        message: 'First',
        author: ada,
        at: '',
        tags: [],
        head: true,
      },
    );
    strictEqual((await opened.registry.version('a')).source, 'Hello {{name}}\n');
    strictEqual(opened.index.queries.prompt('a')?.state, 'clean');
    deepStrictEqual(opened.changes, [{ prompts: ['a'], config: false }]);
  });

  it('follows the version before, with an empty message where none is given', async () => {
    const first = await opened.registry.commit({ prompt: 'a', source: 'one' });
    const second = await opened.registry.commit({ prompt: 'a', source: 'two' });
    deepStrictEqual([second.number, second.parents, second.message], [2, [first.id], '']);
    ok(first.at < second.at);
  });

  it('stores a document with CRLF as one with "\\n", and calls it unchanged', async () => {
    await edit('a', 'one\r\ntwo\r\n');
    await opened.registry.commit({ prompt: 'a' });
    strictEqual((await opened.registry.version('a')).source, 'one\ntwo\n');
    strictEqual(opened.index.queries.prompt('a')?.state, 'clean');
    strictEqual((await filesBelow(opened.root))['prompts/a.prompt'], 'one\r\ntwo\r\n');
    await edit('a', 'one\ntwo\n');
    checkRefusal(await rejectionOf(opened.registry.commit({ prompt: 'a' })), 'nothing-to-commit');
  });

  it('tells before which version it would make, and writes nothing', async () => {
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    opened.changes.length = 0;
    const before = await filesBelow(opened.root);
    const preview = (source: string) => opened.registry.previewCommit({ prompt: 'a', source });
    deepStrictEqual(await preview('two'), { prompt: 'a', number: 2 });
    checkRefusal(await rejectionOf(preview('one')), 'nothing-to-commit');
    checkRefusal(await rejectionOf(preview('{{#open}}')), 'template-syntax');
    deepStrictEqual(await filesBelow(opened.root), before);
    deepStrictEqual(opened.changes, []);
  });

  it('sets a tag in the same step', async () => {
    await edit('a', 'Hello');
    const version = await opened.registry.commit({ prompt: 'a', tag: 'beta' });
    deepStrictEqual(version.tags, ['beta']);
    strictEqual((await opened.registry.version('a@beta')).id, version.id);
  });

  it('writes no version where its tag is refused', async () => {
    const before = await filesBelow(opened.root);
    for (const [tag, code] of [
      ['production', 'environment-protected'],
      ['latest', 'tag-reserved'],
      ['Upper', 'invalid-name'],
    ] as const) {
      const error = await rejectionOf(opened.registry.commit({ prompt: 'a', source: 'x', tag }));
      strictEqual(error.code, code);
    }
    deepStrictEqual(await filesBelow(opened.root), before);
    deepStrictEqual(opened.changes, []);
  });

  it('includes other prompts as they are now, and commits again when they change', async () => {
    const tone = await opened.registry.commit({ prompt: 'tone', source: 'Be kind.' });
    await edit('a', '{{> tone}} Hi');
    const version = await opened.registry.commit({ prompt: 'a' });
    deepStrictEqual(opened.index.queries.includes(version.id), { tone: tone.id });
    checkRefusal(await rejectionOf(opened.registry.commit({ prompt: 'a' })), 'nothing-to-commit');
    await opened.registry.commit({ prompt: 'tone', source: 'Be brief.' });
    strictEqual((await opened.registry.commit({ prompt: 'a' })).number, 2);
  });

  describe('of another source', () => {
    it('writes the working document where there was none', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one\r\n' });
      strictEqual(await opened.documents.read('a'), 'one\n');
    });

    it('writes it where it was clean', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await opened.registry.commit({ prompt: 'a', source: 'two' });
      strictEqual(await opened.documents.read('a'), 'two');
    });

    it('leaves it alone where somebody has changed it', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await edit('a', 'my draft');
      await opened.registry.commit({ prompt: 'a', source: 'two' });
      strictEqual(await opened.documents.read('a'), 'my draft');
      strictEqual(opened.index.queries.prompt('a')?.state, 'modified');
    });
  });

  describe('is refused, nothing is written and the text stays', () => {
    const big = 'x'.repeat(MAX_DOCUMENT_BYTES + 1);
    const cases: [
      what: string,
      text: string | Uint8Array,
      code: LedgerErrorCode,
      parts: readonly string[],
    ][] = [
      ['front matter that is no YAML', '---\nmodel: [\n---\nHi', 'invalid-document', ['line']],
      ['front matter without an end', '---\nmodel: a\nHi', 'invalid-document', ['line 1']],
      ['a section without an end', 'Hi\n{{#vip}}', 'template-syntax', ['line 2']],
      ['a tag without an end', 'Hi {{name', 'template-syntax', ['line 1']],
      [
        'git conflict markers',
        '<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n',
        'invalid-document',
        ['git'],
      ],
      ['text before the first role', '---\ntype: chat\n---\nHi', 'invalid-document', ['line 4']],
      ['more than 1 MB', big, 'too-large', ['at most 1 MB', 'Shorten it']],
      ['bytes that are no UTF-8', Uint8Array.from([0x48, 0xff]), 'invalid-document', ['UTF-8']],
      ['an include of nobody', '{{> nobody}}', 'prompt-not-found', ['"nobody"']],
      ['an include of itself', '{{> broken@1}}', 'version-not-found', ['"broken@1"']],
    ];
    for (const [what, text, code, parts] of cases) {
      it(`with ${what}`, async () => {
        await edit('broken', text);
        const before = await filesBelow(opened.root);
        const error = await rejectionOf(opened.registry.commit({ prompt: 'broken' }));
        checkRefusal(error, code, ...parts);
        deepStrictEqual(await filesBelow(opened.root), before);
        deepStrictEqual(opened.changes, []);
      });
    }

    it('with half a character in the source or in the message', async () => {
      const half = '\ud800';
      const source = await rejectionOf(opened.registry.commit({ prompt: 'a', source: half }));
      checkRefusal(source, 'invalid-document', 'Half a character', 'Remove it');
      const input = { prompt: 'a', source: 'fine', message: half };
      const message = await rejectionOf(opened.registry.commit(input));
      checkRefusal(message, 'invalid-document', 'unpaired surrogate', 'Remove it');
      deepStrictEqual(opened.index.queries.prompts(), []);
    });

    it('over 1 MB in a source that is handed in', async () => {
      const error = await rejectionOf(opened.registry.commit({ prompt: 'a', source: big }));
      checkRefusal(error, 'too-large', '1 MB');
    });

    it('through a symbolic link that leads out', async () => {
      const outside = join(await newFolder(), 'secret');
      await writeFile(outside, 'secret');
      await mkdir(join(opened.root, 'prompts'));
      await symlink(outside, join(opened.root, 'prompts', 'a.prompt'));
      checkRefusal(await rejectionOf(opened.registry.commit({ prompt: 'a' })), 'io', 'symbolic');
      const handed = opened.registry.commit({ prompt: 'a', source: 'mine' });
      checkRefusal(await rejectionOf(handed), 'io', 'symbolic link');
      strictEqual(await readFile(outside, 'utf8'), 'secret');
      deepStrictEqual(opened.index.queries.prompts(), []);
    });

    it('of a prompt that nobody knows', async () => {
      const error = await rejectionOf(opened.registry.commit({ prompt: 'nobody' }));
      checkRefusal(error, 'prompt-not-found', 'no prompt "nobody"', 'Create it');
    });

    it('of a working document that is missing', async () => {
      await opened.registry.commit({ prompt: 'a', source: 'one' });
      await rm(join(opened.root, 'prompts', 'a.prompt'));
      const error = await rejectionOf(opened.registry.commit({ prompt: 'a' }));
      checkRefusal(error, 'prompt-not-found', 'working document of "a" is missing', 'Check out');
    });

    it('from a parent that is no head any more', async () => {
      const first = await opened.registry.commit({ prompt: 'a', source: 'one' });
      await opened.registry.commit({ prompt: 'a', source: 'two' });
      await edit('a', 'mine');
      for (const parent of [first.id, '1', 'a@v1', [first.id]]) {
        const error = await rejectionOf(opened.registry.commit({ prompt: 'a', parent }));
        checkRefusal(error, 'stale-parent', 'Your text is kept', 'Merge');
      }
      strictEqual(await opened.documents.read('a'), 'mine');
      strictEqual((await opened.registry.prompt('a')).state.versions.size, 2);
    });
  });
});

describe('checkout', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await opened.registry.commit({ prompt: 'a', source: 'two' });
    opened.changes.length = 0;
  });

  afterEach(() => {
    opened.close();
  });

  it('makes an older text the working document', async () => {
    const version = await opened.registry.checkout({ ref: 'a@1' });
    strictEqual(version.number, 1);
    strictEqual(await opened.documents.read('a'), 'one');
    strictEqual(opened.index.queries.prompt('a')?.state, 'modified');
    deepStrictEqual(opened.changes, [{ prompts: ['a'], config: false }]);
  });

  it('goes back and forth between versions without force', async () => {
    await opened.registry.checkout({ ref: 'a@1' });
    await opened.registry.checkout({ ref: 'a' });
    strictEqual(await opened.documents.read('a'), 'two');
  });

  it('changes nothing and tells nobody where the text is there already', async () => {
    await opened.registry.checkout({ ref: 'a@2' });
    deepStrictEqual(opened.changes, []);
  });

  it('does not lose text that no version holds, except by force', async () => {
    await opened.documents.write('a', 'draft');
    const error = await rejectionOf(opened.registry.checkout({ ref: 'a@1' }));
    checkRefusal(error, 'working-document-modified', 'no version holds', 'Commit them first');
    strictEqual(await opened.documents.read('a'), 'draft');
    await opened.registry.checkout({ ref: 'a@1', force: true });
    strictEqual(await opened.documents.read('a'), 'one');
  });

  it('brings back a missing document', async () => {
    await rm(join(opened.root, 'prompts', 'a.prompt'));
    await opened.registry.checkout({ ref: 'a' });
    strictEqual(await opened.documents.read('a'), 'two');
  });
});

describe('merge', () => {
  const newFolder = temporaryFolders();
  let mine: OpenedRegistry;
  let theirs: OpenedRegistry;

  beforeEach(async () => {
    const root = await newFolder();
    mine = await newRegistry(root);
    await mine.registry.commit({ prompt: 'a', source: 'one\ntwo\nthree\nfour\nfive\n' });
    const other = await newFolder();
    theirs = await newRegistry(other, { author: ben });
    await copyRecords(mine, theirs);
    await theirs.registry.checkout({ ref: 'a' });
  });

  afterEach(() => {
    mine.close();
    theirs.close();
  });

  /** What a git merge of append-only files does: both have all records. */
  async function copyRecords(from: OpenedRegistry, to: OpenedRegistry): Promise<void> {
    const { cp } = await import('node:fs/promises');
    await cp(join(from.root, 'records'), join(to.root, 'records'), { recursive: true });
    await to.registry.refresh();
  }

  it('joins what two clones committed, and the commit that follows has both as parents', async () => {
    const left = await mine.registry.commit({
      prompt: 'a',
      source: 'ONE\ntwo\nthree\nfour\nfive\n',
    });
    const right = await theirs.registry.commit({
      prompt: 'a',
      source: 'one\ntwo\nthree\nfour\nFIVE\n',
    });
    await copyRecords(theirs, mine);
    strictEqual(mine.index.queries.prompt('a')?.diverged, true);
    const merged = await mine.registry.merge({ prompt: 'a' });
    deepStrictEqual([merged.prompt, merged.conflicts], ['a', 0]);
    deepStrictEqual([...merged.heads].sort(), [left.id, right.id].sort());
    strictEqual(await mine.documents.read('a'), 'ONE\ntwo\nthree\nfour\nFIVE\n');
    const version = await mine.registry.commit({ prompt: 'a', parent: merged.heads });
    deepStrictEqual([...version.parents].sort(), [left.id, right.id].sort());
    strictEqual(version.number, 3);
    strictEqual(mine.index.queries.prompt('a')?.diverged, false);
  });

  it('leaves what disagrees to a person: a document with markers cannot be committed', async () => {
    await mine.registry.commit({ prompt: 'a', source: 'mine\n' });
    await theirs.registry.commit({ prompt: 'a', source: 'theirs\n' });
    await copyRecords(theirs, mine);
    strictEqual((await mine.registry.merge({ prompt: 'a' })).conflicts, 1);
    checkRefusal(await rejectionOf(mine.registry.commit({ prompt: 'a' })), 'invalid-document');
    checkRefusal(
      await rejectionOf(mine.registry.version('a@2')),
      'reference-ambiguous',
      'two branches made it',
    );
  });

  it('brings a text up to date that somebody was faster than', async () => {
    const first = await mine.registry.version('a@1');
    await mine.registry.commit({ prompt: 'a', source: 'one\ntwo\nthree\nfour\nFIVE\n' });
    await mine.documents.write('a', 'ONE\ntwo\nthree\nfour\nfive\n');
    const { heads } = await mine.registry.merge({ prompt: 'a', parent: [first.id] });
    strictEqual(await mine.documents.read('a'), 'ONE\ntwo\nthree\nfour\nFIVE\n');
    strictEqual((await mine.registry.commit({ prompt: 'a', parent: heads })).number, 3);
  });

  it('says so where there is nothing to merge', async () => {
    const error = await rejectionOf(mine.registry.merge({ prompt: 'a' }));
    checkRefusal(error, 'nothing-to-commit', 'nothing to merge');
    checkRefusal(await rejectionOf(mine.registry.merge({ prompt: 'nobody' })), 'prompt-not-found');
  });

  it('keeps records of both where two windows commit to one folder', async () => {
    const window = await openRegistry(mine.root, { author: ben });
    await window.registry.refresh();
    await mine.registry.commit({ prompt: 'a', source: 'from mine' });
    const second = await window.registry.commit({ prompt: 'a', source: 'from the other' });
    strictEqual(second.number, 3);
    window.close();
  });
});
