import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { LedgerError } from '../../src/core/errors';
import { RecordNames } from '../../src/store/recordNames';
import {
  filesBelow,
  newRegistry,
  steppingClock,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('facts about a prompt', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await opened.documents.writeSample('a', 'first', '{"x":1}');
  });

  afterEach(() => {
    opened.close();
  });

  const records = async (folder: string) =>
    (await readdir(join(opened.root, 'records', folder))).length;

  describe('describing', () => {
    it('changes what is given and keeps the rest', async () => {
      const { registry } = opened;
      await registry.describe({ prompt: 'a', description: 'Greets', labels: ['b', 'a', ' b '] });
      const info = await registry.describe({ prompt: 'a', labels: [] });
      deepStrictEqual([info.description, info.labels], ['Greets', []]);
      deepStrictEqual(opened.index.queries.prompt('a'), info);
    });

    it('writes nothing where all is so already', async () => {
      const { registry } = opened;
      await registry.describe({ prompt: 'a', description: 'Greets', labels: ['x'] });
      const before = await records('a');
      await registry.describe({ prompt: 'a', description: 'Greets', labels: ['x'] });
      strictEqual(await records('a'), before);
    });

    it('refuses nothing, nobody and labels that are none', async () => {
      const { registry } = opened;
      const refused = (input: object) => rejectionOf(registry.describe({ prompt: 'a', ...input }));
      checkRefusal(await refused({}), 'invalid-argument', 'Give a description');
      checkRefusal(await refused({ labels: [''] }), 'invalid-argument');
      checkRefusal(await refused({ labels: ['a\nb'] }), 'invalid-argument');
      checkRefusal(await refused({ prompt: 'b', description: '' }), 'prompt-not-found');
    });
  });

  it('an archived prompt still resolves, and can be restored', async () => {
    const { registry } = opened;
    strictEqual((await registry.archive('a')).archived, true);
    strictEqual((await registry.version('a')).number, 1);
    const before = await records('a');
    await registry.archive('a');
    strictEqual(await records('a'), before);
    strictEqual((await registry.restore('a')).archived, false);
    deepStrictEqual(opened.index.queries.prompt('a')?.archived, false);
  });

  describe('renaming', () => {
    it('moves the files, keeps the records, and both names resolve', async () => {
      const { registry, root, index } = opened;
      const info = await registry.rename({ prompt: 'a', to: 'team/b' });
      deepStrictEqual([info.prompt, info.state, info.versions], ['team/b', 'clean', 1]);
      deepStrictEqual(index.queries.prompts(), [info]);
      const files = Object.keys(await filesBelow(root)).filter(name => !name.startsWith('records'));
      deepStrictEqual(files.filter(name => name.includes('/')).sort(), [
        'prompts/team/b.prompt',
        'samples/team/b/first.json',
      ]);
      strictEqual((await registry.version('a')).prompt, 'team/b');
      await registry.commit({ prompt: 'a', source: 'two' });
      strictEqual((await registry.version('team/b')).number, 2);
    });

    it('works again and again, also back to the first name, on a clock that stands', async () => {
      const { root, records: store, documents } = opened;
      const registry = new Registry({
        records: store,
        documents,
        names: new RecordNames(store),
        clock: () => 0,
        identity: () => Promise.resolve({ name: 'Ada', email: 'ada@example.com' }),
        digest,
      });
      for (const to of ['b', 'c', 'a', 'b']) {
        strictEqual((await registry.rename({ prompt: 'a', to })).prompt, to);
      }
      const fresh = await newRegistry(root);
      await fresh.registry.refresh();
      deepStrictEqual(
        fresh.index.queries.status().map(item => [item.prompt, item.state]),
        [['b', 'clean']],
      );
      fresh.close();
    });

    it('renames what has no version yet by moving its files', async () => {
      const { registry, root } = opened;
      await registry.newPrompt({ prompt: 'draft', source: 'x' });
      strictEqual((await registry.rename({ prompt: 'draft', to: 'later' })).state, 'new');
      strictEqual(Object.keys(await filesBelow(root)).includes('prompts/later.prompt'), true);
      checkRefusal(await rejectionOf(registry.rename({ prompt: 'later', to: 'a' })), 'name-taken');
    });

    it('does nothing for the name that it has', async () => {
      const before = await filesBelow(opened.root);
      strictEqual((await opened.registry.rename({ prompt: 'a', to: 'a' })).prompt, 'a');
      deepStrictEqual(await filesBelow(opened.root), before);
    });

    it('refuses names of others, former ones too, and names that are none', async () => {
      const { registry } = opened;
      await registry.commit({ prompt: 'b', source: 'b' });
      await registry.rename({ prompt: 'b', to: 'c' });
      await registry.rename({ prompt: 'c', to: 'd' });
      await opened.documents.write('e', 'typed');
      for (const to of ['b', 'c', 'd', 'e']) {
        const before = await filesBelow(opened.root);
        checkRefusal(await rejectionOf(registry.rename({ prompt: 'a', to })), 'name-taken');
        deepStrictEqual(await filesBelow(opened.root), before);
      }
      checkRefusal(await rejectionOf(registry.rename({ prompt: 'a', to: '../x' })), 'invalid-name');
      checkRefusal(
        await rejectionOf(registry.rename({ prompt: 'x', to: 'y' })),
        'prompt-not-found',
      );
    });

    it('leaves everything as it was where nobody can be named as author', async () => {
      const { root, records: store, documents } = opened;
      const registry = new Registry({
        records: store,
        documents,
        names: new RecordNames(store),
        clock: steppingClock(),
        identity: () => Promise.reject(new LedgerError('identity-missing', {}, 'Nobody.')),
        digest,
      });
      const before = await filesBelow(root);
      checkRefusal(
        await rejectionOf(registry.rename({ prompt: 'a', to: 'b' })),
        'identity-missing',
      );
      deepStrictEqual(await filesBelow(root), before);
    });
  });
});
