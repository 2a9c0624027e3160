import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { committedHere } from '../committed';
import { branchOff, openOutside, type Branch } from '../otherWriter';
import {
  autoSave,
  closeAll,
  eventually,
  listed,
  promptNames,
  refused,
  run,
  save,
  type,
  versionsOf,
  workingFile,
  workingUri,
} from '../window';
import type { VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('merge');

const BASE = 'one\n\ntwo\n\nthree\n';
const OURS = BASE.replace('one', 'one, ours');
const THEIRS = BASE.replace('three', 'three, theirs');
const BOTH = OURS.replace('three', 'three, theirs');

interface Merged {
  readonly prompt: string;
  readonly conflicts: number;
  readonly heads: readonly string[];
}

describe('When somebody was faster', () => {
  autoSave('off');
  const branches: Branch[] = [];
  afterEach(async () => {
    await closeAll();
    for (const branch of branches.splice(0)) await branch.remove();
  });

  /** Ben commits on a branch of his own; his records come here, as a merge brings them. */
  async function benCommits(prompt: string, source: string): Promise<string> {
    const branch = await branchOff(prompt);
    branches.push(branch);
    const { id } = await branch.registry.commit({ prompt, source, message: 'By Ben' });
    await branch.bringRecords();
    return id;
  }

  it('a commit is refused, the typed text stays unsaved and the disk as it was', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    const document = await type(prompt, OURS);
    const theirs = await benCommits(prompt, THEIRS);
    const { data, message } = await refused(run('commit', { prompt }), 'stale-parent');
    assert.equal(data.prompt, prompt);
    assert.match(message, /Merge/);
    assert.ok(document.isDirty, 'still not saved');
    assert.equal(document.getText(), OURS);
    assert.equal(await workingFile(prompt), BASE);
    const ids = (await versionsOf(prompt)).map(version => version.id);
    assert.equal(ids.length, 2);
    assert.equal(ids[0], theirs);
  });

  it('merging brings the other text in, and the next commit follows it', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    await type(prompt, OURS);
    const theirs = await benCommits(prompt, THEIRS);
    await refused(run('commit', { prompt }), 'stale-parent');
    const merged = await run<Merged>('merge', { prompt });
    assert.deepEqual(merged, { prompt, conflicts: 0, heads: [theirs] });
    assert.equal(vscode.window.activeTextEditor?.document.getText(), BOTH);
    const version = await run<VersionInfo>('commit', { prompt, message: 'Both' });
    assert.deepEqual(version.parents, [theirs]);
    assert.equal(version.number, 3);
    assert.equal(await workingFile(prompt), BOTH);
  });

  it('a merge of an unsaved text can be undone', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    const document = await type(prompt, OURS);
    await benCommits(prompt, THEIRS);
    await refused(run('commit', { prompt }), 'stale-parent');
    await run('merge', { prompt });
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), OURS);
  });

  it('a text that was saved before is refused and merged in the same way', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    await save(prompt, OURS);
    const theirs = await benCommits(prompt, THEIRS);
    await refused(run('commit', { prompt }), 'stale-parent');
    assert.equal(await workingFile(prompt), OURS);
    await run('merge', { prompt });
    assert.equal(await workingFile(prompt), BOTH);
    const version = await run<VersionInfo>('commit', { prompt, message: 'Both' });
    assert.deepEqual(version.parents, [theirs]);
  });

  it('a program that commits over a file with unsaved edits does not win in silence', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    const document = await type(prompt, OURS);
    const outside = await openOutside();
    const { id } = await outside.commit({ prompt, source: THEIRS, message: 'By Ben' });
    assert.equal(await workingFile(prompt), THEIRS);
    await refused(run('commit', { prompt }), 'stale-parent');
    assert.equal(document.getText(), OURS);
    await run('merge', { prompt });
    assert.equal(document.getText(), BOTH);
    const version = await run<VersionInfo>('commit', { prompt, message: 'Both' });
    assert.deepEqual(version.parents, [id]);
    assert.equal(await workingFile(prompt), BOTH);
  });

  it('lines that both changed stand between markers, and cannot be committed like that', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    await type(prompt, OURS);
    await benCommits(prompt, BASE.replace('one', 'one, theirs'));
    await refused(run('commit', { prompt }), 'stale-parent');
    assert.equal((await run<Merged>('merge', { prompt })).conflicts, 1);
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /<<<<<<<[^]*one, ours[^]*=======[^]*one, theirs[^]*>>>>>>>/);
    await refused(run('commit', { prompt }), 'invalid-document');
    await type(prompt, BASE.replace('one', 'one, together'));
    const version = await run<VersionInfo>('commit', { prompt, message: 'Together' });
    assert.equal(version.number, 3);
  });

  it('two branches with a version each diverge, until a merge names both', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    const branch = await branchOff(prompt);
    branches.push(branch);
    await type(prompt, OURS);
    const ours = await run<VersionInfo>('commit', { prompt, message: 'Ours' });
    const theirs = await branch.registry.commit({ prompt, source: THEIRS, message: 'Theirs' });
    await branch.bringRecords();
    await eventually('the divergence', async () => (await listed(prompt)).diverged);
    const heads = (await versionsOf(prompt)).filter(version => version.head);
    assert.deepEqual(
      heads.map(version => version.number),
      [2, 2],
    );
    await refused(run('openVersion', { ref: `${prompt}@2` }), 'reference-ambiguous');

    const merged = await run<Merged>('merge', { prompt });
    assert.deepEqual([...merged.heads].sort(), [ours.id, theirs.id].sort());
    const version = await run<VersionInfo>('commit', { prompt, message: 'Both' });
    assert.deepEqual([...version.parents].sort(), [ours.id, theirs.id].sort());
    assert.equal(version.number, 3);
    assert.equal(await workingFile(prompt), BOTH);
    const { diverged, state } = await listed(prompt);
    assert.deepEqual({ diverged, state }, { diverged: false, state: 'clean' });
  });

  it('a git merge that brought records and text together needs no other merge', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    await closeAll();
    const branch = await branchOff(prompt);
    branches.push(branch);
    const theirs = await branch.registry.commit({ prompt, source: THEIRS, message: 'Theirs' });
    await branch.bringAll();
    await eventually('the version', async () => (await versionsOf(prompt)).length === 2);
    // Files come one after another, and a text that is looked at between two of them has changed.
    await eventually('its text', async () => (await listed(prompt)).state === 'clean');
    // VS Code reloads a text that was open when a watcher of its own tells, which may come later.
    await eventually(
      'its text in the editor',
      async () =>
        (await vscode.workspace.openTextDocument(workingUri(prompt))).getText() === THEIRS,
    );
    await type(prompt, BOTH);
    const version = await run<VersionInfo>('commit', { prompt, message: 'Both' });
    assert.deepEqual(version.parents, [theirs.id]);
  });

  it('there is nothing to merge in a text that has every head', async () => {
    const prompt = newName();
    await committedHere(prompt, BASE);
    await type(prompt, OURS);
    await refused(run('merge', { prompt }), 'nothing-to-commit');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), OURS);
  });
});
