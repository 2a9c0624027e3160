import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { VersionRecord } from '../../src/core/ledger/records/records';
import { newRegistry, openRegistry, type OpenedRegistry } from '../support/openedRegistry';
import { ada, ben } from '../support/recordBuilder';
import { checkRefusal, rejectionOf } from '../support/refusal';
import { temporaryFolders } from '../support/temporaryFolders';

const NO_CHANGE = {
  breaking: false,
  why: [],
  variables: { added: [], removed: [], retyped: [], required: [] },
  changed: {},
};

describe('releasing', () => {
  const newFolder = temporaryFolders();
  let opened: OpenedRegistry;

  beforeEach(async () => {
    opened = await newRegistry(await newFolder());
    const { registry } = opened;
    await registry.commit({ prompt: 'a', source: 'Hi', message: 'First' });
    await registry.commit({ prompt: 'a', source: 'Hi {{name}}', message: 'By name' });
    await registry.tag({ ref: 'a@1', tag: 'staging' });
  });

  afterEach(() => {
    opened.close();
  });

  const promote = (given: object = {}) =>
    opened.registry.promote({ prompt: 'a', environment: 'production', ...given });

  it('promotes what staging serves, with the messages in between for a changelog', async () => {
    const release = await promote();
    deepStrictEqual(
      { ...release, id: '', at: '', version: '' },
      {
        id: '',
        prompt: 'a',
        tag: 'production',
        version: '',
        number: 1,
        description: '',
        immutable: false,
        diverged: false,
        at: '',
        author: ada,
        environment: 'production',
        from: 'staging',
        changelog: '- First',
        rollback: false,
        verdict: NO_CHANGE,
      },
    );
    strictEqual((await opened.registry.version('a@production')).number, 1);
    deepStrictEqual(opened.index.queries.releases('a'), [release]);
  });

  it('says before what it would do, and does nothing', async () => {
    await promote();
    await opened.registry.tag({ ref: 'a@2', tag: 'staging' });
    opened.changes.length = 0;
    const input = { prompt: 'a', environment: 'production' };
    const preview = await opened.registry.previewPromotion(input);
    deepStrictEqual(
      [preview.current?.number, preview.next.number, preview.changelog, preview.verdict],
      [
        1,
        2,
        '- By name',
        {
          breaking: true,
          why: ['"name" has to be given now.'],
          variables: { added: ['name'], removed: [], retyped: [], required: ['name'] },
          changed: {},
        },
      ],
    );
    deepStrictEqual(opened.changes, []);
    const release = await promote({ changelog: 'Mine' });
    deepStrictEqual([release.changelog, release.verdict.breaking], ['Mine', true]);
  });

  it('releases a version that is named, once staging has served it', async () => {
    checkRefusal(await rejectionOf(promote({ version: '2' })), 'environment-protected', 'v2');
    await opened.registry.tag({ ref: 'a@2', tag: 'staging' });
    strictEqual((await promote({ version: '1' })).number, 1);
    strictEqual((await promote({ version: 'a@v2' })).number, 2);
  });

  it('refuses what is served already, and what is no environment', async () => {
    await promote();
    checkRefusal(await rejectionOf(promote()), 'nothing-to-promote', 'already serves v1');
    const live = await rejectionOf(promote({ environment: 'live' }));
    checkRefusal(live, 'environment-not-found', 'development, staging, production');
  });

  it('rolls back to the release below, with the reason as changelog', async () => {
    await promote();
    await opened.registry.tag({ ref: 'a@2', tag: 'staging' });
    await promote();
    const back = await opened.registry.rollback({
      prompt: 'a',
      environment: 'production',
      reason: 'It greeted nobody.',
    });
    deepStrictEqual(
      [back.number, back.rollback, back.from, back.changelog],
      [1, true, null, 'It greeted nobody.'],
    );
    strictEqual((await opened.registry.version('a@production')).number, 1);
    const again = opened.registry.rollback({ prompt: 'a', environment: 'production', reason: 'x' });
    checkRefusal(await rejectionOf(again), 'nothing-to-roll-back');
  });

  it('says what a rollback can go to, nearest first, and what each would change', async () => {
    const input = { prompt: 'a', environment: 'production' };
    deepStrictEqual(await opened.registry.previewRollback(input), []);
    await promote();
    await opened.registry.tag({ ref: 'a@2', tag: 'staging' });
    await promote();
    await opened.registry.commit({ prompt: 'a', source: 'Hi {{name}}!', message: 'Louder' });
    await opened.registry.tag({ ref: 'a@3', tag: 'staging' });
    await promote();
    deepStrictEqual(
      (await opened.registry.previewRollback(input)).map(({ version, verdict }) => [
        version.number,
        verdict.variables.removed,
      ]),
      [
        [2, []],
        [1, ['name']],
      ],
    );
  });

  it('rolls back to a named release, and wants a reason', async () => {
    await promote();
    await opened.registry.tag({ ref: 'a@2', tag: 'staging' });
    await promote();
    const rollback = (reason: string, to?: string) =>
      opened.registry.rollback({ prompt: 'a', environment: 'production', reason, to });
    checkRefusal(await rejectionOf(rollback('  ')), 'invalid-argument', 'needs a reason');
    checkRefusal(await rejectionOf(rollback('x', '2')), 'nothing-to-roll-back', 'v2');
    strictEqual((await rollback('x', 'v1')).number, 1);
  });

  it('wants approvals by others where registry.json says so, for this version', async () => {
    const environments = [{ name: 'staging' }, { name: 'production', approvals: 1 }];
    const config = JSON.stringify({ format: 1, environments });
    await writeFile(join(opened.root, 'registry.json'), config);
    checkRefusal(await rejectionOf(promote()), 'approvals-missing', '1 more approval');
    const { refusal } = await opened.registry.previewPromotion({
      prompt: 'a',
      environment: 'production',
    });
    strictEqual(refusal?.code, 'approvals-missing');
    await opened.registry.approve({ ref: 'a@1', environment: 'production' });
    checkRefusal(await rejectionOf(promote()), 'approvals-missing');
    const reviewer = await openRegistry(opened.root, { author: ben });
    await reviewer.registry.refresh();
    await reviewer.registry.approve({ ref: 'a@2', environment: 'production', note: 'Good' });
    checkRefusal(await rejectionOf(promote()), 'approvals-missing');
    await reviewer.registry.approve({ ref: 'a@1', environment: 'production' });
    strictEqual((await promote()).number, 1);
    reviewer.close();
  });

  it('says nothing of a version that is no document, and releases it', async () => {
    await opened.records.append<VersionRecord>({
      kind: 'version',
      prompt: 'b',
      at: '2026-11-20T08:00:00.000Z',
      author: ben,
      parents: [],
      number: 1,
      message: '',
      includes: {},
      source: ['---', 'model: [', '---'],
    });
    await opened.registry.tag({ ref: 'b@1', tag: 'staging' });
    const release = await promote({ prompt: 'b' });
    deepStrictEqual(release.verdict, NO_CHANGE);
  });
});
