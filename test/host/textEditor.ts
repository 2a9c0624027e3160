import type { Page } from 'playwright-core';
import { attempt } from './attempt';
import type { QuickInput } from './quickInput';
import { BEGUN_WITHIN_MS } from './patience';
import { waitUntil } from './timed';

/** The text editor that has the focus. */
export interface TextEditor {
  /** Opens a file of the workspace by its path, as Quick Open does. */
  open(relativePath: string): Promise<void>;
  /** Types at the cursor, key by key, so that completion and bracket pairs take part. */
  type(text: string): Promise<void>;
  /** Replaces the whole text in one step. */
  replaceAll(text: string): Promise<void>;
  press(key: string): Promise<void>;
  save(): Promise<void>;
}

/** The active editor of a window. Errors as `attempt` words them. */
export function textEditor(page: Page, box: QuickInput): TextEditor {
  const press = (key: string) => page.keyboard.press(key);
  const focus = () =>
    page
      .locator('.editor-group-container.active .monaco-editor')
      .last()
      .click({ position: { x: 200, y: 5 } });
  return {
    open: relativePath =>
      attempt(page, `to open ${relativePath}`, async () => {
        const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
        let patienceMs = 2000;
        await waitUntil(`${name} in the list`, BEGUN_WITHIN_MS, async () => {
          await press('F1');
          if (await box.find(relativePath, name, patienceMs)) return true;
          patienceMs *= 1.5;
          await press('Escape');
          return false;
        });
        await page.getByRole('tab', { name }).first().waitFor();
      }),
    type: text => attempt(page, 'to type into the editor', () => page.keyboard.type(text)),
    replaceAll: text =>
      attempt(page, "to replace the editor's text", async () => {
        await focus();
        await press('ControlOrMeta+a');
        // Pasted: what is typed closes its own brackets.
        await page.evaluate(pasted => navigator.clipboard.writeText(pasted), text);
        await press('ControlOrMeta+v');
      }),
    press,
    save: () => attempt(page, 'to save', () => press('ControlOrMeta+s')),
  };
}
