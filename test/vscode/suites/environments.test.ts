import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { LedgerEvent } from '../../../src/core/ledger/audit/events';
import type { ServedVersion } from '../../../src/core/ledger/audit/served';
import type { ReleaseStory } from '../../../src/core/ledger/derive/timeline';
import type { PromptDeployments } from '../../../src/core/ledger/derive/deployments';
import type { VerifyReport } from '../../../src/registry/verifyReport';
import { committed } from '../committed';
import { openOutside } from '../otherWriter';
import {
  autoSave,
  closeAll,
  eventually,
  pages,
  promptNames,
  refused,
  registryFolder,
  run,
  tagsOf,
} from '../window';

const newName = promptNames('environments');
const configFile = join(registryFolder, 'registry.json');

interface Configured {
  readonly name: string;
  readonly protected: boolean;
  readonly approvals: number;
  readonly promoteFrom: string | null;
}

interface Promoted {
  readonly prompt: string;
  readonly release: { readonly number: number; readonly changelog: string } | null;
  readonly error?: { readonly code: string };
}

describe('Environments', () => {
  autoSave('off');
  let before = '';

  beforeEach(async () => {
    before = await readFile(configFile, 'utf8');
  });
  afterEach(async () => {
    await closeAll();
    await writeFile(configFile, before);
    await run('refresh');
  });

  /** Prompts of which development serves the second version and staging the first. */
  async function staged(count: number): Promise<string[]> {
    const prompts = Array.from({ length: count }, () => newName());
    for (const prompt of prompts) {
      await committed(prompt, 'one\n', 'two\n');
      await run('tag', { ref: `${prompt}@1`, tag: 'development' });
      await run('promote', { prompt, environment: 'staging' });
      await run('tag', { ref: `${prompt}@2`, tag: 'development' });
    }
    return prompts;
  }

  it('are added, moved, protected and removed in registry.json', async () => {
    const add = { environment: 'canary', position: 2 };
    const added = await run<Configured[]>('addEnvironment', add);
    assert.deepEqual(
      added.map(({ name, promoteFrom }) => [name, promoteFrom]),
      [
        ['development', null],
        ['staging', 'development'],
        ['canary', 'staging'],
        ['production', 'canary'],
      ],
    );
    const rules = { environment: 'canary', protected: true, approvals: 2, gates: ['samples'] };
    const set = await run<Configured[]>('configureEnvironment', rules);
    assert.deepEqual([set[2]?.protected, set[2]?.approvals], [true, 2]);
    const text = await readFile(configFile, 'utf8');
    assert.match(text, /"gates": \["samples"\]/);
    await run('configureEnvironment', { environment: 'canary', position: 0 });
    await run('configureEnvironment', { environment: 'canary', remove: true });
    assert.equal(await readFile(configFile, 'utf8'), before);
  });

  it('are refused where the pipeline would break, and nothing is written', async () => {
    await refused(run('addEnvironment', { environment: 'staging' }), 'name-taken');
    await refused(run('addEnvironment', { environment: 'Not A Tag' }), 'invalid-name');
    await refused(run('configureEnvironment', { environment: 'moon' }), 'environment-not-found');
    const gate = { environment: 'staging', gates: ['luck'] };
    await refused(run('configureEnvironment', gate), 'invalid-argument');
    assert.equal(await readFile(configFile, 'utf8'), before);
  });

  it('change by an edit that can be undone where registry.json is open', async () => {
    const document = await vscode.workspace.openTextDocument(configFile);
    await vscode.window.showTextDocument(document);
    await run('configureEnvironment', { environment: 'staging', protected: true });
    assert.ok(!document.isDirty && document.getText().includes('"protected": true'));
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await refused(run('addEnvironment', { environment: 'eu' }), 'io');
    await document.save();
  });

  it('get several prompts at once, each by a release of its own; run again, the rest', async () => {
    const [one = '', two = ''] = await staged(2);
    const missing = newName();
    const input = {
      environment: 'staging',
      prompts: [one, missing, two],
      changelogs: { [two]: 'Mine' },
    };
    const first = await run<Promoted[]>('promoteAll', input);
    assert.deepEqual(
      first.map(({ release, error }) => release?.changelog ?? error?.code),
      ['- Said two', 'tag-not-found', 'Mine'],
    );
    const second = await run<Promoted[]>('promoteAll', input);
    assert.deepEqual(
      second.map(({ error }) => error?.code),
      ['nothing-to-promote', 'tag-not-found', 'nothing-to-promote'],
    );
    assert.equal((await tagsOf(two)).staging, 2);
  });

  it('take only versions that render all samples, where they say so', async () => {
    const prompt = newName();
    await committed(prompt, 'Hello {{name}}\n');
    const outside = await openOutside();
    await run('configureEnvironment', { environment: 'staging', gates: ['samples'] });
    await outside.saveSample({ prompt, sample: 'empty', changes: [], copyOf: null });
    const promotion = { prompt, environment: 'staging', version: '1' };
    const { data } = await refused(run('promote', promotion), 'environment-protected');
    assert.equal(data.gate, 'samples');
    await outside.saveSample({
      prompt,
      sample: 'empty',
      changes: [{ name: 'name', value: 'Ada' }],
    });
    const { verdict } = await run<ReleaseStory>('promote', promotion);
    assert.deepEqual(verdict.gates, { samples: 'passed' });
  });

  it('name who could approve what lacks approvals', async () => {
    const [prompt = ''] = await staged(1);
    await run('promote', { prompt, environment: 'staging' });
    await run('configureEnvironment', { environment: 'production', approvals: 1 });
    const refusal = await refused(
      run('promote', { prompt, environment: 'production' }),
      'approvals-missing',
    );
    assert.match(refusal.message, /for example .* They run "Approve Version"/);
    assert.ok(Array.isArray(refusal.data.candidates) && refusal.data.candidates.length > 0);
  });

  it('tell what they serve, how far they are apart, and what was rolled back', async () => {
    const [prompt = ''] = await staged(1);
    await run('promote', { prompt, environment: 'staging' });
    await run('rollback', { prompt, environment: 'staging', reason: 'Rude' });
    const all = await run<PromptDeployments[]>('deployments', {});
    const staging = all.find(item => item.prompt === prompt)?.deployments[1];
    assert.deepEqual([staging?.number, staging?.by, staging?.from?.behind], [1, 'rollback', 1]);
  });

  it('tell what they served, at a moment and by whose release', async () => {
    const [prompt = ''] = await staged(1);
    await run('promote', { prompt, environment: 'staging' });
    const releases = await run<ReleaseStory[]>('releases', { prompt, environment: 'staging' });
    assert.deepEqual(
      releases.map(({ number, replaced, live }) => [number, replaced?.number, live]),
      [
        [2, 1, true],
        [1, undefined, false],
      ],
    );
    const at = releases[1]?.at;
    const served = await run<ServedVersion[]>('servedAt', { environment: 'staging', prompt, at });
    assert.deepEqual([served[0]?.number, served[0]?.since], [1, at]);
    await refused(run('servedAt', { environment: 'staging', at: 'noon' }), 'invalid-argument');
    const copied = await run<string>('copyRelease', { prompt, environment: 'staging' });
    assert.match(copied, /staging v1 → v2\n/);
    assert.equal(await vscode.env.clipboard.readText(), copied);
  });

  it('have a changelog over a span of time', async () => {
    const [prompt = ''] = await staged(1);
    const { markdown } = await run<{ markdown: string }>('exportChangelog', {
      environment: 'staging',
      from: new Date(Date.now() - 60_000).toISOString(),
    });
    assert.match(markdown, new RegExp(`### ${prompt} v1\n`));
    const { markdown: none } = await run<{ markdown: string }>('exportChangelog', {
      environment: 'staging',
      to: '2001-01-01',
    });
    assert.match(none, /Nothing was released/);
  });

  it('take times as the command line does: as words, days and times', async () => {
    const [prompt = ''] = await staged(1);
    const servedWhen = async (at: string) => {
      const found = await run<ServedVersion[]>('servedAt', { environment: 'staging', prompt, at });
      return found[0]?.number;
    };
    assert.deepEqual(
      [await servedWhen('now'), await servedWhen('2 weeks ago'), await servedWhen('yesterday')],
      [1, null, null],
    );
    const happened = async (span: object) =>
      (await run<LedgerEvent[]>('audit', { prompt, ...span })).length;
    assert.equal(await happened({ from: '1 hour ago' }), await happened({}));
    assert.equal(await happened({ to: '1.hour' }), 0);
    const changelog = await run<{ markdown: string }>('exportChangelog', {
      environment: 'staging',
      from: '10 minutes ago',
    });
    assert.match(changelog.markdown, new RegExp(`### ${prompt} v1\n`));
  });

  it('are listed as far as they are asked for', async () => {
    const [prompt = ''] = await staged(1);
    const all = await run<ReleaseStory[]>('releases', { prompt });
    const after = all[0]?.id;
    assert.deepEqual(await run('releases', { prompt, limit: 0 }), []);
    assert.deepEqual(await run('releases', { prompt, after }), all.slice(1));
    const found = await run<PromptDeployments[]>('deployments', {
      prompt,
      environment: 'production',
      behind: true,
    });
    assert.deepEqual(
      found.map(({ prompt: name, deployments }) => [name, deployments.length]),
      [[prompt, 1]],
    );
  });

  it('and everything that happened is told as events, CSV and JSON', async () => {
    const [prompt = ''] = await staged(1);
    const events = await run<LedgerEvent[]>('audit', { prompt });
    assert.deepEqual(
      events.map(({ kind, number }) => `${kind} ${number}`),
      ['tag 2', 'promote 1', 'tag 1', 'commit 2', 'commit 1'],
    );
    const csv = await run<string>('exportAudit', { prompt, kinds: ['promote'] });
    assert.equal(csv.trim().split('\r\n').length, 2);
    const json = await run<string>('exportAudit', { prompt, format: 'json' });
    assert.deepEqual(JSON.parse(json), events);
    await refused(run('exportAudit', { format: 'xml' }), 'invalid-argument');
    await refused(run('audit', { kinds: ['magic'] }), 'invalid-argument');
  });

  it('are verified by the rules of registry.json, and what two branches left is named', async () => {
    const { problems } = await run<VerifyReport>('verify', {});
    // What the example leaves to decide, and nothing that a rule forbids.
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['reference-ambiguous']);
    await refused(run('verify', { since: 'no such commit' }), 'invalid-argument');
  });

  it('show their releases and the audit in pages of their own, one each', async () => {
    const [prompt = ''] = await staged(1);
    for (let times = 0; times < 2; times += 1) {
      await run('releases', { kind: 'prompt', prompt });
      await run('audit', { kind: 'prompt', prompt });
    }
    await eventually('the pages', () => {
      const open = [pages('promptLedger.releases').length, pages('promptLedger.audit').length];
      return open.join() === '1,1';
    });
  });
});
