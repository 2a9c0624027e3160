import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PromptDifference } from '../../../src/core/compare/telling/promptSets';
import { committed } from '../committed';
import {
  autoSave,
  closeAll,
  eventually,
  pages,
  promptNames,
  refused,
  registryFolder,
  run,
  tabs,
  type,
  versionsOf,
} from '../window';

const newName = promptNames('compare');
const PANEL = 'promptLedger.diff';

interface Diff {
  readonly left: string;
  readonly right: string;
  readonly identical: boolean;
  readonly unified: string;
}

describe('Comparing versions', () => {
  autoSave('off');
  afterEach(closeAll);

  it('opens a panel and resolves to the difference', async () => {
    const prompt = newName();
    await committed(prompt, 'one\nsame\n', 'two\nsame\n');
    const [second, first] = (await versionsOf(prompt)).map(version => version.id.slice(0, 8));
    const diff = await run<Diff>('compare', { left: `${prompt}@1`, right: `${prompt}@2` });
    const [left, right] = [`${prompt}@${first ?? ''}`, `${prompt}@${second ?? ''}`];
    const unified = `--- ${left}\n+++ ${right}\n@@ -1,2 +1,2 @@\n-one\n+two\n same\n`;
    const changes = [{ part: 'text', kind: 'changed', added: 1, removed: 1 }];
    const told = { summary: '1 line added, 1 line removed', added: 1, removed: 1, changes };
    assert.deepEqual(diff, { left, right, identical: false, ...told, unified });
    await panelNamed(/v1 ↔ v2$/);
  });

  it('the same comparison again shows the same panel, another one a new panel', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const pair = { left: `${prompt}@1`, right: `${prompt}@2` };
    await run('compare', pair);
    await run('compare', pair);
    await panelNamed(/v1 ↔ v2$/);
    assert.equal(pages(PANEL).length, 1);
    await run('compare', { left: pair.right, right: pair.left });
    await panelNamed(/v2 ↔ v1$/);
    assert.equal(pages(PANEL).length, 2);
  });

  it('without a right side, it is the working document as it is typed', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await type(prompt, 'typed\n');
    const diff = await run<Diff>('compare', { left: `${prompt}@1` });
    assert.equal(diff.right, prompt);
    assert.match(diff.unified, /\n-one\n\+typed\n$/);
    await panelNamed(/v1 ↔ working$/);
  });

  it('two sides that say the same are identical', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const same = await run<Diff>('compare', { left: `${prompt}@1`, right: prompt });
    assert.deepEqual([same.identical, same.unified], [true, '']);
  });

  it('tags can be compared', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'stable' });
    const diff = await run<Diff>('compare', { left: `${prompt}@stable`, right: prompt });
    assert.match(diff.unified, /\n-one\n\+two\n$/);
  });

  it('the native diff editor opens on two read-only versions', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const diff = await run<Diff>('compareInEditor', { left: `${prompt}@1`, right: `${prompt}@2` });
    assert.equal(diff.identical, false);
    const { original, modified } = await nativeDiff();
    const [second, first] = await versionsOf(prompt);
    assert.deepEqual([original.scheme, modified.scheme], ['promptledger', 'promptledger']);
    assert.deepEqual([original.query, modified.query], [first?.id, second?.id]);
    const texts = await Promise.all(
      [original, modified].map(async uri =>
        (await vscode.workspace.openTextDocument(uri)).getText(),
      ),
    );
    assert.deepEqual(texts, ['one\n', 'two\n']);
  });

  it('the native diff editor shows the working document itself, for editing', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await run('compareInEditor', { left: `${prompt}@1`, right: 'working' });
    assert.equal((await nativeDiff()).modified.scheme, 'file');
  });

  it('a version is compared with the one before it', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n', 'three\n');
    const diff = await run<Diff>('compareWithPrevious', { ref: `${prompt}@2` });
    assert.match(diff.unified, /\n-one\n\+two\n$/);
    const first = run('compareWithPrevious', { ref: `${prompt}@1` });
    await refused(first, 'version-not-found');
  });

  it('a version is compared with the working document', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const diff = await run<Diff>('compareWithWorking', { ref: `${prompt}@1` });
    assert.match(diff.unified, /\n-one\n\+two\n$/);
  });

  it('what is not there opens no panel', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const compare = (left: string, right: string) => run('compare', { left, right });
    await refused(compare(`${prompt}@1`, `${prompt}@2`), 'version-not-found');
    await refused(compare(`${prompt}@stable`, prompt), 'tag-not-found');
    await refused(compare('no/such-prompt', 'no/such-prompt@1'), 'prompt-not-found');
    assert.equal(pages(PANEL).length, 0);
  });

  it('panels that are opened and closed many times leave the window as it was', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    for (let round = 0; round < 20; round++) {
      await run('compare', { left: `${prompt}@1`, right: `${prompt}@2` });
      await vscode.window.tabGroups.close(await panelNamed(/v1 ↔/));
    }
    assert.equal(pages(PANEL).length, 0);
    await run('compare', { left: `${prompt}@1`, right: `${prompt}@2` });
    await panelNamed(/v1 ↔ v2$/);
  });
});

describe('Comparing all prompts', () => {
  autoSave('off');
  afterEach(closeAll);

  it('tells what differs between a tag and the newest versions, and opens one panel', async () => {
    const [changed, added, same] = [newName(), newName(), newName()];
    await committed(changed, 'Hi\n');
    await committed(same, 'Hi\n');
    for (const prompt of [changed, same])
      await run('tag', { ref: `${prompt}@1`, tag: 'all-before' });
    await committed(changed, 'Hi {{name}}\n');
    await committed(added, 'New\n');
    const sides = { left: '@all-before', right: 'latest' };
    const told = await run<readonly PromptDifference[]>('compareAll', sides);
    const about = (prompt: string) => told.find(difference => difference.prompt === prompt);
    assert.equal(about(changed)?.breaking, true);
    assert.equal(about(changed)?.summary, '1 line added, 1 line removed, variable `name` added');
    assert.equal(about(added)?.kind, 'added');
    assert.equal(about(same), undefined);
    await eventually('the panel', () =>
      pages('promptLedger.promptSets').find(tab => tab.label === 'Prompts: all-before ↔ latest'),
    );
    await run('compareAll', { left: 'latest', right: 'working' });
    await eventually('the same panel', () =>
      pages('promptLedger.promptSets').find(tab => tab.label === 'Prompts: latest ↔ working'),
    );
    assert.equal(pages('promptLedger.promptSets').length, 1);
  });

  it('finds what is typed and not saved', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await type(prompt, 'typed\n');
    const told = await run<readonly PromptDifference[]>('compareAll', {});
    assert.equal(told.find(difference => difference.prompt === prompt)?.kind, 'changed');
  });

  it('refuses a tag that no prompt has, and one whose version is missing: no prompt was removed', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'all-missing' });
    await committed(prompt, 'two\n');
    const sides = { left: '@all-missing', right: 'latest' };
    await refused(run('compareAll', { ...sides, left: '@all-missin' }), 'tag-not-found');
    const first = (await versionsOf(prompt)).at(-1)?.id ?? '?';
    const folder = join(registryFolder, 'records', prompt);
    const name = (await readdir(folder)).find(file => file.includes(first)) ?? '';
    const bytes = await readFile(join(folder, name));
    await rm(join(folder, name));
    await run('refresh', {});
    await refused(run('compareAll', sides), 'version-not-found');
    await writeFile(join(folder, name), bytes);
    await run('refresh', {});
  });

  it('refuses a revision that git does not know', async () => {
    await refused(run('compareAll', { left: 'git:nowhere', right: 'working' }), 'invalid-argument');
    assert.equal(pages('promptLedger.promptSets').length, 0);
  });
});

/** The page tells its host when it is ready, and the title names both sides then. */
function panelNamed(label: RegExp): Promise<vscode.Tab> {
  return eventually(`a panel named ${label.source}`, () =>
    pages(PANEL).find(tab => label.test(tab.label)),
  );
}

function nativeDiff(): Promise<vscode.TabInputTextDiff> {
  return eventually('the diff editor', () => {
    const inputs = tabs().map(tab => tab.input);
    return inputs.find(input => input instanceof vscode.TabInputTextDiff);
  });
}
