import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import { documentPath } from '../../../src/store/documentFiles';
import { openExample, type ExampleWindow } from './exampleWindow';
import { editorText, sees, seesText, statusText, tabLabels } from './looking';

describe('finding a prompt, and thinking twice', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample();
    window = example.window;
    await window.tree('Prompts').click('greeting');
    await seesText(/company_name/, () => editorText(window));
  });
  after(() => example.close());

  it('asks which prompt to open, whatever is open already', async () => {
    await window.command('Prompt Ledger: Open Prompt…');
    assert.equal((await window.quickInput.question()).title, 'Open Prompt');
    await window.quickInput.pick('extract/invoice');
    await seesText(/invoice\.prompt/, async () => (await tabLabels(window)).join());
  });

  it('opens what a search found where it was found', async () => {
    await window.command('Prompt Ledger: Search Prompts…');
    await window.quickInput.type('harnesses');
    await window.quickInput.accept();
    await window.quickInput.pick('support/greeting');
    await seesText(/harnesses/, () => editorText(window));
    await seesText(/Ln 32,/, statusText(window));
    await window.screenshot('find-1-match');
  });

  it('discards changes only when the person agrees', async () => {
    const file = path.join(example.root, ...documentPath('support/refund-policy'));
    const text = await readFile(file, 'utf8');
    await window.openContainer('Source Control');
    const row = window.page.locator('.scm-view .resource').filter({ hasText: 'refund-policy' });
    const discard = async () => {
      await row.first().hover();
      await row.first().getByRole('button', { name: 'Discard Changes' }).click();
    };
    await discard();
    const { message } = await window.dialog();
    assert.equal(message, 'Discard the changes of support/refund-policy?');
    await window.screenshot('find-2-discard');
    await window.answerDialog('Cancel');
    assert.equal(await readFile(file, 'utf8'), text);
    await discard();
    await window.answerDialog('Discard Changes');
    await sees('the row gone', 0, () => row.count());
  });

  it('says that there is nothing to go back to before it asks why', async () => {
    const { registry } = await example.colleague();
    await registry.commit({ prompt: 'alone', source: 'Alone.\n' });
    await registry.promote({ prompt: 'alone', environment: 'staging', version: '1' });
    await window.openContainer('Prompt Ledger');
    await window.tree('Prompts').click('alone');
    await window.command('Prompt Ledger: Roll Back…');
    await window.quickInput.pick('staging');
    assert.match(
      await window.notification('to go back to'),
      /^"staging" has no earlier release of "alone" to go back to\./,
    );
  });
});
