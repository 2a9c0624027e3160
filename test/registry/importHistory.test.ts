import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import type { HistoryFromElsewhere } from '../../src/registry/importHistory';
import { filesBelow, newRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { ben } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

describe('importing a history', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
  });

  afterEach(() => {
    opened.close();
  });

  const OLD = '2024-01-02T03:04:05.000Z';
  const history = (...more: HistoryFromElsewhere['versions']): HistoryFromElsewhere => ({
    prompt: 'a/b',
    versions: [
      { source: 'one\n', at: OLD, author: ben, message: 'first', labels: ['beta'] },
      { source: 'two\n', at: OLD, labels: ['production', 'Not A Tag', 'beta2'] },
      ...more,
    ],
  });
  const take = (given = history(), options = {}) => opened.registry.importHistory(given, options);
  const versions = async () => (await opened.registry.prompt('a/b')).state.versions;

  it('makes versions with author, time and message, in their order, and tags of labels', async () => {
    const told = await take(history(), { dryRun: true });
    strictEqual((await versions()).size, 0);
    const { losses, ...done } = await take();
    deepStrictEqual({ ...done, losses }, told);
    deepStrictEqual(done, {
      prompt: 'a/b',
      versions: [
        { number: 1, message: 'first' },
        { number: 2, message: '' },
      ],
      known: 0,
      tags: [
        { tag: 'beta', number: 1 },
        { tag: 'beta2', number: 2 },
      ],
    });
    deepStrictEqual(
      losses.map(({ field }) => field),
      ['versions[1].labels.production', 'versions[1].labels.Not A Tag'],
    );
    match(losses[0]?.message ?? '', /protected environment/);
    const [first, second] = [...(await versions()).values()];
    deepStrictEqual([first?.at, first?.author, second?.parents], [OLD, ben, [first?.id]]);
    // One writer's clock never runs back.
    strictEqual(second?.at, '2024-01-02T03:04:05.001Z');
    strictEqual(second.author.name, 'Ada');
    strictEqual(await opened.documents.read('a/b'), 'two\n');
  });

  it('changes nothing the second time, and goes on where it ended', async () => {
    await take();
    const before = await filesBelow(opened.root);
    const again = await take();
    deepStrictEqual([again.versions, again.known, again.tags], [[], 2, []]);
    deepStrictEqual(await filesBelow(opened.root), before);
    const more = await take(history({ source: 'three\n', labels: ['beta'] }));
    deepStrictEqual(
      [more.versions.map(({ number }) => number), more.known, more.tags],
      [[3], 2, []],
    );
    const sentences = more.losses.map(({ message }) => message).join('\n');
    match(sentences, /"beta" is on another version here and stays/);
    const forced = await take(history({ source: 'three\n', labels: ['beta'] }), { force: true });
    deepStrictEqual(forced.tags, [{ tag: 'beta', number: 3 }]);
  });

  it('leaves what was committed here meanwhile, to be merged', async () => {
    await take();
    await opened.registry.commit({ prompt: 'a/b', source: 'mine\n' });
    await take(history({ source: 'three\n', labels: [] }));
    const { state } = await opened.registry.prompt('a/b');
    deepStrictEqual([state.heads.length, state.diverged], [2, true]);
    strictEqual(await opened.documents.read('a/b'), 'mine\n');
  });

  it('names what could be no version, and never dates one after now', async () => {
    const future = '2400-01-01T00:00:00.000Z';
    const { versions: made, losses } = await take({
      prompt: 'a/b',
      versions: [
        { source: '---\ntype: 7\n---\n', labels: [] },
        { source: 'x', at: future, labels: [] },
      ],
    });
    deepStrictEqual([made.length, losses.map(({ field }) => field)], [1, ['versions[0]']]);
    const [only] = [...(await versions()).values()];
    strictEqual(only?.at.startsWith('2026-'), true);
  });

  it('is refused under a former name', async () => {
    await opened.registry.commit({ prompt: 'a/b', source: 'x\n' });
    await opened.registry.rename({ prompt: 'a/b', to: 'c' });
    checkRefusal(await rejectionOf(take()), 'name-taken', 'former name of "c"');
  });
});
