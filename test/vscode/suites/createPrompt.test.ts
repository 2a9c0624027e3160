import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import {
  closeAll,
  find,
  listed,
  promptNames,
  refused,
  registryFolder,
  run,
  workingFile,
} from '../window';

const newName = promptNames('create');

/** Names that no prompt can have, and what the refusal says. */
const BAD_NAMES: readonly (readonly [name: string, reason: RegExp])[] = [
  ['', /needs a name/],
  ['Support', /lower-case/],
  ['two words', /may hold only/],
  ['../outside', /may hold only/],
  ['/absolute', /between slashes/],
  ['a//b', /between slashes/],
  ['a/', /between slashes/],
  ['-dash', /start and end/],
  ['dash-', /start and end/],
  ['a/con', /device name/],
  ['lpt1', /device name/],
  ['a\\b', /may hold only/],
  ['grüße', /may hold only/],
  ['a.b', /may hold only/],
  ['x'.repeat(101), /at most 100/],
];

describe('Creating a prompt', () => {
  afterEach(closeAll);

  it('writes the source, opens it in an editor, and lists it as new', async () => {
    const prompt = newName();
    const status = await run('newPrompt', { prompt, source: 'Hello {{name}}\n' });
    assert.deepEqual(status, { prompt, state: 'new', diverged: false });
    assert.equal(await workingFile(prompt), 'Hello {{name}}\n');
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.getText(), 'Hello {{name}}\n');
    assert.equal(document.languageId, 'promptledger');
    const { state, versions, latest } = await listed(prompt);
    assert.deepEqual({ state, versions, latest }, { state: 'new', versions: 0, latest: null });
  });

  it('begins with a small chat where no source is given', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt });
    assert.match(await workingFile(prompt), /^---\ntype: chat\n---\nsystem:\n/);
  });

  it('keeps to LF whatever the source had', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'one\r\ntwo\rthree\n' });
    assert.equal(await workingFile(prompt), 'one\ntwo\nthree\n');
  });

  it('is refused for a name that is taken, and the other prompt stays as it is', async () => {
    const prompt = newName();
    await run('newPrompt', { prompt, source: 'The first one.\n' });
    const again = run('newPrompt', { prompt, source: 'The second one.\n' });
    assert.deepEqual((await refused(again, 'name-taken')).data, { prompt });
    assert.equal(await workingFile(prompt), 'The first one.\n');
  });

  it('is refused for the former name of a prompt', async () => {
    await refused(run('newPrompt', { prompt: 'extract/receipt' }), 'name-taken');
  });

  for (const [name, reason] of BAD_NAMES) {
    it(`is refused for the name "${name.slice(0, 20)}"`, async () => {
      const { message } = await refused(run('newPrompt', { prompt: name }), 'invalid-name');
      assert.match(message, reason);
      assert.equal(await find(name), undefined);
    });
  }

  it('wrote nothing outside the folder of prompts for a name that leads out of it', async () => {
    const outside = join(registryFolder, 'outside.prompt');
    await refused(run('newPrompt', { prompt: '../outside' }), 'invalid-name');
    await assert.rejects(access(outside));
  });
});
