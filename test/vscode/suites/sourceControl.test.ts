import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { committed } from '../committed';
import { openOutside } from '../otherWriter';
import {
  autoSave,
  closeAll,
  eventually,
  find,
  listed,
  promptNames,
  refused,
  run,
  save,
  tabs,
  type,
  versionsOf,
  workingFile,
  workingUri,
} from '../window';
import type { VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('changes');

const BASE = 'one\ntwo\nthree\nfour\nfive\n';
/** Two changes: of the second line, and a line after the fourth. */
const CHANGED = 'one\n2\nthree\nfour\nand a half\nfive\n';

describe('Single changes', () => {
  autoSave('off');
  afterEach(async () => {
    await run('changesSince', {});
    await closeAll();
  });

  it('one is committed, and all others stay uncommitted', async () => {
    const prompt = newName();
    await committed(prompt, BASE);
    await type(prompt, CHANGED);
    const version = await run<VersionInfo>('acceptChange', { prompt, line: 2, message: 'Digits' });
    assert.deepEqual([version.number, version.message], [2, 'Digits']);
    assert.equal(await sourceOf(`${prompt}@2`), BASE.replace('two', '2'));
    assert.equal(await workingFile(prompt), CHANGED);
    assert.equal((await listed(prompt)).state, 'modified');
    const rest = await run<VersionInfo>('commit', { prompt, message: 'The rest' });
    assert.deepEqual(rest.parents, [version.id]);
    assert.equal(await sourceOf(prompt), CHANGED);
  });

  it('the last one leaves nothing to commit', async () => {
    const prompt = newName();
    await committed(prompt, BASE);
    await save(prompt, BASE.replace('two', '2'));
    await run('acceptChange', { prompt, line: 2 });
    assert.equal((await listed(prompt)).state, 'clean');
    await refused(run('acceptChange', { prompt, line: 2 }), 'nothing-to-commit');
  });

  it('what would not be a document is refused, and nothing is written', async () => {
    const prompt = newName();
    await committed(prompt, BASE);
    await type(prompt, `${BASE}{{#open}}\n`);
    await refused(run('acceptChange', { prompt, line: 6 }), 'template-syntax');
    assert.equal((await versionsOf(prompt)).length, 1);
    assert.equal(await workingFile(prompt), BASE);
  });

  it('a prompt without a version is committed as a whole', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: BASE });
    await refused(run('acceptChange', { prompt, line: 1 }), 'invalid-argument');
    await refused(run('revertChange', { prompt, line: 1 }), 'version-not-found');
    await refused(run('discard', { prompt }), 'version-not-found');
  });

  it('one is taken back, as an edit that can be undone', async () => {
    const prompt = newName();
    await committed(prompt, BASE);
    const document = await type(prompt, CHANGED);
    assert.deepEqual(await run('revertChange', { prompt, line: 2 }), { prompt, reverted: 1 });
    assert.equal(document.getText(), CHANGED.replace('2', 'two'));
    await run('revertChange', { prompt, line: 5 });
    assert.equal(document.getText(), BASE);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), CHANGED.replace('2', 'two'));
    await refused(run('revertChange', { prompt, line: 1 }), 'nothing-to-commit');
  });

  for (const [story, base, changed, line] of [
    ['a removed line in the middle', 'one\ntwo\nthree\n', 'one\nthree\n', 1],
    ['a removed last line', 'one\ntwo', 'one', 1],
    ['an added last line', 'one', 'one\ntwo', 2],
    ['a newline at the end', 'one', 'one\n', 2],
    ['a document that became empty', 'one\ntwo', '', 1],
    ['the first line', 'one\ntwo\n', '1\ntwo\n', 1],
  ] as const) {
    it(`taking back ${story} gives exactly what was there`, async () => {
      const prompt = newName();
      await committed(prompt, base);
      const document = await type(prompt, changed);
      await run('revertChange', { prompt, line });
      assert.equal(document.getText(), base);
    });
  }

  it('the buttons of the peek hand over the change that is looked at', async () => {
    const prompt = newName();
    await committed(prompt, BASE);
    const document = await type(prompt, CHANGED);
    const changes = [
      { modifiedStartLineNumber: 2, modifiedEndLineNumber: 2 },
      { modifiedStartLineNumber: 5, modifiedEndLineNumber: 5 },
    ];
    const command = 'promptLedger.revertChange';
    await vscode.commands.executeCommand(command, workingUri(prompt), changes, 1);
    assert.equal(document.getText(), BASE.replace('two', '2'));
  });

  it('all are discarded at once, as an edit that can be undone', async () => {
    const prompt = newName();
    await committed(prompt, BASE);
    const document = await type(prompt, CHANGED);
    await run('discard', { prompt });
    assert.equal(document.getText(), BASE);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), CHANGED);
  });
});

describe('Changes since a tag', () => {
  autoSave('off');
  afterEach(async () => {
    await run('changesSince', {});
    await closeAll();
  });

  it('are taken back to what the tag points at', async () => {
    const prompt = newName();
    await committed(prompt, 'tagged\nsame\n', 'newer\nsame\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'stable' });
    assert.deepEqual(await run('changesSince', { tag: 'stable' }), { tag: 'stable' });
    await run('revertChange', { prompt, line: 1 });
    const document = await vscode.workspace.openTextDocument(workingUri(prompt));
    assert.equal(document.getText(), 'tagged\nsame\n');
    assert.deepEqual(await run('changesSince', {}), { tag: null });
  });

  it('a tag that no prompt has is refused', async () => {
    await refused(run('changesSince', { tag: 'no-such-tag' }), 'tag-not-found');
    await refused(run('changesSince', { tag: 'No Tag' }), 'invalid-name');
  });

  it('removed text stands in place on demand, against the same base', async () => {
    const prompt = newName();
    await committed(prompt, 'Greet very warmly.\nOne\nTwo\n', 'Greet warmly.\nOne\nTwo\n');
    await run('tag', { ref: `${prompt}@1`, tag: 'stable' });
    await type(prompt, 'Greet warmly.\nTwo\n');
    assert.deepEqual(await hints(prompt), []);
    assert.deepEqual(await run('toggleRemovedText', {}), { shown: true });
    assert.deepEqual(await hints(prompt), [[0, 13, '[-One-]']]);
    await run('changesSince', { tag: 'stable' });
    assert.deepEqual(await hints(prompt), [
      [0, 6, '[-very -]'],
      [0, 13, '[-One-]'],
    ]);
    assert.deepEqual(await run('toggleRemovedText', {}), { shown: false });
    assert.deepEqual(await hints(prompt), []);
  });
});

describe('Committing from the input box', () => {
  autoSave('off');
  afterEach(closeAll);

  it('commits every prompt that differs, each as a version of its own', async () => {
    const [one, two, third] = [newName(), newName(), newName()];
    await committed(one, BASE);
    await committed(two, BASE);
    await committed(third, BASE);
    await save(one, CHANGED);
    await save(two, 'two\n');
    await eventually('both to be modified', async () =>
      [(await find(one))?.state, (await find(two))?.state].every(state => state === 'modified'),
    );
    // Other suites leave prompts behind that cannot be committed.
    const prompts = [one, two, third];
    const versions = await run<VersionInfo[]>('commitAll', { message: 'Both', prompts });
    const found = versions.map(({ prompt, number, message }) => [prompt, number, message]);
    assert.ok(found.some(item => item.join() === [one, 2, 'Both'].join()));
    assert.ok(found.some(item => item.join() === [two, 2, 'Both'].join()));
    assert.equal((await versionsOf(third)).length, 1);
    assert.equal((await listed(one)).state, 'clean');
  });

  it('what is included is committed before what includes it', async () => {
    const [outer, inner] = [newName(), newName()];
    await committed(inner, 'one\n');
    await committed(outer, `{{> ${inner}}}\n`);
    await save(inner, 'two\n');
    await save(outer, `{{> ${inner}}}!\n`);
    await eventually('both to be modified', async () =>
      [(await find(outer))?.state, (await find(inner))?.state].every(state => state === 'modified'),
    );
    await run('commitAll', { message: 'Together', prompts: [outer, inner] });
    const rendered = await run<{ text: string }>('render', { ref: `${outer}@2` });
    assert.equal(rendered.text, 'two\n!\n');
  });

  it('one that is refused does not keep the others', async () => {
    const [broken, sound] = [newName(), newName()];
    await committed(broken, BASE);
    await committed(sound, BASE);
    await save(broken, '{{#open}}\n');
    await save(sound, CHANGED);
    await eventually('both to be modified', async () =>
      [(await find(broken))?.state, (await find(sound))?.state].every(
        state => state === 'modified',
      ),
    );
    await refused(run('commitAll', { message: 'Some' }), 'template-syntax');
    assert.equal((await versionsOf(sound)).length, 2);
    assert.equal((await versionsOf(broken)).length, 1);
    await run('discard', { prompt: broken });
  });
});

describe('The history graph', () => {
  afterEach(closeAll);

  it('opens one panel per prompt and resolves to its versions', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const versions = await run<VersionInfo[]>('historyGraph', { prompt });
    assert.deepEqual(
      versions.map(({ number }) => number),
      [2, 1],
    );
    await run('historyGraph', { prompt });
    await eventually('one panel', () => historyTabs().length === 1);
    await refused(run('historyGraph', { prompt: 'no/such-prompt' }), 'prompt-not-found');
    assert.equal(historyTabs().length, 1);
  });
});

function historyTabs(): readonly vscode.Tab[] {
  return tabs().filter(
    ({ input }) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith('promptLedger.history'),
  );
}

async function sourceOf(ref: string): Promise<string> {
  return (await (await openOutside()).version(ref)).source;
}

/** Line, column and label of the hints in a working document. */
async function hints(prompt: string): Promise<(string | number)[][]> {
  const uri = workingUri(prompt);
  const document = await vscode.workspace.openTextDocument(uri);
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    uri,
    all,
  );
  return found.map(({ position, label }) => [position.line, position.character, textOf(label)]);
}

function textOf(label: vscode.InlayHint['label']): string {
  return typeof label === 'string' ? label : label.map(({ value }) => value).join('');
}
