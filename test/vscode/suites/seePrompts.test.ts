import assert from 'node:assert/strict';
import type { CommandId } from '../../../src/extension/features';
import { commandIds, fieldsOf } from '../../../src/extension/manifest';
import { holds } from '../../../src/operations/schema';
import * as vscode from 'vscode';
import { closeAll, extension, listed, reading, refused, run } from '../window';
import type { PromptInfo, VersionInfo } from '../../../src/core/ledger/derive/model';

interface StatusItem {
  readonly prompt: string;
  readonly state: string;
  readonly diverged: boolean;
}

/** Every command that can be told something. */
const COMMANDS = (commandIds() as CommandId[]).filter(id => Object.keys(fieldsOf(id)).length > 0);

describe('Seeing prompts', () => {
  afterEach(closeAll);

  it('the extension is active in a folder with a registry, and offers what can be read', async () => {
    const { isActive } = extension();
    assert.ok(isActive, 'activated by the folder itself');
    assert.deepEqual(Object.keys(await extension().activate()), ['registry']);
    const { onDidChange, ...reads } = await reading();
    assert.equal(typeof onDidChange, 'function');
    const names = ['get', 'list', 'releases', 'render', 'tags', 'versions'];
    assert.deepEqual(Object.keys(reads).sort(), names);
  });

  it('every command of the manifest is registered', async () => {
    const manifest = extension().packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it('the list shows every prompt of the folder, sorted, with its state', async () => {
    const example = (await (await reading()).list()).filter(
      info => !info.prompt.startsWith('suites/'),
    );
    const names = example.map(info => info.prompt);
    assert.deepEqual(names, [...names].sort());
    assert.ok(names.includes('support/greeting'));
    const named = (keep: (info: PromptInfo) => boolean) =>
      example.filter(keep).map(info => info.prompt);
    assert.deepEqual(
      named(info => info.state === 'modified'),
      ['support/refund-policy'],
    );
    assert.deepEqual(
      named(info => info.state === 'new'),
      ['onboarding/trial-ending-email'],
    );
    assert.deepEqual(
      named(info => info.diverged),
      ['code/review'],
    );
    assert.deepEqual(
      named(info => info.archived),
      ['support/legacy-triage'],
    );
    assert.deepEqual(
      named(info => info.tags.some(tag => tag.diverged)),
      ['classify/intent'],
    );
  });

  it('a prompt without a version has no newest one', async () => {
    const { latest, versions, tags } = await listed('onboarding/trial-ending-email');
    assert.deepEqual({ latest, versions, tags }, { latest: null, versions: 0, tags: [] });
  });

  it('the history of a prompt comes newest first, and in pages', async () => {
    const all = await run<readonly VersionInfo[]>('history', { prompt: 'search/query-rewrite' });
    assert.ok(all.length >= 60, `${all.length} versions`);
    const times = all.map(version => version.at);
    assert.deepEqual(times, [...times].sort().reverse());
    const registry = await reading();
    const paged: VersionInfo[] = [];
    for (let after: string | undefined; paged.length < all.length; after = paged.at(-1)?.id) {
      const page = await registry.versions('search/query-rewrite', { limit: 25, after });
      assert.ok(page.length > 0, 'a page has versions');
      paged.push(...page);
    }
    assert.deepEqual(paged, all);
  });

  it('a reference finds the version that an environment serves', async () => {
    const registry = await reading();
    const served = await registry.get('support/greeting@production');
    assert.ok(served.tags.includes('production'));
    const releases = await registry.releases('support/greeting', 'production');
    assert.equal(releases[0]?.version, served.id);
    const rollbacks = releases.filter(release => release.rollback);
    assert.deepEqual(
      rollbacks.map(release => release.number),
      [9],
    );
    assert.match(rollbacks[0]?.changelog ?? '', /climbing ropes/);
  });

  it('a prompt that was renamed is found under its former name', async () => {
    const [newest] = await run<readonly VersionInfo[]>('history', { prompt: 'extract/receipt' });
    assert.equal(newest?.prompt, 'extract/invoice');
  });

  it('the status names exactly what differs from what is committed', async () => {
    const status = await run<readonly StatusItem[]>('status', {});
    const list = await (await reading()).list();
    const expected = list.map(({ prompt, state, diverged }) => ({ prompt, state, diverged }));
    assert.deepEqual(status, expected);
  });

  it('a search finds names, descriptions, labels, messages and texts', async () => {
    const found = async (text: string) =>
      (await run<readonly PromptInfo[]>('search', { text })).map(info => info.prompt);
    assert.deepEqual(await found('REFUND-POLICY'), ['support/refund-policy']);
    assert.ok((await found('Hands a conversation over')).includes('support/escalation'));
    assert.ok((await found('escalation guidelines')).includes('support/escalation'));
    assert.ok((await found('offer to hand over at once')).includes('support/greeting'));
    assert.deepEqual(await found('no text says this anywhere'), []);
  });

  it('opening a prompt shows its working document', async () => {
    const status = await run<StatusItem>('open', { prompt: 'support/escalation' });
    assert.deepEqual(status, { prompt: 'support/escalation', state: 'clean', diverged: false });
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? '', /\.promptledger\/prompts\/support\/escalation\.prompt$/);
  });

  it('what is not there is refused by name', async () => {
    const { data } = await refused(
      run('history', { prompt: 'no/such-prompt' }),
      'prompt-not-found',
    );
    assert.deepEqual(data, { prompt: 'no/such-prompt' });
    await refused(run('open', { prompt: 'no/such-prompt' }), 'prompt-not-found');
    await refused(run('openVersion', { ref: 'support/greeting@999' }), 'version-not-found');
    const registry = await reading();
    await refused(registry.get('support/greeting@nightly'), 'tag-not-found');
    await refused(registry.get('Support/Greeting'), 'invalid-name');
  });

  it('an answer of the wrong type is refused before anything is done', async () => {
    const { data } = await refused(run('open', { prompt: 7 }), 'invalid-argument');
    assert.deepEqual(data, { name: 'prompt', expected: 'string' });
  });

  for (const id of COMMANDS) {
    it(`${id} refuses each of its fields where it is of another type`, async () => {
      for (const [name, field] of Object.entries(fieldsOf(id))) {
        const wrong = [7.5, 'other', {}].find(value => !holds(field, value));
        const { data } = await refused(run(id, { [name]: wrong }), 'invalid-argument');
        assert.equal(data.name, name);
      }
    });
  }

  it('fields that a command does not know are passed over', async () => {
    const { prompt } = await run<{ prompt: string }>('open', {
      prompt: 'support/greeting',
      kinds: 7,
      other: true,
    });
    assert.equal(prompt, 'support/greeting');
  });
});
