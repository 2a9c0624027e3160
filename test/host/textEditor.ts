import type { Page } from 'playwright-core';
import { attempt } from './attempt';
import type { QuickInput } from './quickInput';

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
        await press('F1');
        await box.type(relativePath);
        const name = relativePath.slice(relativePath.lastIndexOf('/') + 1);
        await box.pick(name);
        await page.getByRole('tab', { name }).first().waitFor();
      }),
    type: text => attempt(page, 'to type into the editor', () => page.keyboard.type(text)),
    replaceAll: text =>
      attempt(page, "to replace the editor's text", async () => {
        await focus();
        await press('ControlOrMeta+a');
        await page.keyboard.insertText(text);
      }),
    press,
    save: () => attempt(page, 'to save', () => press('ControlOrMeta+s')),
  };
}
