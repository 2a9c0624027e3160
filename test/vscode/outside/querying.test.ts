import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { openExample, type ExampleWindow } from './exampleWindow';
import { clipboardText, seesText } from './looking';

const ENDLESS = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT count(*) FROM n`;

describe('asking in SQL', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let page: FrameLocator;

  before(async () => {
    example = await openExample();
    window = example.window;
  });
  after(() => example.close());

  const status = () => page.locator('.status').innerText();

  async function write(sql: string): Promise<void> {
    await page.getByLabel('SQL query').fill(sql);
  }

  it('opens a page with a query to begin with, and runs it by keyboard', async () => {
    await window.command('Prompt Ledger: Run SQL Query');
    page = await window.webview('SQL Query');
    await page.getByLabel('SQL query').press('ControlOrMeta+Enter');
    await seesText(/^17 rows$/, status);
    const heads = await page.locator('th').allInnerTexts();
    assert.deepEqual(heads, ['prompt', 'latest_number', 'state', 'description']);
    await window.screenshot('query-1-answer');
  });

  it('shows its table in light, dark and high contrast', async () => {
    const themes = { 'Light Modern': 'light', 'Dark High Contrast': 'contrast' };
    const colours = new Set<string>();
    for (const [label, name] of Object.entries({ ...themes, 'Dark Modern': 'dark' })) {
      await window.command('Preferences: Color Theme');
      await window.quickInput.type(label);
      await window.quickInput.pick(label);
      await window.quickInput.closed();
      const cell = page.locator('td').first();
      const colour = () => cell.evaluate(node => getComputedStyle(node).color);
      await seesText(/^yes$/, async () => (colours.has(await colour()) ? 'no' : 'yes'));
      colours.add(await colour());
      await window.screenshot(`query-theme-${name}`);
    }
  });

  it('copies the answer as a Markdown table', async () => {
    await write("SELECT tag, number FROM tags WHERE prompt = 'shared/tone' ORDER BY tag");
    await page.getByRole('button', { name: 'Run Query' }).click();
    await seesText(/^4 rows$/, status);
    await page.getByRole('button', { name: 'Copy Markdown' }).click();
    await seesText(/^Copied as Markdown$/, () => page.locator('.note').innerText());
    await seesText(/^\| tag \| number \|\n\| --- \| --- \|\n\| development \| 6 \|/, () =>
      clipboardText(window),
    );
  });

  it('says what is wrong with a query', async () => {
    await write('SELECT promt FROM prompts');
    await page.getByRole('button', { name: 'Run Query' }).click();
    await seesText(/No such column: promt/, () => page.locator('.failure').innerText());
    await window.screenshot('query-2-mistake');
  });

  it('stops a query without end, while the editor goes on', async () => {
    await write(ENDLESS);
    await page.getByRole('button', { name: 'Run Query' }).click();
    await seesText(/^Running…$/, status);
    await page.getByRole('button', { name: 'Stop Query' }).click();
    await seesText(/^Stopped$/, status);
    await write('SELECT 1 AS one');
    await page.getByRole('button', { name: 'Run Query' }).click();
    await seesText(/^1 row$/, status);
  });
});
