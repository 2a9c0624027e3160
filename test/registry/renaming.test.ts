import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openRegistry as openClient } from '../../src/client/openRegistry';
import type { RenameRecord } from '../../src/core/ledger/records/records';
import { Registry } from '../../src/registry/registry';
import { digest } from '../../src/store/digest';
import { LedgerError } from '../../src/core/base/errors';
import { openFiles } from '../../src/store/openFiles';
import { RecordNames } from '../../src/store/recordNames';
import {
  filesBelow,
  newRegistry,
  steppingClock,
  type OpenedRegistry,
} from '../support/openedRegistry';
import { plantRecords } from '../support/plantedRecords';
import { ada, sealed } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('renaming a prompt', () => {
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

    it('refuses samples that lie under the new name, and changes nothing', async () => {
      await opened.documents.writeSample('b', 'other', '{}');
      const before = await filesBelow(opened.root);
      checkRefusal(
        await rejectionOf(opened.registry.rename({ prompt: 'a', to: 'b' })),
        'name-taken',
      );
      deepStrictEqual(await filesBelow(opened.root), before);
    });

    it('takes the working document back that somebody moved to the new name', async () => {
      const { root, registry, documents } = opened;
      await mkdir(join(root, 'prompts', 'team'));
      await rename(join(root, 'prompts', 'a.prompt'), join(root, 'prompts', 'team', 'a.prompt'));
      const info = await registry.rename({ prompt: 'a', to: 'team/a' });
      deepStrictEqual([info.prompt, info.state], ['team/a', 'clean']);
      deepStrictEqual(await documents.samples('team/a'), ['first']);
    });

    it('goes on with what a rename without a record left behind', async () => {
      const { registry, documents, root } = opened;
      await registry.newPrompt({ prompt: 'draft', source: 'x' });
      await documents.writeSample('draft', 'left', '{}');
      await documents.writeSample('later', 'moved', '{}');
      strictEqual((await registry.rename({ prompt: 'draft', to: 'later' })).prompt, 'later');
      deepStrictEqual(await documents.samples('later'), ['left', 'moved']);
      strictEqual(Object.keys(await filesBelow(root)).includes('prompts/draft.prompt'), false);
    });
  });

  describe('where two branches gave one name to two prompts', () => {
    /** The state after a merge of `a` and `b` to `best`, and of each name as it is asked for. */
    async function merged(): Promise<void> {
      await opened.registry.commit({ prompt: 'b', source: 'two' });
      const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 9, 1, seconds)).toISOString();
      const draft = (from: string, seconds: number) =>
        sealed<RenameRecord>({
          ...{ kind: 'rename', prompt: 'best', at: at(seconds), author: ada },
          ...{ from, previous: [] },
        });
      await plantRecords(opened.root, [draft('a', 1), draft('b', 2)]);
      await opened.registry.refresh();
      await opened.registry.followRenames();
    }

    const marks = async () => {
      const files = openFiles(opened.root, () => Promise.resolve(ada)).registry;
      const list = await files.list();
      deepStrictEqual(list, opened.index.queries.prompts());
      deepStrictEqual(await files.status(), opened.index.queries.status());
      return list.map(({ prompt, diverged, contested }) => [
        prompt,
        diverged,
        contested?.names.map(({ name }) => name).join(),
      ]);
    };
    const isSound = async () => (await opened.registry.verify()).problems.length === 0;

    it('marks both, lets the first one answer, and fails verify', async () => {
      await merged();
      deepStrictEqual(await marks(), [
        ['b', true, 'best'],
        ['best', true, 'best'],
      ]);
      const client = openClient(opened.root);
      deepStrictEqual(
        [client.get('best').render({}), client.get('a').render({}), client.get('b').render({})],
        ['one', 'one', 'two'].map(text => ({ type: 'text', text })),
      );
      const { problems } = await opened.registry.verify();
      deepStrictEqual(
        problems.map(({ code, path }) => [code, path.startsWith('records/best/2026')]),
        [['reference-ambiguous', true]],
      );
    });

    for (const [who, prompt, to, left] of [
      ['the one that lost is renamed', 'b', 'better', ['best', 'better']],
      ['the one that lost keeps the name that it has', 'b', 'b', ['b', 'best']],
      ['the one that answers is renamed', 'best', 'other', ['b', 'other']],
    ] as const) {
      it(`is over when ${who}, and what answers stays`, async () => {
        await merged();
        await opened.registry.rename({ prompt, to });
        deepStrictEqual(
          await marks(),
          left.map(name => [name, false, undefined]),
        );
        strictEqual(await isSound(), true);
        const names = { best: 'one', a: 'one', b: 'two', [to]: prompt === 'b' ? 'two' : 'one' };
        const client = openClient(opened.root);
        for (const [name, text] of Object.entries(names)) {
          deepStrictEqual(client.get(name).render({}), { type: 'text', text }, name);
        }
      });
    }
  });
});
