import assert from 'node:assert/strict';
import { committed } from '../committed';
import { openOutside } from '../otherWriter';
import { autoSave, closeAll, promptNames, reading, refused, run, tagsOf, type } from '../window';
import type { ReleaseInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('release');

describe('Releasing a version', () => {
  autoSave('off');
  afterEach(closeAll);

  /** A prompt with three versions, of which `development` serves the given one. */
  async function developed(number = 1): Promise<string> {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n', 'three\n');
    await run('tag', { ref: `${prompt}@${number}`, tag: 'development' });
    return prompt;
  }

  it('an environment gets what the one before it serves', async () => {
    const prompt = await developed();
    const release = await run<ReleaseInfo>('promote', { prompt, environment: 'staging' });
    assert.deepEqual(
      [release.environment, release.tag, release.from, release.number, release.rollback],
      ['staging', 'staging', 'development', 1, false],
    );
    assert.deepEqual(await tagsOf(prompt), { development: 1, staging: 1 });
  });

  it('the changelog is made of the messages in between, where none is given', async () => {
    const prompt = await developed();
    const first = await run<ReleaseInfo>('promote', { prompt, environment: 'staging' });
    assert.equal(first.changelog, '- Said one');
    await run('tag', { ref: `${prompt}@3`, tag: 'development' });
    const second = await run<ReleaseInfo>('promote', { prompt, environment: 'staging' });
    assert.equal(second.changelog, '- Said two\n- Said three');
  });

  it('a changelog that is given is kept as it is', async () => {
    const prompt = await developed();
    const changelog = 'Kinder.\n\nAsk Ada.';
    const given = { prompt, environment: 'staging', changelog };
    assert.equal((await run<ReleaseInfo>('promote', given)).changelog, changelog);
    const [newest] = await (await reading()).releases(prompt);
    assert.equal(newest?.changelog, changelog);
  });

  it('a protected environment takes only what the one before has served', async () => {
    const prompt = await developed();
    await refused(run('promote', { prompt, environment: 'production' }), 'tag-not-found');
    const unseen = { prompt, environment: 'production', version: '3' };
    await refused(run('promote', unseen), 'environment-protected');
    await run('promote', { prompt, environment: 'staging' });
    await run('promote', { prompt, environment: 'production' });
    assert.equal((await tagsOf(prompt)).production, 1);
  });

  it('a version can be named that the one before has served earlier', async () => {
    const prompt = await developed();
    await run('promote', { prompt, environment: 'staging' });
    await run('promote', { prompt, environment: 'staging', version: `${prompt}@2` });
    const release = { prompt, environment: 'production', version: '1' };
    assert.equal((await run<ReleaseInfo>('promote', release)).number, 1);
  });

  it('there is nothing to promote where it is served already', async () => {
    const prompt = await developed();
    await run('promote', { prompt, environment: 'staging' });
    const again = run('promote', { prompt, environment: 'staging' });
    assert.equal((await refused(again, 'nothing-to-promote')).data.environment, 'staging');
    await refused(run('promote', { prompt, environment: 'development' }), 'nothing-to-promote');
    assert.equal((await (await reading()).releases(prompt)).length, 1);
  });

  it('an environment that is not in registry.json is refused with those that are', async () => {
    const prompt = await developed();
    const { data } = await refused(
      run('promote', { prompt, environment: 'moon' }),
      'environment-not-found',
    );
    assert.deepEqual(data.environments, ['development', 'staging', 'production']);
  });

  it('a rollback goes to the release before, and says why', async () => {
    const prompt = await developed();
    await run('promote', { prompt, environment: 'staging' });
    await run('tag', { ref: `${prompt}@2`, tag: 'development' });
    await run('promote', { prompt, environment: 'staging' });
    const reason = 'Promised refunds';
    const back = await run<ReleaseInfo>('rollback', { prompt, environment: 'staging', reason });
    assert.deepEqual([back.number, back.rollback, back.changelog], [1, true, reason]);
    assert.equal((await tagsOf(prompt)).staging, 1);
    const releases = await (await reading()).releases(prompt, 'staging');
    assert.deepEqual(
      releases.map(({ number, rollback }) => [number, rollback]),
      [
        [1, true],
        [2, false],
        [1, false],
      ],
    );
  });

  it('a rollback goes to a release that is named', async () => {
    const prompt = await developed();
    for (const version of ['1', '2', '3']) {
      await run('promote', { prompt, environment: 'staging', version });
    }
    const named = { prompt, environment: 'staging', to: `${prompt}@1`, reason: 'Older' };
    assert.equal((await run<ReleaseInfo>('rollback', named)).number, 1);
  });

  it('a rollback needs a reason and something to go back to', async () => {
    const prompt = await developed();
    await run('promote', { prompt, environment: 'staging' });
    const back = { prompt, environment: 'staging' };
    await refused(run('rollback', { ...back, reason: ' ' }), 'invalid-argument');
    await refused(run('rollback', { ...back, reason: 'Bad' }), 'nothing-to-roll-back');
    await refused(run('rollback', { ...back, to: '3', reason: 'Bad' }), 'nothing-to-roll-back');
    assert.equal((await tagsOf(prompt)).staging, 1);
  });

  it('a protected environment is rolled back like any other', async () => {
    const prompt = await developed();
    for (const version of ['1', '2']) {
      await run('promote', { prompt, environment: 'staging', version });
      await run('promote', { prompt, environment: 'production' });
    }
    const back = { prompt, environment: 'production', reason: 'Too long' };
    assert.equal((await run<ReleaseInfo>('rollback', back)).number, 1);
  });

  it('the verdict tells when callers of the version before would fail', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\n', 'Hello {{name}} of {{city}}\n');
    await run('promote', { prompt, environment: 'staging', version: '1' });
    const { verdict } = await run<ReleaseInfo>('promote', {
      prompt,
      environment: 'staging',
      version: '2',
    });
    assert.equal(verdict.breaking, true);
    assert.deepEqual(verdict.variables, {
      added: ['city'],
      removed: [],
      retyped: [],
      required: ['city'],
    });
    assert.deepEqual(verdict.why, ['"city" has to be given now.']);
  });

  it('an approval is recorded with its note', async () => {
    const prompt = await developed();
    await run('approve', { ref: `${prompt}@1`, environment: 'production', note: 'Read it' });
    const { state } = await (await openOutside()).prompt(prompt);
    const approvals = state.approvals.map(({ environment, note }) => [environment, note]);
    assert.deepEqual(approvals, [['production', 'Read it']]);
    const elsewhere = run('approve', { ref: prompt, environment: 'moon' });
    await refused(elsewhere, 'environment-not-found');
  });

  it('what stands in the editor is not released', async () => {
    const prompt = await developed();
    const document = await type(prompt, 'not yet\n');
    await run('promote', { prompt, environment: 'staging' });
    assert.ok(document.isDirty);
    assert.equal((await (await reading()).get(`${prompt}@staging`)).source, 'one\n');
  });
});
