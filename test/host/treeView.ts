import type { Locator, Page } from 'playwright-core';
import { attempt } from './attempt';
import { rowExactly } from './exactly';
import { SHOWN_WITHIN_MS } from './patience';

/** A tree in a side bar, found by the title of its view. Rows are named by their labels. */
export interface TreeView {
  /** Labels of all rows that are on screen, from top to bottom. */
  labels(): Promise<string[]>;
  /** The row with this label, scrolled to when it is further down. */
  row(label: string): Promise<Locator>;
  /** What stands beside the label in grey; empty when nothing does. */
  description(label: string): Promise<string>;
  expand(label: string): Promise<void>;
  collapse(label: string): Promise<void>;
  click(label: string): Promise<void>;
  /** Presses the button with this title on the row. */
  inlineAction(label: string, action: string): Promise<void>;
  /** Opens the row's context menu and takes this entry. */
  contextAction(label: string, action: string): Promise<void>;
  /** The entries of the row's context menu. */
  contextActions(label: string): Promise<string[]>;
  /** Presses the button with this title in the header of the view. */
  titleAction(action: string): Promise<void>;
  /** What the view says when it has no rows, and the titles of its buttons. */
  welcome(): Promise<{ text: string; buttons: string[] }>;
}

const SCROLL_STEPS = 20;
/** After so long without an effect, a click on a row went nowhere. */
const CLICK_SHOWS_MS = 5000;
/** A menu takes no click at first, so that the one that opened it cannot choose from it. */
const MENU_DEAF_MS = 200;

/** The tree of the view `title`, whose view container must be open. Errors as in `attempt`. */
export function treeView(page: Page, title: string): TreeView {
  const tree = page.locator(`.monaco-list[aria-label=${JSON.stringify(title)}]`);
  const pane = page
    .locator('.part .pane')
    .filter({ has: tree.or(headerOf(page, title)) })
    .first();
  const inTree = <T>(what: string, action: () => Promise<T>) =>
    attempt(page, `${what} in the view "${title}"`, action);
  const row = (label: string) => inTree(`to find "${label}"`, () => findRow(page, tree, label));
  return {
    row,
    labels: () =>
      inTree('to read the rows', async () => {
        await tree.waitFor();
        return tree.locator('.monaco-list-row .label-name').allInnerTexts();
      }),
    description: async label => (await row(label)).locator('.label-description').innerText(),
    expand: label => inTree(`to expand "${label}"`, async () => setOpen(await row(label), true)),
    collapse: label => inTree(`to close "${label}"`, async () => setOpen(await row(label), false)),
    click: async label => {
      await (await row(label)).locator('.label-name').first().click();
    },
    inlineAction: (label, action) =>
      inTree(`to press "${action}" on "${label}"`, async () => {
        const found = await row(label);
        await found.hover();
        await found.locator('.actions').getByRole('button', { name: action }).click();
      }),
    contextAction: (label, action) =>
      inTree(`to choose "${action}" for "${label}"`, async () => {
        const menu = await openMenu(page, await row(label));
        await menu.getByRole('menuitem', { name: action, exact: true }).click();
      }),
    contextActions: label =>
      inTree(`to read the menu of "${label}"`, async () => {
        const menu = await openMenu(page, await row(label));
        const entries = await menu.locator('.action-label:not(.separator)').allInnerTexts();
        await page.keyboard.press('Escape');
        await menu.waitFor({ state: 'hidden' });
        return entries;
      }),
    titleAction: action =>
      inTree(`to press "${action}"`, async () => {
        // A lone view has its buttons in the header of the side bar.
        const header = pane.locator('.pane-header').or(page.locator('.sidebar .composite.title'));
        await pane.hover();
        await header.getByRole('button', { name: action }).and(page.locator(':visible')).click();
      }),
    welcome: () => inTree('to read the welcome', () => readWelcome(pane)),
  };
}

function headerOf(page: Page, title: string): Locator {
  return page.locator(`.pane-header[aria-label^=${JSON.stringify(title)}]`);
}

async function findRow(page: Page, tree: Locator, label: string): Promise<Locator> {
  const name = page.locator('.label-name', { hasText: rowExactly(label) });
  const row = tree.locator('.monaco-list-row').filter({ has: name }).first();
  await tree.waitFor();
  // A row that is being made now is worth a moment; only rows on screen exist, so then page down.
  if (await appears(row, 1000)) return row;
  const end = performance.now() + SHOWN_WITHIN_MS;
  // A machine that is slow draws a page later: each time through it is given longer.
  for (let pauseMs = 200; ; pauseMs *= 2) {
    // Each time anew: a window that is still beginning takes the focus away.
    await tree.focus();
    await page.keyboard.press('Home');
    for (let step = 0; step < SCROLL_STEPS; step += 1) {
      if (await appears(row, pauseMs)) return row;
      await page.keyboard.press('PageDown');
    }
    if (performance.now() > end) throw new Error(`No row is labelled "${label}".`);
  }
}

function appears(row: Locator, timeout: number): Promise<boolean> {
  return row.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}

/** A row that is drawn anew between the press and the release of the mouse takes no click. */
async function setOpen(row: Locator, open: boolean): Promise<void> {
  const isOpen = async () => (await row.getAttribute('aria-expanded')) === String(open);
  const wanted = row.and(row.page().locator(`[aria-expanded="${String(open)}"]`));
  const end = performance.now() + SHOWN_WITHIN_MS;
  while (!(await isOpen())) {
    if (performance.now() > end) throw new Error(`The row does not ${open ? 'open' : 'close'}.`);
    await row.locator('.monaco-tl-twistie').click();
    await appears(wanted, CLICK_SHOWS_MS);
  }
}

async function openMenu(page: Page, row: Locator): Promise<Locator> {
  await row.click({ button: 'right' });
  const menu = page.locator('.monaco-menu:visible').last();
  await menu.waitFor();
  await page.waitForTimeout(MENU_DEAF_MS);
  return menu;
}

async function readWelcome(pane: Locator): Promise<{ text: string; buttons: string[] }> {
  const welcome = pane.locator('.welcome-view-content');
  await welcome.waitFor();
  return {
    text: await welcome.innerText(),
    buttons: await welcome.locator('.monaco-button').allInnerTexts(),
  };
}
