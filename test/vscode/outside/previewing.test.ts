import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import {
  clipboardText,
  editorText,
  pressTitleButton,
  sees,
  seesText,
  tabLabels,
  typeAtEnd,
} from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

describe('previewing a prompt', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample({ width: 1500, height: 900 });
    window = example.window;
    await window.tree('Prompts').click('greeting');
  });
  after(() => example.close());

  const parts = () => panel.locator('.parts').innerText();

  it('opens beside the editor, and the cursor stays in the text', async () => {
    await seesText(/greeting\.prompt/, async () => (await tabLabels(window)).join());
    await pressTitleButton(window, 'Preview Prompt');
    panel = await window.webview('Preview greeting');
    await seesText(/Greet Maya by name/, parts);
    await seesText(/Preview greeting, Editor Group 2/, async () =>
      (await tabLabels(window)).join(),
    );
    assert.match(await editorText(window), /customer_name/, 'the editor is still the active one');
    assert.match(
      await panel.getByLabel('Model and parameters').innerText(),
      /openai\/gpt-4o · temperature 0\.4 · max_tokens 300/,
    );
    await window.screenshot('preview-1-beside');
  });

  it('shows a chat message by message, with what it includes', async () => {
    await sees('the roles', ['system', 'user'], async () =>
      (await panel.locator('.message h2').allInnerTexts()).map(role => role.toLowerCase()),
    );
    assert.match(await parts(), /Never ask for card numbers[^]*Ridgeline tent in green/);
  });

  it('follows what is typed, before it is saved', async () => {
    await typeAtEnd(window, 'greeting.prompt', 'Dear {{nick}}, hurry!');
    await seesText(/hurry!/, parts);
    await seesText(/Missing 1 variable[^]*nick/, () => panel.locator('.notices').innerText());
    assert.match((await tabLabels(window)).join(), /greeting\.prompt/);
    await panel.getByRole('button', { name: /^line \d+$/ }).click();
    await seesText(/Ln 36, Col 6/, async () => (await window.statusBar()).join());
    await window.screenshot('preview-2-typing');
    await window.command('File: Revert File');
    await sees('no notice', 0, () => panel.locator('.notice').count());
  });

  it('renders with the sample that is chosen, and names what is missing', async () => {
    await panel.getByLabel('Sample', { exact: true }).selectOption('late-parcel');
    await seesText(/Order FH-20417 of 2026-11-09: handed to the carrier/, parts);
    await panel.getByLabel('Sample', { exact: true }).selectOption('without-name');
    await seesText(/Missing 1 variable\s+customer_name line 15/, () =>
      panel.locator('.notices').innerText(),
    );
    assert.match(await panel.locator('.parts mark').first().innerText(), /^\{\{customer_name\}\}/);
    await window.screenshot('preview-3-missing');
  });

  it('opens the sample as JSON next door and follows its edits', async () => {
    await panel.getByRole('button', { name: 'Edit Sample' }).click();
    await seesText(/without-name\.json, .*Group 1/, async () => (await tabLabels(window)).join());
    assert.match((await tabLabels(window)).join(), /greeting\.prompt/, 'the prompt is still open');
    await window.editor.replaceAll('{ "query": "Can I return a rope?", "customer_name": "Zoe" }');
    await seesText(/Greet Zoe by name/, parts);
    await sees('no notice', 0, () => panel.locator('.notice').count());
    await window.screenshot('preview-4-sample');
    await window.command('File: Revert File');
  });

  it('copies the messages with one click', async () => {
    await panel.getByLabel('Sample', { exact: true }).selectOption('first-contact');
    await seesText(/Greet Maya/, parts);
    await panel.getByRole('button', { name: 'Copy JSON' }).click();
    await seesText(/Copied/, () => panel.locator('.note').innerText());
    const messages = JSON.parse(await clipboardText(window)) as { role: string; content: string }[];
    assert.deepEqual(
      messages.map(message => message.role),
      ['system', 'user'],
    );
    await panel.getByRole('button', { name: 'Copy Text' }).click();
    await seesText(/^(?!\[)[^]*Greet Maya by name/, () => clipboardText(window));
    await window.screenshot('preview-5-copied');
  });

  it('makes a new sample with a field for every variable', async () => {
    await panel.getByRole('button', { name: 'New Sample' }).click();
    await window.quickInput.type('angry');
    await window.quickInput.pick('New sample "angry"');
    // A busy window may give the focus back to the page whose button was pressed.
    await window.page.getByRole('tab', { name: /angry\.json/ }).click();
    await seesText(/"company_name": "Fernhill"/, () => editorText(window));
    await sees('the sample', 'angry', () =>
      panel.getByLabel('Sample', { exact: true }).inputValue(),
    );
    await window.screenshot('preview-6-new-sample');
  });

  it('shows a text prompt as text, by keyboard, in the dark', async () => {
    await window.command('Preferences: Color Theme');
    await window.quickInput.type('Dark Modern');
    await window.quickInput.pick('Dark Modern');
    await window.quickInput.closed();
    await window.command('View: Close All Editors');
    await window.tree('Prompts').click('welcome-email');
    await seesText(/\S/, () => editorText(window));
    await window.page.locator('.editor-group-container.active .view-line').first().click();
    await window.page.keyboard.press('Control+k');
    await window.page.keyboard.press('Shift+v');
    panel = await window.webview('Preview welcome-email');
    await seesText(/\S/, parts);
    await sees('no message', 0, () => panel.locator('.message').count());
    await window.screenshot('preview-7-text-dark');
  });
});
