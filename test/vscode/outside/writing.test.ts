import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import {
  activeEditor,
  editorText,
  pressTitleButton,
  sees,
  seesText,
  statusText,
  tabLabels,
  typeAtEnd,
} from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

describe('writing prompts', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample({ theme: 'dark' });
    window = example.window;
  });
  after(() => example.close());

  const prompts = () => window.tree('Prompts');
  const versions = () => window.tree('Versions');
  const newest = async () => String((await versions().labels())[0]);

  it('creates a prompt in a folder, after it refused a bad name as it was typed', async () => {
    await prompts().titleAction('New Prompt');
    await window.quickInput.pick('support');
    await sees('the folder before the cursor', 'support/', () =>
      window.page.locator('.quick-input-widget .quick-input-box input').inputValue(),
    );
    await window.page.keyboard.type('Good Bye');
    await sees('the name', 'support/Good Bye', () =>
      window.page.locator('.quick-input-widget .quick-input-box input').inputValue(),
    );
    await seesText(
      /may hold only lower-case letters/,
      async () => (await window.quickInput.question()).message,
    );
    await window.screenshot('create-1-bad-name');
    await window.quickInput.accept();
    assert.match((await window.quickInput.question()).message, /lower-case/, 'it is still asked');
    await window.quickInput.type('support/greeting');
    await seesText(/already a prompt/, async () => (await window.quickInput.question()).message);
    await window.quickInput.type('support/goodbye');
    await window.quickInput.accept();
    await seesText(/You are a helpful assistant/, () => editorText(window));
    await seesText(/Prompt Ledger Prompt/, statusText(window));
    await sees('the chosen prompt', 'true', async () =>
      String(await (await prompts().row('goodbye')).getAttribute('aria-selected')),
    );
  });

  it('colours roles, variables and front matter', async () => {
    const colourOf = (text: string) =>
      activeEditor(window.page)
        .locator('.view-line span[class^="mtk"]', { hasText: text })
        .first()
        .evaluate(token => getComputedStyle(token).color);
    const plain = await colourOf('You are a helpful');
    for (const text of ['system', 'question', 'type']) {
      await sees(
        `a colour of its own for ${text}`,
        true,
        async () => (await colourOf(text)) !== plain,
      );
    }
    await window.screenshot('create-2-highlighted');
  });

  it('offers the first commit where the versions will be', async () => {
    await seesText(/This prompt has no version yet/, async () => (await versions().welcome()).text);
    await window.page
      .locator('.welcome-view-content .monaco-button:visible', { hasText: 'Commit' })
      .click();
    await sees(
      'the title',
      'Commit support/goodbye as v1',
      async () => (await window.quickInput.question()).title,
    );
    await window.quickInput.type('Say good-bye');
    await window.quickInput.accept();
    await sees('the version', 'v1  Say good-bye', newest);
  });

  it('commits what is typed, saved or not, from the title of the editor', async () => {
    await typeAtEnd(window, 'goodbye.prompt', 'Be brief.');
    await pressTitleButton(window, 'Commit Prompt');
    await sees(
      'the title',
      'Commit support/goodbye as v2',
      async () => (await window.quickInput.question()).title,
    );
    await window.screenshot('commit-1-message');
    await window.page.keyboard.type('Brief');
    await window.page.keyboard.press('Enter');
    await sees('the version', 'v2  Brief', newest);
    await seesText(/Committed support\/goodbye v2/, statusText(window));
    const file = path.join(example.root, 'prompts', 'support', 'goodbye.prompt');
    assert.match(await readFile(file, 'utf8'), /Be brief\.$/);
    await window.screenshot('commit-2-committed');
  });

  it('commits with the keyboard alone, and the cursor stays in the text', async () => {
    await typeAtEnd(window, 'goodbye.prompt', ' Be kind.');
    await window.page.keyboard.press('Control+k');
    await window.page.keyboard.press('Control+Enter');
    await seesText(/as v3$/, async () => (await window.quickInput.question()).title);
    await window.page.keyboard.type('Kind');
    await window.page.keyboard.press('Enter');
    await sees('the version', 'v3  Kind', newest);
    await window.quickInput.closed();
    await window.page.keyboard.type(' And polite.');
    await seesText(/Be kind\. And polite\.$/, () => editorText(window));
  });

  it('commits from the command palette', async () => {
    await window.command('Prompt Ledger: Commit Prompt…');
    await seesText(/as v4$/, async () => (await window.quickInput.question()).title);
    await window.page.keyboard.type('Polite');
    await window.page.keyboard.press('Enter');
    await sees('the version', 'v4  Polite', newest);
  });

  it('commits from the row of a modified prompt', async () => {
    await prompts().inlineAction('refund-policy', 'Commit Prompt');
    await seesText(
      /^Commit support\/refund-policy as v9$/,
      async () => (await window.quickInput.question()).title,
    );
    await window.page.keyboard.type('90 days for members');
    await window.page.keyboard.press('Enter');
    await sees('the version', 'v9  90 days for members', newest);
    await sees('the row without a mark', false, async () =>
      String(await (await prompts().row('refund-policy')).getAttribute('aria-label')).includes(
        'modified',
      ),
    );
  });

  it('marks a folder while something below it is not committed, and no longer', async () => {
    const mark = async () =>
      (await prompts().row('extract'))
        .locator('.monaco-icon-label')
        .evaluate(label => getComputedStyle(label, '::after').content);
    const bare = await mark();
    await window.editor.open('prompts/extract/invoice.prompt');
    await typeAtEnd(window, 'invoice.prompt', ' Be exact.');
    await window.editor.save();
    await sees('a mark', '"•"', mark);
    await window.screenshot('commit-4-folder');
    await window.page.keyboard.press('Control+k');
    await window.page.keyboard.press('Control+Enter');
    await seesText(
      /^Commit extract\/invoice/,
      async () => (await window.quickInput.question()).title,
    );
    await window.page.keyboard.type('Exact');
    await window.page.keyboard.press('Enter');
    await sees('no mark', bare, mark);
  });

  it('kindly refuses to commit what did not change', async () => {
    await prompts().click('greeting');
    await seesText(/greeting\.prompt/, async () => (await tabLabels(window)).join());
    await pressTitleButton(window, 'Commit Prompt');
    assert.match(
      await window.notification('is the same as v14'),
      /^"support\/greeting" is the same as v14\. Change it before you commit\.$/,
    );
    await window.screenshot('commit-3-unchanged');
    assert.deepEqual(await window.page.locator('.quick-input-widget:visible').count(), 0);
  });

  it('keeps the text when somebody was faster, and merges', async () => {
    await prompts().click('escalation');
    await seesText(/escalation\.prompt/, async () => (await tabLabels(window)).join());
    await typeAtEnd(window, 'escalation.prompt', 'My own line.');
    await window.editor.save();
    await seesText(/modified/, async () =>
      String(await (await prompts().row('escalation')).getAttribute('aria-label')),
    );
    const { registry } = await example.colleague();
    const { source } = await registry.version('support/escalation');
    const theirs = source.replace('\nWrite four', '\nA line of a colleague.\n\nWrite four');
    assert.notEqual(theirs, source);
    await registry.commit({ prompt: 'support/escalation', message: 'Faster', source: theirs });
    await sees('their version', 'v7  Faster', newest);
    await pressTitleButton(window, 'Commit Prompt');
    await window.notification('Merge');
    await window.screenshot('commit-4-stale');
    assert.match(await editorText(window), /My own line\.$/);
    await window.answerNotification('Merge', 'Merge');
    await seesText(/A line of a colleague\.[^]*My own line\.$/, () => editorText(window));
    await window.screenshot('commit-5-merged');
    await pressTitleButton(window, 'Commit Prompt');
    await seesText(/as v8$/, async () => (await window.quickInput.question()).title);
    await window.page.keyboard.type('Both');
    await window.page.keyboard.press('Enter');
    await sees('the version', 'v8  Both', newest);
  });

  it('merges heads that two branches made', async () => {
    await prompts().inlineAction('review', 'Merge Versions');
    await seesText(/review\.prompt/, async () => (await tabLabels(window)).join());
    await window.screenshot('commit-6-merge-of-branches');
    await pressTitleButton(window, 'Commit Prompt');
    await seesText(
      /^Commit code\/review as v7$/,
      async () => (await window.quickInput.question()).title,
    );
    await window.page.keyboard.type('Both branches');
    await window.page.keyboard.press('Enter');
    await sees('the version', 'v7  Both branches', newest);
    await seesText(/^merge/, () => versions().description('v7  Both branches'));
  });
});
