import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { newRegistry, steppingClock, type OpenedRegistry } from '../support/openedRegistry';
import { ada, ben } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('tagging', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    await opened.registry.commit({ prompt: 'a', source: 'one' });
    await opened.registry.commit({ prompt: 'a', source: 'two' });
  });

  afterEach(() => {
    opened.close();
  });

  it('sets a tag and tells where it points', async () => {
    const first = await opened.registry.version('a@1');
    const tag = await opened.registry.tag({ ref: 'a@1', tag: 'beta', description: 'Pilot' });
    deepStrictEqual(
      { ...tag, id: '', at: '' },
      {
        id: '',
        prompt: 'a',
        tag: 'beta',
        version: first.id,
        number: 1,
        description: 'Pilot',
        immutable: false,
        diverged: false,
        at: '',
        author: ada,
      },
    );
    deepStrictEqual(opened.index.queries.tags('a'), [tag]);
  });

  it('moves it, keeps what it said, and keeps its history', async () => {
    await opened.registry.tag({ ref: 'a@1', tag: 'beta', description: 'Pilot' });
    const moved = await opened.registry.tag({ ref: 'a@2', tag: 'beta' });
    deepStrictEqual([moved.number, moved.description], [2, 'Pilot']);
    const history = opened.index.queries.moves('a', 'beta', { limit: 9 });
    deepStrictEqual(
      history.map(move => move.number),
      [2, 1],
    );
  });

  it('removes it and says that it points nowhere', async () => {
    await opened.registry.tag({ ref: 'a@1', tag: 'beta' });
    const removed = await opened.registry.untag({ prompt: 'a', tag: 'beta' });
    deepStrictEqual([removed.version, removed.number], [null, null]);
    checkRefusal(await rejectionOf(opened.registry.version('a@beta')), 'tag-not-found');
    checkRefusal(
      await rejectionOf(opened.registry.untag({ prompt: 'a', tag: 'beta' })),
      'tag-not-found',
    );
  });

  it('never moves or removes an immutable tag', async () => {
    await opened.registry.tag({ ref: 'a@1', tag: 'v1.0.0', immutable: true });
    for (const attempt of [
      opened.registry.tag({ ref: 'a@2', tag: 'v1.0.0' }),
      opened.registry.untag({ prompt: 'a', tag: 'v1.0.0' }),
    ]) {
      checkRefusal(await rejectionOf(attempt), 'tag-immutable', 'Choose another name');
    }
    strictEqual((await opened.registry.version('a@v1.0.0')).number, 1);
  });

  it('refuses names that mean something else, and what is not there', async () => {
    const tag = (name: string, ref = 'a') => rejectionOf(opened.registry.tag({ ref, tag: name }));
    checkRefusal(await tag('latest'), 'tag-reserved', 'newest version');
    checkRefusal(await tag('v3'), 'tag-reserved', 'version number');
    checkRefusal(await tag('../x'), 'invalid-name');
    checkRefusal(await tag('production'), 'environment-protected', 'Promote');
    checkRefusal(await tag('beta', 'a@9'), 'version-not-found');
    checkRefusal(await tag('beta', 'a@gamma'), 'tag-not-found', 'It has no tag yet');
    strictEqual(opened.index.queries.tags('a').length, 0);
  });

  it('of two clones at once is shown as diverged until somebody decides', async () => {
    const later = steppingClock(Date.UTC(2026, 10, 20, 12));
    const clone = await newRegistry(await newFolder(), { author: ben, clock: later });
    const share = async (from: OpenedRegistry, to: OpenedRegistry) => {
      await cp(join(from.root, 'records'), join(to.root, 'records'), { recursive: true });
      await to.registry.refresh();
    };
    await share(opened, clone);
    await opened.registry.tag({ ref: 'a@1', tag: 'beta' });
    await clone.registry.tag({ ref: 'a@2', tag: 'beta' });
    await share(clone, opened);
    const [tag] = opened.index.queries.tags('a');
    deepStrictEqual([tag?.diverged, tag?.number], [true, 2]);
    const decided = await opened.registry.tag({ ref: 'a@1', tag: 'beta' });
    deepStrictEqual([decided.diverged, decided.number], [false, 1]);
    await share(opened, clone);
    deepStrictEqual(clone.index.queries.tags('a'), [decided]);
    strictEqual(clone.index.queries.moves('a', 'beta', { limit: 9 }).length, 3);
    clone.close();
  });
});
