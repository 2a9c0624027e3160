import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { committed } from '../committed';
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
} from '../window';
import type { VersionInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('look-back');

describe('Going back to a version', () => {
  autoSave('off');
  afterEach(closeAll);

  it('opens read-only with exactly what was committed', async () => {
    const prompt = newName();
    const source = 'Zeile eins: grüße 👋\n\n\tindented\nno newline at the end';
    await committed(prompt, source, 'two\n');
    const version = await run<VersionInfo>('openVersion', { ref: `${prompt}@1` });
    assert.equal(version.number, 1);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor !== undefined, 'an editor');
    const { uri } = editor.document;
    assert.equal(uri.scheme, 'promptledger');
    assert.deepEqual([uri.path, uri.query], [`/${prompt}.prompt`, version.id]);
    assert.equal(editor.document.getText(), source);
    await eventually('the language', () => editor.document.languageId === 'promptledger');
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(editor.document.getText(), source);
    assert.equal(editor.document.isDirty, false);
    assert.equal(vscode.languages.getDiagnostics(uri).length, 0);
  });

  it('the address of a version opens by itself, and a wrong one says what is wrong', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const [version] = await versionsOf(prompt);
    const uri = vscode.Uri.parse(`promptledger:/${prompt}.prompt?${version?.id ?? ''}`);
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(), 'one\n');
    const wrong = uri.with({ query: '0123456789abcdef0123456789abcdef' });
    await assert.rejects(
      async () => vscode.workspace.openTextDocument(wrong),
      /There is no version/,
    );
  });

  it('checking out makes it the working document', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const version = await run<VersionInfo>('checkout', { ref: `${prompt}@1` });
    assert.equal(version.number, 1);
    assert.equal(await workingFile(prompt), 'one\n');
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'one\n');
    assert.equal((await listed(prompt)).state, 'modified');
  });

  it('committing what was checked out makes a new version after the newest', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await run('checkout', { ref: `${prompt}@1` });
    const version = await run<VersionInfo>('commit', { prompt, message: 'Back to the first' });
    const [, second] = await versionsOf(prompt);
    assert.deepEqual([version.number, version.parents], [3, [second?.id]]);
  });

  it('checking out over a text that was saved is an edit that can be undone', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await save(prompt, 'not committed\n');
    await run('checkout', { ref: `${prompt}@1` });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), 'one\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'not committed\n');
  });

  it('checking out over a text that is typed and not saved can be undone as well', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await type(prompt, 'not saved\n');
    await run('checkout', { ref: `${prompt}@1` });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), 'one\n');
    assert.equal(await workingFile(prompt), 'one\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'not saved\n');
  });

  it('checking out over a text in no editor can be undone as well', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    await save(prompt, 'not committed\n');
    await closeAll();
    await run('checkout', { ref: `${prompt}@1` });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), 'one\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), 'not committed\n');
  });

  it('checking out what is not there changes nothing', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    await refused(run('checkout', { ref: `${prompt}@9` }), 'version-not-found');
    assert.equal(await workingFile(prompt), 'one\n');
  });

  it('a reference and an id can be copied', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const [, first] = await versionsOf(prompt);
    const id = first?.id ?? '';
    const copied = async (command: string, argument: object) => {
      const text = await run<string>(command, argument);
      assert.equal(await vscode.env.clipboard.readText(), text);
      return text;
    };
    assert.equal(await copied('copyId', { ref: `${prompt}@1` }), id);
    assert.equal(await copied('copyReference', { prompt }), prompt);
    assert.equal(await copied('copyReference', { prompt, tag: 'stable' }), `${prompt}@stable`);
    assert.equal(await copied('copyReference', { ref: `${prompt}@${id}` }), `${prompt}@1`);
  });

  it('a reference that is copied finds the same version again, also where two have its number', async () => {
    const prompt = 'code/review';
    for (const { id } of (await versionsOf(prompt)).filter(version => version.head)) {
      const text = await run<string>('copyReference', { ref: `${prompt}@${id}` });
      assert.equal((await run<VersionInfo>('openVersion', { ref: text })).id, id);
    }
  });
});
