import assert from 'node:assert/strict';
import { mkdir, rename, rmdir } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { violationsIn } from './accessibility';
import { openExample, type ExampleWindow } from './exampleWindow';
import { clipboardText, sees, seesText, tabLabels, typeAtEnd } from './looking';
import { chooseTheme, THEME_NAMES, THEMES } from './themes';

const WIDE = { width: 1400, height: 900 };
/** VS Code keeps 50 pixels or so for its own bar. */
const NARROW = { width: 360, height: 800 };
describe('the history panel', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
    await window.tree('Prompts').click('review');
  });
  after(() => example.close());

  const rows = (): Locator => panel.getByRole('option');
  const row = (label: string): Locator =>
    panel.getByRole('option', { name: new RegExp(`^${label}\\s*,`) });
  const what = (): Promise<string> => panel.locator('.what').innerText();
  const bodyClass = async (): Promise<string> =>
    String(await panel.locator('body').getAttribute('class'));
  /** What reaches out of the page, or out of its row. */
  const cutOff = (): Promise<string[]> =>
    panel.locator('body').evaluate(body => {
      const found = body.scrollWidth > body.clientWidth ? ['the page'] : [];
      for (const each of body.querySelectorAll('.toolbar button, .details *, .row .text')) {
        const { right, bottom } = each.getBoundingClientRect();
        const row = each.closest('.row')?.getBoundingClientRect();
        const edge = row?.right ?? document.documentElement.getBoundingClientRect().right;
        if (right > edge + 1 || (row !== undefined && bottom > row.bottom + 1)) {
          found.push(each.outerHTML.slice(0, 120));
        }
      }
      return found;
    });
  const selected = (): Promise<string[]> =>
    panel
      .locator('[aria-selected="true"] .number')
      .allTextContents()
      .then(texts => texts.map(text => text.replace(/( ·.*)?,$/, '')));

  it('opens from the Versions view, with the newest version first', async () => {
    await window.tree('Versions').titleAction('Show History Graph');
    panel = await window.webview('History review');
    await sees('the numbers', ['v6', 'v5 · ', 'v5 · ', 'v4', 'v3', 'v2', 'v1'], async () =>
      (await panel.locator('.number').allTextContents()).map(text =>
        text.replace(/([0-9a-f]{8})?,$/, ''),
      ),
    );
    assert.match(await what(), /^Select a version/);
    await window.screenshot('history-1-light');
  });

  it('tells heads, authors, what changed and how many lines, in words as well', async () => {
    const label = async (of: string): Promise<string> => String(await row(of).textContent());
    await seesText(
      /^v6,Room for longer answers,head,.*,\+1 added, −1 removed\. .*max_tokens \d+ → \d+$/,
      () => label('v6'),
    );
    const other = panel.getByRole('option', { name: 'Missing tests are findings' });
    await seesText(/^v5 · [0-9a-f]{8},.*,head,/, async () => String(await other.textContent()));
    await seesText(/^\+\d+/, () => row('v6').locator('.bars').innerText());
    assert.equal(await panel.locator('.mark.head').count(), 2, 'two heads');
  });

  it('shows a merge as one, and the versions it merges in lanes of their own', async () => {
    await window.tree('Prompts').click('review');
    await mergeHeads(window);
    panel = await window.webview('History review');
    await seesText(/^v7,.*head,merge of v5 · [0-9a-f]{8} and v6,/, async () =>
      String(await row('v7').textContent()),
    );
    assert.equal(await panel.locator('.mark.merge').count(), 1);
    await window.screenshot('history-2-merge');
  });

  it('compares a version with the one before it, by keyboard alone', async () => {
    await panel.getByRole('listbox').focus();
    await window.page.keyboard.press('End');
    await sees('the first', ['v1'], selected);
    assert.match(await what(), /first version/);
    assert.ok(await panel.getByRole('button', { name: 'Compare', exact: true }).isDisabled());
    await window.page.keyboard.press('ArrowUp');
    await sees('the one above', ['v2'], selected);
    await seesText(/^v1 ↔ v2$/, what);
    const active = await panel.getByRole('listbox').getAttribute('aria-activedescendant');
    assert.equal(active, await row('v2').getAttribute('id'));
    await window.page.keyboard.press('Enter');
    await window.webview('review: v1 ↔ v2');
    await window.command('View: Close Editor');
    panel = await window.webview('History review');
    await sees('the selection, kept while the page was hidden', ['v2'], selected);
  });

  it('compares any two versions, or the ends of a range', async () => {
    await row('v4').click();
    await row('v2').click({ modifiers: ['ControlOrMeta'] });
    await sees('both', ['v4', 'v2'], selected);
    await seesText(/^v2 ↔ v4$/, what);
    await row('v7').click();
    await row('v3').click({ modifiers: ['Shift'] });
    await sees('the range', ['v7', 'v6', 'v5', 'v5', 'v4', 'v3'], selected);
    await seesText(/^v3 ↔ v7 \(6 versions\)$/, what);
    const marked = await row('v3').evaluate(item => item.ownerDocument.getSelection()?.toString());
    assert.equal(marked, '');
    await window.screenshot('history-3-range');
    await panel.getByRole('button', { name: 'Compare', exact: true }).click();
    await window.webview('review: v3 ↔ v7');
    await window.command('View: Close Editor');
    panel = await window.webview('History review');
    await panel.getByRole('button', { name: 'Compare in Diff Editor' }).click();
    await window.page.locator('.monaco-diff-editor').waitFor();
    await window.command('View: Close Editor');
    panel = await window.webview('History review');
  });

  it('opens a version, and copies a reference to it', async () => {
    await row('v3').click();
    await panel.getByRole('button', { name: 'Copy Reference' }).click();
    await seesText(/^code\/review@3$/, () => clipboardText(window));
    await panel.getByRole('button', { name: 'Open', exact: true }).click();
    await seesText(/review\.prompt \(v3\)/, async () => (await tabLabels(window)).join());
    await window.command('View: Close Editor');
    panel = await window.webview('History review');
  });

  it('has no violation of the accessibility rules, in any theme, and reads well', async () => {
    await row('v4').click();
    await row('v2').click({ modifiers: ['ControlOrMeta'] });
    for (const name of THEME_NAMES) {
      await chooseTheme(window, name);
      await seesText(THEMES[name].kind, bodyClass);
      assert.deepEqual(await violationsIn(panel), [], name);
      await window.screenshot(`history-4-${name}`);
    }
  });

  it('is read at a width of 300 pixels, and at 200 % zoom, in any theme', async () => {
    await window.command('View: Close Primary Side Bar');
    await window.page.setViewportSize(NARROW);
    const width = (): Promise<number> => panel.locator('body').evaluate(body => body.clientWidth);
    await sees('a narrow panel', true, async () => (await width()) <= 320);
    await row('v4').click();
    for (const name of [...THEME_NAMES].reverse()) {
      await chooseTheme(window, name);
      await seesText(THEMES[name].kind, bodyClass);
      await window.command('View: Focus Active Editor Group');
      assert.deepEqual(await cutOff(), [], `${name}, 300 pixels`);
      assert.deepEqual(await violationsIn(panel), [], `${name}, 300 pixels`);
      await window.screenshot(`history-5-narrow-${name}`);
    }
    await window.page.setViewportSize(WIDE);
    const zoom = (by: string): Promise<void> =>
      panel.locator('html').evaluate((page, value) => {
        page.style.zoom = value;
      }, by);
    await zoom('2');
    assert.deepEqual(await cutOff(), [], '200 %');
    assert.deepEqual(await violationsIn(panel), [], '200 %');
    await window.screenshot('history-5-zoom');
    await zoom('');
  });

  it('follows what is typed and what others commit, and keeps its selection', async () => {
    await window.openContainer('Prompt Ledger');
    await window.tree('Prompts').click('greeting');
    await seesText(/greeting\.prompt/, async () => (await tabLabels(window)).join());
    await window.command('Prompt Ledger: Show History Graph');
    panel = await window.webview('History greeting');
    await row('v13').click();
    const { registry } = await example.colleague();
    const source = `${(await registry.version('support/greeting')).source}Be kind.\n`;
    await registry.commit({ prompt: 'support/greeting', message: 'From elsewhere', source });
    await seesText(/^v15,From elsewhere/, async () => String(await rows().first().textContent()));
    await sees('the selection', ['v13'], selected);
    await window.command('View: Open Previous Editor');
    await typeAtEnd(window, 'greeting.prompt', 'Typed.');
    await window.command('View: Open Next Editor');
    panel = await window.webview('History greeting');
    await seesText(/^Working document,Not committed.*1 added/, async () =>
      String(await rows().first().textContent()),
    );
    await window.screenshot('history-6-working');
  });

  it('is there again after the window is reloaded', async () => {
    await window.command('File: Revert File');
    await window.command('Developer: Reload Window');
    panel = await window.webview('History greeting');
    await sees('the selection', ['v13'], selected);
  });

  it('is where it was when the history can be read again', async () => {
    const tab = (title: string): Locator =>
      window.page.locator('.tabs-container .tab', { hasText: title });
    await tab('History review').click();
    panel = await window.webview('History review');
    await sees('the selection', ['v4'], selected);
    const file = path.join(example.root, 'prompts', 'code', 'review.prompt');
    await rename(file, `${file}.kept`);
    await mkdir(file);
    await seesText(/it is a folder/, () => panel.locator('.note').innerText());
    assert.equal(await rows().count(), 0);
    await rmdir(file);
    await rename(`${file}.kept`, file);
    await sees('the selection', ['v4'], selected);
    await tab('History greeting').click();
    panel = await window.webview('History greeting');
  });

  it('follows a prompt that gets another name, and finds it after a reload', async () => {
    const { registry } = await example.colleague();
    await registry.rename({ prompt: 'support/greeting', to: 'support/welcome' });
    await sees('the title', true, async () =>
      (await tabLabels(window)).join().includes('History welcome'),
    );
    assert.equal(await panel.locator('h1').textContent(), 'History of support/welcome');
    await sees('the selection', ['v13'], selected);
    await panel.getByRole('button', { name: 'Copy Reference' }).click();
    await seesText(/^support\/welcome@13$/, () => clipboardText(window));
    await window.command('Developer: Reload Window');
    panel = await window.webview('History welcome');
    await sees('the selection', ['v13'], selected);
  });

  it('is open once, also where a tab of it was there before a reload', async () => {
    const tabs = (): Locator =>
      window.page.locator('.tabs-container .tab', { hasText: 'History review' });
    await sees('one that was not looked at since', 1, () => tabs().count());
    await window.tree('Prompts').click('review');
    await window.command('Prompt Ledger: Show History Graph');
    await sees('another one', 2, () => tabs().count());
    await tabs().first().click();
    await sees('one', 1, () => tabs().count());
  });
});

/** Merges in the editor and commits: what a person does after a git merge. */
async function mergeHeads(window: Workbench): Promise<void> {
  await window.tree('Prompts').inlineAction('review', 'Merge Versions…');
  await seesText(/review\.prompt/, async () => (await tabLabels(window)).join());
  await window.command('Prompt Ledger: Commit Prompt…');
  await window.quickInput.type('Both');
  await window.quickInput.accept();
  await window.quickInput.closed();
  await window.command('View: Close Editor');
}
