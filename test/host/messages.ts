import type { Page } from 'playwright-core';
import { attempt } from './attempt';

/** Notifications and dialogs of a window, as a person reads and answers them. */
export interface Messages {
  /** The texts of the notifications that are shown now. */
  notifications(): Promise<string[]>;
  /** Waits for a notification that holds `text`, and returns its whole text. */
  notification(text: string): Promise<string>;
  /** Presses a button of the notification that holds `text`. */
  answerNotification(text: string, button: string): Promise<void>;
  /** Waits for a modal dialog and returns its message and detail. */
  dialog(): Promise<{ message: string; detail: string; buttons: string[] }>;
  /** Presses a button of the modal dialog. */
  answerDialog(button: string): Promise<void>;
}

/** The messages of a window. Errors as `attempt` words them. */
export function messages(page: Page): Messages {
  const toasts = page.locator('.notification-toast');
  const toast = (text: string) => toasts.filter({ hasText: text }).first();
  const modal = page.locator('.monaco-dialog-box');
  const textOf = '.notification-list-item-message';
  return {
    notifications: () => toasts.locator(textOf).allInnerTexts(),
    notification: text =>
      attempt(page, `to see the notification "${text}"`, () =>
        toast(text).locator(textOf).innerText(),
      ),
    answerNotification: (text, button) =>
      attempt(page, `to press "${button}" on the notification "${text}"`, async () => {
        await toast(text).hover();
        await toast(text).getByRole('button', { name: button, exact: true }).click();
      }),
    dialog: () =>
      attempt(page, 'to read the dialog', async () => {
        await modal.waitFor();
        const detail = modal.locator('.dialog-message-detail:visible');
        return {
          message: await modal.locator('.dialog-message-text, .dialog-message').first().innerText(),
          detail: (await detail.allInnerTexts()).join('\n'),
          buttons: await modal.locator('.dialog-buttons .monaco-button').allInnerTexts(),
        };
      }),
    answerDialog: button =>
      attempt(page, `to press "${button}" in the dialog`, async () => {
        await modal
          .locator('.dialog-buttons')
          .getByRole('button', { name: button, exact: true })
          .click();
        await modal.waitFor({ state: 'detached' });
      }),
  };
}
