import assert from 'node:assert/strict';
import { committed } from '../committed';
import { openOutside } from '../otherWriter';
import { closeAll, listed, promptNames, reading, refused, run, tagsOf } from '../window';
import type { TagInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('tag');

describe('Tagging a version', () => {
  afterEach(closeAll);

  it('a tag points at a version until it is moved', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const set = await run<TagInfo>('tag', { ref: `${prompt}@1`, tag: 'stable' });
    assert.deepEqual([set.tag, set.number, set.description], ['stable', 1, '']);
    assert.equal((await (await reading()).get(`${prompt}@stable`)).source, 'one\n');
    const moved = await run<TagInfo>('tag', { ref: `${prompt}@2`, tag: 'stable' });
    assert.equal(moved.number, 2);
    assert.equal((await (await reading()).get(`${prompt}@stable`)).source, 'two\n');
    assert.deepEqual(await tagsOf(prompt), { stable: 2 });
  });

  it('a reference without a version tags the newest one', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    assert.equal((await run<TagInfo>('tag', { ref: prompt, tag: 'stable' })).number, 2);
  });

  it('what a tag is for stays when it moves, until something else is said', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'stable', description: 'For partners' });
    const moved = await run<TagInfo>('tag', { ref: `${prompt}@2`, tag: 'stable' });
    assert.equal(moved.description, 'For partners');
    const said = { ref: `${prompt}@2`, tag: 'stable', description: 'For all' };
    assert.equal((await run<TagInfo>('tag', said)).description, 'For all');
  });

  it('a tag that is removed is gone, and its history stays', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'stable' });
    await run('tag', { ref: `${prompt}@2`, tag: 'stable' });
    const removed = await run<TagInfo>('untag', { prompt, tag: 'stable' });
    assert.deepEqual([removed.tag, removed.version, removed.number], ['stable', null, null]);
    assert.deepEqual(await tagsOf(prompt), {});
    await refused((await reading()).get(`${prompt}@stable`), 'tag-not-found');
    const outside = await openOutside();
    const moves = (await outside.prompt(prompt)).state.tags.get('stable')?.moves ?? [];
    const targets = moves.map(({ record }) => record.version);
    assert.deepEqual(targets.slice(-1), [null]);
    assert.equal(targets.length, 3);
    await refused(run('untag', { prompt, tag: 'stable' }), 'tag-not-found');
  });

  it('each move names the one that it replaces', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const first = await run<TagInfo>('tag', { ref: `${prompt}@1`, tag: 'stable' });
    const second = await run<TagInfo>('tag', { ref: `${prompt}@2`, tag: 'stable' });
    const { state } = await (await openOutside()).prompt(prompt);
    const tips = state.tags.get('stable')?.tips.map(tip => [tip.id, tip.previous]);
    assert.deepEqual(tips, [[second.id, [first.id]]]);
  });

  it('an immutable tag is never moved or removed again', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const set = await run<TagInfo>('tag', { ref: `${prompt}@1`, tag: 'v1.0.0', immutable: true });
    assert.ok(set.immutable);
    const move = run('tag', { ref: `${prompt}@2`, tag: 'v1.0.0' });
    assert.equal((await refused(move, 'tag-immutable')).data.version, set.version);
    await refused(run('untag', { prompt, tag: 'v1.0.0' }), 'tag-immutable');
    assert.deepEqual(await tagsOf(prompt), { 'v1.0.0': 1 });
  });

  it('a protected environment refuses a plain tag and names what moves it', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const { message, data } = await refused(
      run('tag', { ref: prompt, tag: 'production' }),
      'environment-protected',
    );
    assert.match(message, /[Pp]romote/);
    assert.equal(data.environment, 'production');
    await refused(run('untag', { prompt, tag: 'production' }), 'environment-protected');
    await refused(run('tag', { ref: prompt, tag: 'staging', immutable: true }), 'invalid-argument');
    assert.deepEqual(await tagsOf(prompt), {});
  });

  for (const [name, code] of [
    ['latest', 'tag-reserved'],
    ['3', 'tag-reserved'],
    ['v3', 'tag-reserved'],
    ['abc1234', 'tag-reserved'],
    ['', 'invalid-name'],
    ['Stable', 'invalid-name'],
    ['-stable', 'invalid-name'],
    ['sta ble', 'invalid-name'],
    ['x'.repeat(65), 'invalid-name'],
  ] as const) {
    it(`"${name.slice(0, 12)}" is no name for a tag`, async () => {
      await refused(run('tag', { ref: 'support/greeting', tag: name }), code);
    });
  }

  it('what is not there cannot be tagged', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'Hello\n' });
    await refused(run('tag', { ref: prompt, tag: 'stable' }), 'version-not-found');
    await refused(run('tag', { ref: 'no/such-prompt', tag: 'stable' }), 'prompt-not-found');
    await refused(run('tag', { ref: `${prompt}@7`, tag: 'stable' }), 'version-not-found');
  });

  it('tags that are set at the same time are all kept', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const names = ['a-one', 'a-two', 'a-three', 'a-four', 'a-five'];
    await Promise.all(names.map(tag => run('tag', { ref: prompt, tag })));
    assert.deepEqual(Object.keys(await tagsOf(prompt)).sort(), [...names].sort());
    const { tags } = await listed(prompt);
    assert.ok(tags.every(info => !info.diverged));
  });
});
