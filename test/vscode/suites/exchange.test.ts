import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { committed } from '../committed';
import {
  closeAll,
  listed,
  promptNames,
  refused,
  run,
  workingFile,
  workspaceFolder,
} from '../window';

const newName = promptNames('exchange');

interface Imported {
  readonly file: string;
  readonly prompt: string;
  readonly state: string;
  readonly warnings: readonly { field: string; message: string }[];
}

describe('Prompts of other systems', () => {
  afterEach(closeAll);

  it('are imported as working documents, which the views show', async () => {
    const prompt = newName();
    const file = 'from-prompty.prompty';
    await writeFile(
      join(workspaceFolder, file),
      '---\nname: x\nmodel: gpt-4\n---\nsystem:\nHi {{a}}\n',
    );
    const [result] = await run<Imported[]>('import', { files: [file], name: prompt });
    assert.deepEqual(result, { file, prompt, state: 'new', warnings: [] });
    assert.match(await workingFile(prompt), /format: jinja2\nmodel: gpt-4\n/);
    assert.equal((await listed(prompt)).versions, 0);
  });

  it('do not replace a working document unless told to', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const file = join(workspaceFolder, 'messages.json');
    await writeFile(file, '[{"role":"user","content":"Hi"}]');
    await refused(run('import', { files: [file], name: prompt }), 'name-taken');
    assert.equal(await workingFile(prompt), 'one\n');
    const [result] = await run<Imported[]>('import', { files: [file], name: prompt, force: true });
    assert.equal(result?.state, 'modified');
  });

  it('are refused with their place', async () => {
    await refused(run('import', { files: ['no-such-file.json'] }), 'io');
    await refused(run('import', { files: 'x.json' }), 'invalid-argument');
    await writeFile(join(workspaceFolder, 'broken.json'), '[\n');
    const error = await refused(run('import', { files: ['broken.json'] }), 'invalid-document');
    assert.match(error.message, /^broken\.json, line \d: /);
  });

  it('are exported as a text, or to a file', async () => {
    const prompt = newName();
    await committed(prompt, 'Hi {{name}}\n');
    const text = await run('export', { ref: prompt, format: 'dotprompt' });
    assert.deepEqual(text, { format: 'dotprompt', encoding: 'utf8', content: 'Hi {{name}}\n' });
    const file = join(workspaceFolder, 'exported.prompty');
    const written = await run<{ file: string }>('export', {
      ref: `${prompt}@1`,
      format: 'prompty',
      file,
    });
    assert.equal(written.file, vscode.Uri.file(file).fsPath);
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.file(file));
    assert.match(Buffer.from(bytes).toString(), /user:\nHi \{\{name\}\}/);
    await refused(run('export', { ref: prompt, format: 'word' }), 'invalid-argument');
    await refused(run('export', { ref: `${prompt}@9`, format: 'json' }), 'version-not-found');
  });
});
