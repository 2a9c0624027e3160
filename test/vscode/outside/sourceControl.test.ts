import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { openExample, type ExampleWindow } from './exampleWindow';
import { activeEditor, editorText, sees, seesText, tabLabels } from './looking';
import { chooseTheme } from './themes';

const WIDE = { width: 1500, height: 950 };

describe('source control', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
    await window.tree('Prompts').click('refund-policy');
    await seesText(/refund-policy/, async () => (await tabLabels(window)).join());
  });
  after(() => example.close());

  const resources = (): Locator => window.page.locator('.scm-view .resource');
  const resource = (name: string): Locator => resources().filter({ hasText: name }).first();
  const status = (): Promise<string> =>
    window.page.locator('.statusbar-item[id$="promptLedger.changesSince"]').innerText();
  const marks = (): Promise<number> =>
    activeEditor(window.page).locator('.dirty-diff-glyph').count();
  const line = (text: string): Locator =>
    activeEditor(window.page).locator('.view-line').filter({ hasText: text }).first();

  it('lists modified prompts as a group of its own, beside git', async () => {
    await window.openContainer('Source Control');
    await seesText(/Prompt Ledger/, () => window.page.locator('.part.sidebar').innerText());
    await seesText(/Modified Prompts/, () => window.page.locator('.part.sidebar').innerText());
    await seesText(/commit on "main"/, () => window.page.locator('.part.sidebar').innerText());
    await resource('refund-policy').waitFor();
    await resource('trial-ending-email').waitFor();
    assert.match((await window.statusBar()).join(), /main/, 'the branch is still shown');
    await window.screenshot('scm-1-view');
  });

  it('counts changes in the status bar, and marks them beside the text', async () => {
    await seesText(/^\d+ changes? since head$/, async () => (await status()).trim());
    await sees('marks', true, async () => (await marks()) > 0);
    await window.screenshot('scm-2-marks');
  });

  it('tells changes since a tag when it is chosen in the status bar', async () => {
    await window.page.locator('.statusbar-item[id$="promptLedger.changesSince"]').click();
    await sees('head first, then what matters most', ['Head', 'production', 'staging'], async () =>
      (await window.quickInput.labels()).slice(0, 3),
    );
    await window.screenshot('scm-3-choose');
    await window.quickInput.pick('production');
    await window.quickInput.closed();
    await seesText(/^8 changes since production$/, async () => (await status()).trim());
    await sees('more marks than since the head', true, async () => (await marks()) > 3);
    await window.screenshot('scm-4-since-production');
    await window.command('Prompt Ledger: Show Changes Since…');
    await window.quickInput.pick('Head');
    await window.quickInput.closed();
    await seesText(/since head$/, async () => (await status()).trim());
  });

  it('opens the changes in the diff editor, and the comparison from the menu', async () => {
    await resource('refund-policy').click({ position: { x: 60, y: 10 } });
    await window.page.locator('.monaco-diff-editor').waitFor();
    await seesText(/refund-policy: v8 ↔ working/, async () => (await tabLabels(window)).join());
    await window.screenshot('scm-5-open-changes');
    await window.command('View: Close Editor');
    await window.openContainer('Prompt Ledger');
    await window.tree('Prompts').click('refund-policy');
    await sees('marks', true, async () => (await marks()) > 0);
  });

  it('shows one change in the inline peek, and takes it back there', async () => {
    await focusText(window);
    const before = await editorText(window);
    await window.page.keyboard.press('Alt+F3');
    const peek = window.page.locator('.peekview-widget').first();
    await peek.waitFor();
    await window.screenshot('scm-6-peek');
    await peek.locator('.codicon-discard').click();
    await sees('another text', true, async () => (await editorText(window)) !== before);
    await window.page.keyboard.press('Escape');
    await focusText(window);
    await window.page.keyboard.press('ControlOrMeta+z');
    await sees('the text as it was', before, () => editorText(window));
  });

  it('shows removed text in place, on demand', async () => {
    await window.command('Prompt Ledger: Show or Hide Removed Text');
    await seesText(/\[-.+-\]/, () => editorText(window));
    await window.screenshot('scm-7-removed-text');
    await window.command('Prompt Ledger: Show or Hide Removed Text');
    await sees('no removed text', false, async () => (await editorText(window)).includes('[-'));
  });

  it('reads well in the dark and in high contrast', async () => {
    await window.command('Prompt Ledger: Show or Hide Removed Text');
    await seesText(/\[-.+-\]/, () => editorText(window));
    await window.openContainer('Source Control');
    for (const name of ['dark', 'hc-light'] as const) {
      await chooseTheme(window, name);
      await focusText(window);
      await window.page.keyboard.press('Alt+F3');
      await window.page.locator('.peekview-widget').first().waitFor();
      await window.screenshot(`scm-10-${name}`);
      await window.page.keyboard.press('Escape');
    }
    await chooseTheme(window, 'light');
    await window.command('Prompt Ledger: Show or Hide Removed Text');
  });

  it('commits from the input box, and asks which of several prompts', async () => {
    await window.openContainer('Source Control');
    const box = window.page.locator('.scm-view .scm-input .monaco-editor').last();
    await box.click();
    await window.page.keyboard.type('From the input box');
    await window.screenshot('scm-8-input');
    await window.page.keyboard.press('ControlOrMeta+Enter');
    await sees('both prompts', ['onboarding/trial-ending-email', 'support/refund-policy'], () =>
      window.quickInput.labels(),
    );
    await window.quickInput.toggle('onboarding/trial-ending-email');
    await window.quickInput.accept();
    await window.quickInput.closed();
    await sees('one left', 1, () => resources().filter({ hasText: 'trial-ending' }).count());
    await seesText(/^0 changes since head$/, async () => (await status()).trim());
    await window.openContainer('Prompt Ledger');
    await seesText(/^v9 {2}From the input box$/, async () =>
      String((await window.tree('Versions').labels())[0]),
    );
  });

  it('tells who wrote the line at the cursor, and leads on from its hover', async () => {
    await window.openContainer('Prompt Ledger');
    await window.tree('Prompts').click('greeting');
    await seesText(/greeting/, async () => (await tabLabels(window)).join());
    await line('temperature').click();
    const blame = /v\d+ · \w+ \w+, .+ · .+/;
    await seesText(blame, () => decorationText(window));
    await window.screenshot('blame-1-line');
    await window.page.keyboard.press('End');
    await window.command('Show or Focus Hover');
    const hover = window.page.locator('.monaco-hover:visible').first();
    await hover.getByText('Compare with Version Before').waitFor();
    await window.screenshot('blame-2-hover');
    await hover.getByText('Compare with Version Before').click();
    await seesText(/greeting: v\d+ ↔ v\d+/, async () => (await tabLabels(window)).join());
    await window.command('View: Close Editor');
  });

  it('says so in the dark and in high contrast', async () => {
    for (const name of ['dark', 'hc-light'] as const) {
      await chooseTheme(window, name);
      await line('temperature').click();
      await seesText(/v\d+ · \w+ \w+, .+ · .+/, () => decorationText(window));
      await window.page.keyboard.press('End');
      await window.command('Show or Focus Hover');
      const hover = window.page.locator('.monaco-hover:visible').first();
      await hover.getByText('Show in History').waitFor();
      await window.screenshot(`blame-6-${name}`);
    }
    await chooseTheme(window, 'light');
  });

  it('leads from a line to its version in the graph', async () => {
    await line('temperature').click();
    await window.page.keyboard.press('End');
    await window.command('Show or Focus Hover');
    await window.page.locator('.monaco-hover:visible').first().getByText('Show in History').click();
    let panel = await window.webview('History greeting');
    const selected = async (): Promise<string> =>
      String(await panel.locator('[aria-selected="true"] .number').textContent());
    await seesText(/^v6/, selected);
    await panel.getByRole('option', { name: /^v3\s*,/ }).click();
    await seesText(/^v3/, selected);
    // The graph is open already, in a tab that is hidden.
    await window.command('View: Open Previous Editor');
    await line('temperature').click();
    await window.page.keyboard.press('End');
    await window.command('Show or Focus Hover');
    await window.page.locator('.monaco-hover:visible').first().getByText('Show in History').click();
    panel = await window.webview('History greeting');
    await seesText(/^v6/, selected);
    await window.command('View: Close Editor');
  });

  it('shows it for every line, or switches it off', async () => {
    await window.command('Prompt Ledger: Show Blame…');
    await window.quickInput.pick('Every Line');
    await window.quickInput.closed();
    await sees('many', true, async () => (await decorations(window)).length > 10);
    await window.screenshot('blame-3-every-line');
    await window.command('Prompt Ledger: Show Blame…');
    await window.quickInput.pick('Off');
    await window.quickInput.closed();
    await sees('none', 0, async () => (await decorations(window)).length);
  });

  it('tells of a line in a list, for those who see no decoration, and goes to its version', async () => {
    await focusText(window);
    await window.command('Prompt Ledger: Blame Line…');
    await seesText(/^Line \d+: v\d+ · /, async () => (await window.quickInput.question()).title);
    await window.screenshot('blame-4-list');
    await window.quickInput.cancel();
    await window.command('Prompt Ledger: Go to the Version That Introduced This Line');
    await seesText(/greeting\.prompt \(v\d+\)/, async () => (await tabLabels(window)).join());
    await window.screenshot('blame-5-origin');
    await window.command('View: Close Editor');
  });
});

describe('source control, switched off', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    const settings = { 'files.autoSave': 'off', 'promptLedger.sourceControl': false };
    example = await openExample({ ...WIDE, settings });
    window = example.window;
  });
  after(() => example.close());

  it('shows nothing in the view, beside the text or in the status bar', async () => {
    await window.tree('Prompts').click('refund-policy');
    await seesText(/v8 · .*|v\d+ · /, () => decorationText(window));
    assert.doesNotMatch((await window.statusBar()).join(), /since head/);
    assert.equal(await activeEditor(window.page).locator('.dirty-diff-glyph').count(), 0);
    await window.openContainer('Source Control');
    await seesText(/CHANGES/i, () => window.page.locator('.part.sidebar').innerText());
    assert.doesNotMatch(await window.page.locator('.part.sidebar').innerText(), /Modified Prompts/);
    await window.screenshot('scm-9-off');
  });
});

/** Puts the cursor into the text. */
async function focusText(window: Workbench): Promise<void> {
  // What hovers over the text goes away with the pointer.
  await window.page.mouse.move(0, 0);
  await activeEditor(window.page).locator('.view-line').first().click();
}

/** What stands after lines of the active editor, as decorations. */
function decorations({ page }: Workbench): Promise<string[]> {
  return activeEditor(page)
    .locator('.view-line span[class*="ced-"]')
    .evaluateAll(found =>
      found
        .map(span => getComputedStyle(span, '::after').content)
        .filter(text => /v\d+|Not committed/.test(text)),
    );
}

async function decorationText(window: Workbench): Promise<string> {
  return (await decorations(window)).join('\n');
}
