import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import { documentPath } from '../../../src/store/documentFiles';
import { CONTAINER, openExample, type ExampleWindow } from './exampleWindow';
import { editorText, sees, seesText, tabLabels } from './looking';

/** What a platform exports: one prompt that is new here, one whose text is committed, one whose text is not. */
const EXPORTED = [
  {
    name: 'billing/reminder',
    prompt: 'Remind {{customer}} of {{invoice}}.',
    labels: ['production'],
  },
  { name: 'extract/invoice', prompt: 'Read the invoice:\n\n{{invoice}}', labels: ['staging'] },
  { name: 'support/refund-policy', prompt: 'Refunds within 30 days.', labels: [] },
].map(prompt => ({ type: 'text', version: 1, config: {}, ...prompt }));

describe('importing prompts', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample();
    window = example.window;
    await writeFile(path.join(example.folder, 'export.json'), JSON.stringify(EXPORTED));
    await writeFile(path.join(example.folder, 'chat.json'), '[{"role":"user","content":"Hi"}]');
  });
  after(() => example.close());

  const prompts = () => window.tree('Prompts');
  const labels = async () => (await window.quickInput.labels()).map(label => label.trim());
  const textOf = (prompt: string) =>
    readFile(path.join(example.root, ...documentPath(prompt)), 'utf8');

  it('shows what an import of a file of the Explorer would do to each prompt', async () => {
    await prompts().row('greeting');
    await window.openContainer('Explorer');
    await window.tree('Files Explorer').contextAction('export.json', 'Import Prompts…');
    await sees(
      'the prompts',
      ['billing/reminder', 'extract/invoice', 'support/refund-policy'],
      labels,
    );
    const shown = await window.page.locator('.quick-input-list').innerText();
    assert.match(shown, /New Prompts[^]*New Texts[^]*In Conflict/);
    assert.match(shown, /Label|label/, 'what is lost is said');
    await window.screenshot('import-1-preview');
  });

  it('compares each of them with what is here, and the list stays', async () => {
    const row = window.page.locator('.quick-input-list .monaco-list-row', {
      hasText: 'extract/invoice',
    });
    await row.hover();
    await row.getByRole('button', { name: 'Compare With the Present Text' }).click();
    await seesText(/extract\/invoice: working document ↔ import/, async () =>
      (await tabLabels(window)).join(),
    );
    await seesText(/Read.the.invoice:/, () =>
      window.page
        .locator('.monaco-diff-editor .modified-in-monaco-diff-editor')
        .first()
        .innerText(),
    );
    assert.equal((await labels()).length, 3);
    await window.screenshot('import-2-compare');
  });

  it('imports what is chosen, and nothing that no version holds is lost', async () => {
    const policy = await textOf('support/refund-policy');
    await window.quickInput.accept();
    await window.openContainer(CONTAINER);
    await seesText(/Remind \{\{customer\}\}/, () => editorText(window));
    await seesText(/not committed/, async () =>
      String(await (await prompts().row('reminder')).getAttribute('aria-label')),
    );
    assert.match(await textOf('extract/invoice'), /^Read the invoice:/m);
    assert.equal(await textOf('support/refund-policy'), policy);
    await window.screenshot('import-3-imported');
  });

  it('takes a file that is dropped on a folder of the tree into that folder', async () => {
    const row = await prompts().row('billing');
    const address = window.server.remoteUri(path.join(example.folder, 'chat.json'));
    const dataTransfer = await window.page.evaluateHandle(uri => {
      const carried = new DataTransfer();
      carried.setData('text/uri-list', uri);
      return carried;
    }, address);
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await row.dispatchEvent(event, { dataTransfer });
    }
    await sees('the prompt', ['billing/chat'], labels);
    await window.quickInput.accept();
    await seesText(/user:\s*Hi/, () => editorText(window));
  });
});
