import assert from 'node:assert/strict';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkbench, type Workbench } from '../../host/driver';
import { packedExtension } from '../../host/projectPaths';
import { CONTAINER } from './exampleWindow';
import { editorText, sees, seesText } from './looking';

describe('beginning without a registry', () => {
  let window: Workbench;
  let folder: string;

  before(async () => {
    folder = await realpath(await mkdtemp(path.join(tmpdir(), 'prompt-ledger-empty-')));
    window = await openWorkbench({ folder, vsix: packedExtension });
    await window.openContainer(CONTAINER);
  });
  after(async () => {
    await window.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('says what a registry is and makes one with one button', async () => {
    await seesText(
      /This folder has no prompt registry yet/,
      async () => (await window.tree('Prompts').welcome()).text,
    );
    assert.deepEqual((await window.tree('Prompts').welcome()).buttons, ['Initialize Registry']);
    await window.screenshot('begin-1-no-registry');
    await window.page.getByRole('button', { name: 'Initialize Registry' }).click();
    await seesText(
      /The registry has no prompts yet/,
      async () => (await window.tree('Prompts').welcome()).text,
    );
    await sees('the file of the registry', true, async () =>
      (await readdir(path.join(folder, '.promptledger'))).includes('registry.json'),
    );
    await window.screenshot('begin-2-no-prompt');
  });

  it('leads on to the first prompt and its first version', async () => {
    await window.page.getByRole('button', { name: 'New Prompt' }).last().click();
    // Without folders there is no question which.
    await sees('the title', 'New Prompt', async () => (await window.quickInput.question()).title);
    await window.quickInput.type('greeting');
    await window.quickInput.accept();
    await seesText(/You are a helpful assistant/, () => editorText(window));
    await sees('the prompt', ['greeting'], () => window.tree('Prompts').labels());
    await window.screenshot('begin-3-first-prompt');
  });

  it('says that a folder is needed where none is open', async () => {
    await window.page.goto(`http://127.0.0.1:${window.server.port}/?ew=true`);
    await window.page.locator('.monaco-workbench .part.activitybar').waitFor();
    await window.openContainer(CONTAINER);
    await seesText(
      /open its folder first/,
      async () => (await window.tree('Prompts').welcome()).text,
    );
    await sees(
      'one button',
      ['Open Folder'],
      async () => (await window.tree('Prompts').welcome()).buttons,
    );
    await window.screenshot('begin-4-no-folder');
  });
});
