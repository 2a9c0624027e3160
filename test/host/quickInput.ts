import type { Locator, Page } from 'playwright-core';
import { attempt } from './attempt';
import { exactly } from './exactly';
import { SHOWN_WITHIN_MS } from './patience';
import { waitUntil } from './timed';

/** The box at the top of the window in which VS Code asks: command palette, pick list, input. */
export interface QuickInput {
  /** Replaces what the box holds. */
  type(text: string): Promise<void>;
  /** Takes the entry with this label; `type` first when the list is long. */
  pick(label: string): Promise<void>;
  /** Types and takes the entry with this label; false when box or entry are not there in time. */
  find(text: string, label: string, withinMs: number): Promise<boolean>;
  /** Ticks or clears an entry of a list that takes several answers. */
  toggle(label: string): Promise<void>;
  /** Answers with what the box holds or has marked (Enter). */
  accept(): Promise<void>;
  /** Closes the box without an answer (Escape). */
  cancel(): Promise<void>;
  /** The labels that are listed now. */
  labels(): Promise<string[]>;
  /** The title above the box, its placeholder and the message below it. */
  question(): Promise<{ title: string; placeholder: string; message: string }>;
  /** Waits until no question is open any more. */
  closed(): Promise<void>;
}

/** The quick input of a window. Each call waits for the box; errors as `attempt` words them. */
export function quickInput(page: Page): QuickInput {
  const widget = page.locator('.quick-input-widget:visible');
  const box = widget.locator('.quick-input-box input');
  return {
    type: text => attempt(page, `to type "${text}" into the box`, () => box.fill(text)),
    pick: label =>
      attempt(page, `to pick "${label}"`, async () => {
        await rowOf(widget, label).click();
      }),
    find: async (text, label, withinMs) => {
      try {
        await box.fill(text, { timeout: withinMs });
        await rowOf(widget, label).waitFor({ timeout: withinMs });
      } catch {
        return false;
      }
      // A click that a limit ends may have been made all the same: what it does would be done twice.
      await rowOf(widget, label).click();
      return true;
    },
    toggle: label =>
      attempt(page, `to toggle "${label}"`, async () => {
        await rowOf(widget, label).locator('.quick-input-list-checkbox, .monaco-checkbox').click();
      }),
    accept: () => attempt(page, 'to press Enter in the box', () => box.press('Enter')),
    cancel: () => attempt(page, 'to press Escape in the box', () => box.press('Escape')),
    labels: () =>
      attempt(page, 'to read the list', async () => {
        await widget.waitFor();
        // A row keeps the detail of the question before, unseen; its label comes first.
        const labels = widget.locator('.monaco-list-row .quick-input-list-row:first-child');
        return labels.locator('.label-name').allInnerTexts();
      }),
    question: () => attempt(page, 'to read the question', () => readQuestion(widget)),
    closed: () =>
      attempt(page, 'to see the box close', () =>
        waitUntil(
          'the box to close',
          SHOWN_WITHIN_MS,
          async () => (await widget.count()) === 0,
        ).then(() => undefined),
      ),
  };
}

/** The row whose label is exactly this: "Tag" is not "Tag and Promote". */
function rowOf(widget: Locator, label: string): Locator {
  const name = widget.page().locator('.label-name', { hasText: exactly(label) });
  return widget.locator('.monaco-list-row').filter({ has: name }).first();
}

async function readQuestion(widget: Locator) {
  await widget.waitFor();
  const box = widget.locator('.quick-input-box input');
  return {
    title: await widget.locator('.quick-input-title').innerText(),
    placeholder: (await box.getAttribute('placeholder')) ?? '',
    message: await widget.locator('.quick-input-message').innerText(),
  };
}
