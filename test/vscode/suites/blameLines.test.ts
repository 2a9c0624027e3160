import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { committed } from '../committed';
import { branchOff } from '../otherWriter';
import {
  autoSave,
  closeAll,
  eventually,
  promptNames,
  refused,
  run,
  tabs,
  type,
  workingUri,
} from '../window';
import type { VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('blame');

interface BlamedLine {
  readonly line: number;
  readonly version: VersionInfo | null;
  readonly originLine: number | null;
}

describe('Blame', () => {
  autoSave('off');
  afterEach(closeAll);

  it('says of each line of the working document which version introduced it', async () => {
    const prompt = newName();
    await committed(prompt, 'one\ntwo\n', 'zero\none\ntwo\n', 'zero\none\n2\n');
    assert.deepEqual(await numbers(prompt), [2, 1, 3, 1]);
  });

  it('counts what is typed and not saved as not committed', async () => {
    const prompt = newName();
    await committed(prompt, 'one\ntwo\n');
    await type(prompt, 'one\ntyped\ntwo\n');
    assert.deepEqual(await numbers(prompt), [1, null, 1, 1]);
  });

  it('tells of any version', async () => {
    const prompt = newName();
    await committed(prompt, 'one\ntwo', 'one\n2', 'three');
    const lines = await run<BlamedLine[]>('blame', { ref: `${prompt}@2` });
    assert.deepEqual(
      lines.map(({ line, version, originLine }) => [line, version?.number, originLine]),
      [
        [1, 1, 1],
        [2, 2, 2],
      ],
    );
  });

  it('says the same after the prompt got another name, by either name', async () => {
    const prompt = newName();
    await committed(prompt, 'one\ntwo\n', 'one\n2\n');
    const to = newName();
    await run('rename', { prompt, to });
    assert.deepEqual(await numbers(to), [1, 2, 1]);
    assert.deepEqual(await numbers(prompt), [1, 2, 1]);
    const versions = await run<BlamedLine[]>('blame', { ref: `${to}@1` });
    assert.deepEqual(
      versions.map(({ version }) => version?.prompt),
      [to, to, to],
    );
  });

  it('gives a line that moved to the version that moved it, and all others to their own', async () => {
    const prompt = newName();
    await committed(prompt, 'one\ntwo\nthree\nfour\n', 'four\none\ntwo\nthree\n');
    assert.deepEqual(await numbers(prompt), [2, 1, 1, 1, 1]);
  });

  it('of conflict markers says that they are not committed', async () => {
    const prompt = newName();
    await committed(prompt, 'one\ntwo\n');
    await type(prompt, 'one\n<<<<<<< HEAD\ntwo\n=======\n2\n>>>>>>> theirs\n');
    assert.deepEqual(await numbers(prompt), [1, null, 1, null, null, null, 1]);
  });

  it('tells what was typed into a long prompt with a long history', async () => {
    const prompt = newName();
    const lines = Array.from({ length: 2000 }, (_, line) => `Rule ${line}: be kind.`);
    const texts = Array.from({ length: 20 }, (_, number) =>
      lines.map((line, at) => (at % 20 === number ? `${line} Truly.` : line)).join('\n'),
    );
    await committed(prompt, ...texts);
    await type(prompt, `typed\n${texts.at(-1) ?? ''}`);
    const found = await numbers(prompt);
    assert.deepEqual([found[0], found[1], found.length], [null, 2, 2001]);
  });

  it('follows both sides of a merge', async () => {
    const prompt = newName();
    await committed(prompt, 'start\nend\n');
    const branch = await branchOff(prompt);
    const theirs = { prompt, source: 'start\nend\nright\n', message: 'Said right' };
    await branch.registry.commit(theirs);
    await type(prompt, 'left\nstart\nend\n');
    await run('commit', { prompt, message: 'Said left' });
    await branch.bringRecords();
    await branch.remove();
    await run('refresh', {});
    await run('merge', { prompt });
    await run('commit', { prompt, message: 'Merged' });
    const found = await run<BlamedLine[]>('blame', { prompt });
    const text = (await vscode.workspace.openTextDocument(workingUri(prompt))).getText();
    const messages = found.map(({ version }) => version?.message);
    assert.deepEqual(
      text.split('\n').map((line, index) => [line, messages[index]]),
      [
        ['left', 'Said left'],
        ['start', 'Said start\nend'],
        ['end', 'Said start\nend'],
        ['right', 'Said right'],
        ['', 'Said start\nend'],
      ],
    );
  });

  it('tells of some lines where only those are asked for', async () => {
    const prompt = newName();
    await committed(prompt, 'a\nb\nc\n', 'new\na\nb\nc\n');
    const all = await run<BlamedLine[]>('blame', { ref: `${prompt}@2` });
    const lines = { first: 2, last: 3 };
    assert.deepEqual(await run('blame', { ref: `${prompt}@2`, lines }), all.slice(1, 3));
    const none = run('blame', { prompt, lines: { first: 9, last: 9 } });
    await refused(none, 'invalid-argument');
  });

  it('goes to the version that introduced a line, at that line', async () => {
    const prompt = newName();
    await committed(prompt, 'a\nb\nc\n', 'new\na\nb\nc\n');
    const origin = await run<BlamedLine>('goToLineOrigin', { prompt, line: 4 });
    assert.deepEqual([origin.version?.number, origin.originLine], [1, 3]);
    const editor = await eventually('the version', () =>
      vscode.window.visibleTextEditors.find(
        ({ document }) => document.uri.query === origin.version?.id,
      ),
    );
    assert.equal(editor.document.getText(), 'a\nb\nc\n');
    assert.equal(editor.selection.active.line, 2);
    assert.ok(tabs().some(({ label }) => label.includes('(v1)')));
  });

  it('refuses a line that is in no version, or not there at all', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await type(prompt, 'typed\none\n');
    await refused(run('goToLineOrigin', { prompt, line: 1 }), 'version-not-found');
    await refused(run('goToLineOrigin', { prompt, line: 9 }), 'invalid-argument');
    await refused(run('blame', {}), 'invalid-argument');
    await refused(run('goToLineOrigin', { prompt, line: 'first' }), 'invalid-argument');
  });

  it('is shown for the line at the cursor, for every line, or not at all', async () => {
    const read = (): unknown => vscode.workspace.getConfiguration('promptLedger').get('blame');
    assert.equal(read(), 'currentLine');
    for (const show of ['everyLine', 'off', 'currentLine']) {
      assert.deepEqual(await run('showBlame', { show }), { show });
      assert.equal(read(), show);
    }
    await refused(run('showBlame', { show: 'sometimes' }), 'invalid-argument');
    await vscode.workspace
      .getConfiguration('promptLedger')
      .update('blame', undefined, vscode.ConfigurationTarget.Global);
  });
});

/** The numbers of the versions of each line of a working document. */
async function numbers(prompt: string): Promise<(number | null)[]> {
  const lines = await run<BlamedLine[]>('blame', { prompt });
  return lines.map(({ version }) => version?.number ?? null);
}
