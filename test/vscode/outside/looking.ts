import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { SHOWN_WITHIN_MS } from '../../host/patience';
import { waitUntil } from '../../host/timed';

/** Waits until what is seen is this, and compares it then, so that a failure shows what is seen. */
export async function sees<T>(what: string, expected: T, look: () => Promise<T>): Promise<void> {
  let seen: T | undefined;
  try {
    await waitUntil(what, SHOWN_WITHIN_MS, async () => {
      seen = await look();
      return isEqual(seen, expected);
    });
  } catch {
    assert.deepEqual(seen, expected, what);
  }
}

/** Waits until a text that is seen matches. */
export async function seesText(pattern: RegExp, look: () => Promise<string>): Promise<string> {
  let seen = '';
  try {
    await waitUntil(String(pattern), SHOWN_WITHIN_MS, async () => {
      seen = await look();
      return pattern.test(seen);
    });
  } catch {
    assert.match(seen, pattern);
  }
  return seen;
}

function isEqual(left: unknown, right: unknown): boolean {
  try {
    assert.deepEqual(left, right);
    return true;
  } catch {
    return false;
  }
}

/** The text of the editor that is active, as it is on screen; the blanks are ordinary ones. */
export async function editorText({ page }: Workbench): Promise<string> {
  const lines = activeEditor(page).locator('.view-line');
  // Lines stand in the order in which they were drawn; their place tells which comes first.
  const placed = await lines.evaluateAll(found =>
    found.map(line => ({
      top: parseFloat((line as HTMLElement).style.top),
      text: line.textContent,
    })),
  );
  return placed
    .sort((left, right) => left.top - right.top)
    .map(({ text }) => text.replaceAll('\u00a0', ' '))
    .join('\n');
}

/** The text editor in the group that is active. */
export function activeEditor(page: Page): Locator {
  return page.locator('.editor-group-container.active .monaco-editor[data-uri]').last();
}

/** Waits until this document is the one that is edited, puts the cursor at its end and types. */
export async function typeAtEnd({ page }: Workbench, file: string, text: string): Promise<void> {
  const editor = page.locator(
    `.editor-group-container.active .monaco-editor[data-uri$="/${file}"]`,
  );
  await editor.locator('.view-line').first().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type(text);
}

/** The labels of the open tabs, as they are read. */
export function tabLabels({ page }: Workbench): Promise<string[]> {
  return page
    .locator('.tabs-container .tab')
    .evaluateAll(tabs => tabs.map(tab => tab.getAttribute('aria-label') ?? ''));
}

/** Presses a button in the title bar of the active editor. */
export async function pressTitleButton({ page }: Workbench, title: string): Promise<void> {
  const actions = page.locator('.editor-group-container.active .editor-actions');
  await actions.getByRole('button', { name: title }).click();
}

/** What a message in the status bar says for some seconds. */
export function statusText(window: Workbench): () => Promise<string> {
  return async () => (await window.statusBar()).join(' | ');
}

/** What lies in the clipboard. */
export function clipboardText({ page }: Workbench): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}
