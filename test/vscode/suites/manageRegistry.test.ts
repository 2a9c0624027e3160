import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { committed } from '../committed';
import { checkShape } from '../shapes';
import {
  closeAll,
  eventually,
  find,
  listed,
  pages,
  promptNames,
  reading,
  refused,
  run,
  type,
  workingFile,
  workingUri,
} from '../window';
import type { PromptInfo } from '../../../src/core/ledger/derive/model';

const newName = promptNames('manage');

describe('Keeping the registry in order', () => {
  afterEach(closeAll);

  it('renames a prompt: its document moves in its editor, former names resolve', async () => {
    const [prompt, to] = [newName(), newName()];
    await committed(prompt, 'one\n');
    await type(prompt, 'one\ntyped\n');
    const info = await run<PromptInfo>('rename', { prompt, to });
    checkShape(info, 'listItem');
    assert.deepEqual([info.prompt, info.state], [to, 'modified']);
    assert.equal(await workingFile(to), 'one\ntyped\n');
    await eventually('the editor of the new name', () => {
      return vscode.window.activeTextEditor?.document.uri.toString() === workingUri(to).toString();
    });
    assert.equal(await find(prompt), undefined);
    const registry = await reading();
    assert.equal((await registry.get(prompt)).prompt, to);
    // What is typed was made from the version that is still the newest.
    const version = await run<{ number: number; parents: string[] }>('commit', { prompt: to });
    assert.deepEqual([version.number, version.parents.length], [2, 1]);
  });

  it('refuses the name of another prompt, and leaves both as they are', async () => {
    const [prompt, other] = [newName(), newName()];
    await committed(prompt, 'one\n');
    await committed(other, 'other\n');
    await refused(run('rename', { prompt, to: other }), 'name-taken');
    await refused(run('rename', { prompt, to: '../outside' }), 'invalid-name');
    assert.equal(await workingFile(prompt), 'one\n');
    assert.equal(await workingFile(other), 'other\n');
  });

  it('archives and restores a prompt, which resolves all the while', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const archived = await run<PromptInfo>('archive', { prompt });
    checkShape(archived, 'listItem');
    assert.equal(archived.archived, true);
    assert.equal((await listed(prompt)).archived, true);
    assert.equal((await (await reading()).get(prompt)).number, 1);
    assert.equal((await run<PromptInfo>('restore', { prompt })).archived, false);
  });

  it('describes a prompt, and finds it by what was said', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n');
    const info = await run<PromptInfo>('describe', {
      prompt,
      description: 'Greets in Klingon',
      labels: ['fun', 'eu'],
    });
    assert.deepEqual([info.description, info.labels], ['Greets in Klingon', ['eu', 'fun']]);
    const found = await run<PromptInfo[]>('search', { text: 'klingon' });
    assert.deepEqual(
      found.map(item => item.prompt),
      [prompt],
    );
    await refused(run('describe', { prompt, labels: [1] }), 'invalid-argument');
    await refused(run('describe', { prompt }), 'invalid-argument');
  });
});

describe('Asking in SQL', () => {
  afterEach(closeAll);

  it('resolves to the rows, as the command line prints them', async () => {
    const prompt = newName();
    await committed(prompt, 'one\n', 'two\n');
    const query = `SELECT number, source FROM versions WHERE prompt = '${prompt}' ORDER BY number`;
    assert.deepEqual(await run('sql', { query }), [
      { number: 1, source: 'one\n' },
      { number: 2, source: 'two\n' },
    ]);
  });

  it('refuses what is no query and what would write', async () => {
    const error = await refused(run('sql', { query: 'SELEC' }), 'invalid-argument');
    assert.match(error.message, /syntax error.*The tables are/);
    await refused(run('sql', { query: 'DELETE FROM ledger_versions' }), 'invalid-argument');
  });

  it('opens one page for a person', async () => {
    await run('sql');
    await run('sql');
    await eventually('the page', () => pages('promptLedger.query').length === 1);
  });
});
