import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { clipboardText, sees, seesText, tabLabels } from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

const TITLE = 'greeting: v10 ↔ v11';
const NARROW = { width: 720, height: 800 };
const WIDE = { width: 1400, height: 900 };

describe('comparing versions', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
  });
  after(() => example.close());

  it('compares a version with the one before, by a button on its row', async () => {
    await window.tree('Prompts').click('greeting');
    await window
      .tree('Versions')
      .inlineAction('v11  Back to gpt-4o; returns of safety gear go to the policy', 'Compare');
    panel = await window.webview(TITLE);
    await seesText(/model openai\/gpt-4o-mini → openai\/gpt-4o/i, () =>
      panel.locator('.summary').innerText(),
    );
    await seesText(/greeting: v10 ↔ v11/, async () => (await tabLabels(window)).join());
    await window.screenshot('compare-1-side-by-side');
  });

  it('shows model and parameters as a table of values', async () => {
    const rows = panel.locator('.front-matter tbody tr');
    assert.deepEqual((await rows.first().innerText()).split(/\s+/), [
      'model',
      'Changed',
      'openai/gpt-4o-mini',
      'openai/gpt-4o',
    ]);
    assert.equal(await rows.count(), 3);
  });

  it('folds what did not change, and opens it', async () => {
    const fold = panel.getByRole('button', { name: '14 unchanged lines' });
    const rows = panel.locator('.body .row');
    const folded = await rows.count();
    await fold.click();
    await sees('all lines', folded + 13, () => rows.count());
    await panel.getByRole('button', { name: 'Show All Lines' }).click();
    await fold.waitFor();
  });

  it('lets both sides be chosen, and marks the words that changed', async () => {
    const right = panel.getByLabel('Right side');
    assert.match(await right.innerText(), /Working document[^]*production → v11/);
    const newest = panel.getByLabel('Right side').locator('option', { hasText: /^v14 ·/ });
    await right.selectOption(String(await newest.getAttribute('value')));
    await seesText(/v10 ↔ v14/, async () => (await tabLabels(window)).join());
    await sees('the words', true, async () =>
      (await panel.locator('.body ins').allInnerTexts()).some(text =>
        text.includes('in at most 120 words'),
      ),
    );
    await window.screenshot('compare-2-words');
  });

  it('goes from change to change by keyboard, and back', async () => {
    const position = panel.locator('.position');
    await panel.locator('.content').focus();
    await window.page.keyboard.press('F7');
    await seesText(/^1 of \d+$/, () => position.innerText());
    await window.page.keyboard.press('n');
    await seesText(/^2 of \d+$/, () => position.innerText());
    await window.page.keyboard.press('Shift+F7');
    await seesText(/^1 of \d+$/, () => position.innerText());
    const current = panel.locator('.current');
    assert.equal(await current.evaluate(found => found === document.activeElement), true);
    await window.screenshot('compare-3-change-by-keyboard');
  });

  it('shows both sides in one column', async () => {
    await panel.getByRole('button', { name: 'Inline' }).click();
    await panel.locator('.body.inline').waitFor();
    await window.screenshot('compare-4-inline');
  });

  it('copies the difference as a patch', async () => {
    await panel.getByRole('button', { name: 'Copy as Unified Diff' }).click();
    const file = String.raw`\.promptledger/prompts/support/greeting\.prompt`;
    const names = `--- a/${file}\tsupport/greeting@v10\n\\+\\+\\+ b/${file}\tsupport/greeting@v14\n@@`;
    await seesText(new RegExp(`^${names}`), () => clipboardText(window));
    await seesText(/on the clipboard/, () => panel.locator('.note').innerText());
  });

  it('is there again after the window is reloaded', async () => {
    await window.command('Developer: Reload Window');
    panel = await window.webview('greeting: v10 ↔ v14');
    await panel.locator('.body.inline').waitFor();
    await seesText(/message/, () => panel.locator('.summary').innerText());
    await window.screenshot('compare-5-after-reload');
  });

  it('opens the same two in VS Code’s own diff editor', async () => {
    await panel.getByRole('button', { name: 'Open in Native Diff Editor' }).click();
    await window.page.locator('.monaco-diff-editor').waitFor();
    await seesText(/greeting: v10 ↔ v14/, async () => String((await tabLabels(window)).at(-1)));
    await window.page.locator('.monaco-diff-editor .char-insert').first().waitFor();
    await window.screenshot('compare-6-native');
    await window.command('View: Close Editor');
  });

  it('compares from the palette: prompt, then left, then right', async () => {
    await window.command('View: Close All Editors');
    await window.command('Prompt Ledger: Compare Versions…');
    await window.quickInput.type('support/refund');
    await window.quickInput.pick('support/refund-policy');
    await seesText(/left side/, async () => (await window.quickInput.question()).placeholder);
    await window.quickInput.pick('v8  Answer first, reasons after');
    await seesText(/right side/, async () => (await window.quickInput.question()).placeholder);
    await window.quickInput.pick('Working document');
    panel = await window.webview('refund-policy: v8 ↔ working');
    await sees('what is not committed', true, async () =>
      (await panel.locator('.body ins').allInnerTexts()).some(text => text.includes('90')),
    );
    await window.screenshot('compare-7-working-document');
  });

  it('reads well in every kind of theme, wide and narrow', async () => {
    const themes = {
      dark: 'Dark Modern',
      'hc-black': 'Dark High Contrast',
      'hc-light': 'Light High Contrast',
    };
    for (const [name, label] of Object.entries(themes)) {
      await window.command('Preferences: Color Theme');
      await window.quickInput.type(label);
      await window.quickInput.pick(label);
      await window.quickInput.closed();
      const body = panel.locator('body');
      await seesText(name === 'dark' ? /vscode-dark/ : /vscode-high-contrast/, async () =>
        String(await body.getAttribute('class')),
      );
      await window.screenshot(`compare-8-${name}`);
    }
    await window.page.setViewportSize(NARROW);
    await panel.locator('.body.inline').waitFor();
    const scroll = await panel
      .locator('body')
      .evaluate(body => body.scrollWidth - body.clientWidth);
    assert.equal(scroll, 0, 'nothing is cut off at the right');
    await window.screenshot('compare-9-narrow');
  });
});
