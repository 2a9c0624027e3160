import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import { pressTitleButton, sees, seesText, typeAtEnd } from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

describe('a folder that nobody said to trust', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample({ workspaceTrust: true });
    window = example.window;
  });
  after(() => example.close());

  it('can be read: prompts, versions, tags, comparison and preview', async () => {
    await window.tree('Prompts').click('greeting');
    await seesText(/^v14 {2}/, async () => String((await window.tree('Versions').labels())[0]));
    await window.tree('Tags').row('production');
    await window
      .tree('Versions')
      .inlineAction('v14  Limit answers to 120 words', 'Compare with Previous Version');
    const diff = await window.webview('greeting: v13 ↔ v14');
    await seesText(/max_tokens \d+ → \d+/, () => diff.locator('.summary').innerText());
    await window.tree('Prompts').click('greeting');
    await pressTitleButton(window, 'Preview Prompt');
    const preview = await window.webview('Preview greeting');
    await seesText(/Greet Maya/, () => preview.locator('.parts').innerText());
    await window.screenshot('untrusted-1-reads');
  });

  it('is not written to: the reason is told, and how to change that', async () => {
    await window.tree('Prompts').click('escalation');
    await typeAtEnd(window, 'escalation.prompt', 'Mine.');
    await pressTitleButton(window, 'Commit Prompt');
    assert.match(await window.notification('not trusted'), /Reading works/);
    await window.screenshot('untrusted-2-refused');
    const records = path.join(example.root, 'records', 'support', 'escalation');
    assert.equal((await readdir(records)).length, 17);
    await window.answerNotification('not trusted', 'Manage Trust');
    await window.page.locator('.workspace-trust-editor').waitFor();
    await window.screenshot('untrusted-3-manage-trust');
  });

  it('can be written to as soon as it is trusted', async () => {
    await window.page
      .locator('.workspace-trust-editor')
      .getByRole('button', { name: 'Trust', exact: true })
      .click();
    await window.page.locator('.monaco-modal-editor-block .codicon-close').first().click();
    await window.page.locator('.workspace-trust-editor').waitFor({ state: 'detached' });
    await pressTitleButton(window, 'Commit Prompt');
    await sees(
      'the title',
      'Commit support/escalation as v7',
      async () => (await window.quickInput.question()).title,
    );
    await window.quickInput.cancel();
  });
});
