import assert from 'node:assert/strict';
import { committed } from '../committed';
import { branchOff } from '../otherWriter';
import { checkShape, type Shape } from '../shapes';
import { closeAll, promptNames, reading, refused, run, type } from '../window';
import type { RenderedPrompt } from '../../../src/core/prompt/render/model';
import type { PromptInfo, ReleaseInfo, VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('shapes');

/** A command, its argument for a prompt with three versions, and what it resolves to. */
type Row = readonly [command: string, argument: (prompt: string) => object, shape: Shape];

const ROWS: readonly Row[] = [
  ['newPrompt', prompt => ({ prompt: `${prompt}-new` }), 'statusItem'],
  ['open', prompt => ({ prompt }), 'statusItem'],
  ['openVersion', prompt => ({ ref: `${prompt}@1` }), 'versionWithSource'],
  ['checkout', prompt => ({ ref: `${prompt}@1` }), 'version'],
  ['tag', prompt => ({ ref: prompt, tag: 'stable' }), 'tag'],
  ['promote', prompt => ({ prompt, environment: 'staging', version: '2' }), 'release'],
  ['approve', prompt => ({ ref: prompt, environment: 'production' }), 'version'],
  ['compare', prompt => ({ left: `${prompt}@1`, right: `${prompt}@2` }), 'diff'],
  ['compareInEditor', prompt => ({ left: `${prompt}@1`, right: prompt }), 'diff'],
  ['compareWithPrevious', prompt => ({ ref: prompt }), 'diff'],
  ['compareWithWorking', prompt => ({ ref: `${prompt}@1` }), 'diff'],
  ['render', prompt => ({ ref: prompt }), 'text'],
  ['verify', () => ({}), 'verify'],
];

describe('What commands resolve to', () => {
  afterEach(closeAll);

  for (const [command, argument, shape] of ROWS) {
    it(`${command} resolves to one ${shape}`, async () => {
      const prompt = newName();
      await committed(prompt, 'one\n', 'two\n', 'three\n');
      checkShape(await run(command, argument(prompt)), shape);
    });
  }

  it('commit resolves to one version, with an author and a time', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'one\n' });
    const version = await run<VersionInfo>('commit', { prompt, message: 'Begun' });
    checkShape(version, 'version');
    checkShape(version.author, 'author');
    assert.match(version.id, /^[0-9a-f]{32}$/);
    assert.match(version.at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('history resolves to versions', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const versions = await run<readonly unknown[]>('history', { prompt });
    assert.equal(versions.length, 2);
    for (const version of versions) checkShape(version, 'version');
  });

  it('status and search resolve to lists', async () => {
    for (const item of await run<readonly unknown[]>('status', {})) checkShape(item, 'statusItem');
    const found = await run<readonly PromptInfo[]>('search', { text: 'support/' });
    assert.ok(found.length > 2);
    for (const info of found) {
      checkShape(info, 'listItem');
      if (info.latest !== null) checkShape(info.latest, 'version');
      for (const tag of info.tags) checkShape(tag, 'tag');
    }
  });

  it('dependents resolve to what includes a prompt, by whatever version', async () => {
    const found = await run<readonly { prompt: string }[]>('dependents', { prompt: 'shared/tone' });
    assert.ok(found.some(({ prompt }) => prompt === 'support/greeting'));
    for (const dependent of found) checkShape(dependent, 'dependent');
  });

  it('the API lists the same items', async () => {
    const registry = await reading();
    for (const info of await registry.list()) checkShape(info, 'listItem');
    for (const tag of await registry.tags('support/greeting')) checkShape(tag, 'tag');
    for (const release of await registry.releases('support/greeting'))
      checkShape(release, 'release');
    for (const version of await registry.versions('support/greeting'))
      checkShape(version, 'version');
    checkShape(await registry.get('support/greeting'), 'versionWithSource');
  });

  it('untag resolves to the tag, which points nowhere', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await run('tag', { ref: prompt, tag: 'stable' });
    const removed = await run<{ version: unknown }>('untag', { prompt, tag: 'stable' });
    checkShape(removed, 'tag');
    assert.equal(removed.version, null);
  });

  it('rollback resolves to one release', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    for (const version of ['1', '2']) {
      await run('promote', { prompt, environment: 'staging', version });
    }
    const back = { prompt, environment: 'staging', reason: 'Too long' };
    checkShape(await run<ReleaseInfo>('rollback', back), 'release');
  });

  it('a chat renders to messages', async () => {
    const prompt = newName();
    await committed(prompt, '---\ntype: chat\n---\nuser:\nHello\n');
    const rendered = await run<RenderedPrompt>('render', { ref: prompt });
    checkShape(rendered, 'chat');
    assert.ok(rendered.type === 'chat');
    for (const message of rendered.messages) checkShape(message, 'message');
  });

  it('merge resolves to what it merged', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const branch = await branchOff(prompt);
    try {
      await branch.registry.commit({ prompt, source: 'one\ntwo\n', message: 'By Ben' });
      await branch.bringRecords();
      await type(prompt, 'zero\none\n');
      await run('refresh', {});
      checkShape(await run('merge', { prompt }), 'merge');
    } finally {
      await branch.remove();
    }
  });

  it('an error prints as the command line prints it', async () => {
    const error = await refused(run('open', { prompt: 'no/such-prompt' }), 'prompt-not-found');
    const printed = JSON.parse(JSON.stringify(error)) as { error: object };
    assert.deepEqual(Object.keys(printed), ['error']);
    assert.deepEqual(Object.keys(printed.error).sort(), ['code', 'data', 'message']);
  });
});
