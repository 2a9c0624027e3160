import type { FrameLocator, Page } from 'playwright-core';
import { attempt, screenshotFile } from './attempt';
import { openPage } from './browser';
import { messages, type Messages } from './messages';
import { BEGUN_WITHIN_MS, SHOWN_WITHIN_MS } from './patience';
import { projectRoot } from './projectPaths';
import { quickInput, type QuickInput } from './quickInput';
import { textEditor, type TextEditor } from './textEditor';
import { installedExtension } from './installedExtension';
import { waitUntil } from './timed';
import { treeView, type TreeView } from './treeView';
import { startServer, type VSCodeServer } from './vscodeServer';

/** The four kinds of colour theme that VS Code knows. */
export type Theme = keyof typeof THEMES;

/** What a window is opened with. */
export interface WorkbenchOptions {
  /** The folder to open, by its absolute path. */
  readonly folder: string;
  /** The packed extension to install; without it the project itself is under development. */
  readonly vsix?: string;
  readonly theme?: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** True: the folder is untrusted at first (Restricted Mode). */
  readonly workspaceTrust?: boolean;
  readonly width?: number;
  readonly height?: number;
}

/** A VS Code window, driven from outside as a person would. */
export interface Workbench extends Messages {
  readonly page: Page;
  readonly server: VSCodeServer;
  readonly quickInput: QuickInput;
  readonly editor: TextEditor;
  /** Runs a command by its full title in the command palette, for example `View: Show SCM`. */
  command(title: string): Promise<void>;
  /** Opens a view container by its title in the activity bar. */
  openContainer(title: string): Promise<void>;
  tree(viewTitle: string): TreeView;
  /** The page inside the webview (editor or view) with this title, once it is there. */
  webview(title: string): Promise<FrameLocator>;
  /** Titles of the open editor tabs. */
  tabs(): Promise<string[]>;
  /** Text of the status bar entries, from left to right. */
  statusBar(): Promise<string[]>;
  /** Writes a picture of the window and returns its file. */
  screenshot(name: string): Promise<string>;
  /** Closes the window and its server, and removes what they wrote for themselves. */
  close(): Promise<void>;
}

const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'hc-black': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
} as const;

const open = new Set<Workbench>();

/** The windows that are open now; a test run takes a picture of them when a test fails. */
export function openWorkbenches(): readonly Workbench[] {
  return [...open];
}

/**
 * Opens a VS Code window of its own (server, settings, extensions, browser) on a folder and returns
 * when it can be used. Throws an Error when no window appears, or the extension does not install.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const theme = options.theme ?? 'light';
  const extension =
    options.vsix === undefined ? projectRoot : await installedExtension(options.vsix);
  const server = await startServer({
    settings: { 'workbench.colorTheme': THEMES[theme], ...options.settings },
    workspaceTrust: options.workspaceTrust ?? false,
    linkedExtensions: [extension],
  });
  try {
    return await openWindow(server, options, theme);
  } catch (error) {
    await server.dispose();
    throw error;
  }
}

async function openWindow(
  server: VSCodeServer,
  options: WorkbenchOptions,
  theme: Theme,
): Promise<Workbench> {
  const { page, close } = await openPage({
    url: server.url(options.folder),
    colorScheme: theme.endsWith('light') ? 'light' : 'dark',
    ...(options.width !== undefined && { width: options.width }),
    ...(options.height !== undefined && { height: options.height }),
  });
  try {
    await attempt(page, 'to see the window', () => untilReady(page));
  } catch (error) {
    await close();
    throw error;
  }
  const workbench = workbenchOf(page, server, async () => {
    open.delete(workbench);
    await close();
    await server.dispose();
  });
  open.add(workbench);
  return workbench;
}

async function untilReady(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: BEGUN_WITHIN_MS });
  // The remote indicator says so while it connects; before that no command of an extension runs.
  const remote = page.locator('.statusbar-item[id="status.host"]');
  await waitUntil('the window to connect', BEGUN_WITHIN_MS, async () => {
    const label = await remote.first().getAttribute('aria-label', { timeout: 1000 });
    return label === null || !/opening remote/i.test(label);
  });
}

function workbenchOf(page: Page, server: VSCodeServer, close: () => Promise<void>): Workbench {
  const box = quickInput(page);
  return {
    ...messages(page),
    page,
    server,
    close,
    quickInput: box,
    editor: textEditor(page, box),
    command: title => attempt(page, `to run "${title}"`, () => runCommand(page, box, title)),
    openContainer: title =>
      attempt(page, `to open the view container "${title}"`, async () => {
        const tab = page.locator('.part.activitybar').getByRole('tab', { name: title });
        if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
        await page.locator('.part.sidebar .composite.title:visible').waitFor();
      }),
    tree: viewTitle => treeView(page, viewTitle),
    webview: title => attempt(page, `to find the webview "${title}"`, () => webviewOf(page, title)),
    tabs: () =>
      page
        .locator('.tabs-container .tab')
        .evaluateAll(tabs => tabs.map(tab => tab.getAttribute('data-resource-name') ?? '')),
    statusBar: () => page.locator('.part.statusbar .statusbar-item:visible').allInnerTexts(),
    screenshot: async name => {
      const file = screenshotFile(name);
      await page.screenshot({ path: file, animations: 'disabled' });
      return file;
    },
  };
}

/** Asks again until the command is there: extensions bring theirs a moment after the window. */
async function runCommand(page: Page, box: QuickInput, title: string): Promise<void> {
  let patienceMs = 2000;
  await waitUntil(`the command "${title}"`, BEGUN_WITHIN_MS, async () => {
    await page.keyboard.press('F1');
    if (await box.find(`>${title}`, title, patienceMs)) return true;
    // A machine that is slow needs more than the first try.
    patienceMs *= 1.5;
    // Not there yet, or an editor that was still opening took the focus.
    await page.keyboard.press('Escape');
    return false;
  });
  // The next question comes up in the same box.
  const palette = page.locator('.quick-input-widget:visible input[placeholder^="Type the name"]');
  await palette.waitFor({ state: 'detached' });
}

async function webviewOf(page: Page, title: string): Promise<FrameLocator> {
  const name = `iframe#active-frame[title=${JSON.stringify(title)}]`;
  return waitUntil(`a webview titled "${title}"`, SHOWN_WITHIN_MS, async () => {
    const outer = page.locator('iframe.webview.ready');
    for (let index = 0; index < (await outer.count()); index += 1) {
      const frame = outer.nth(index);
      if ((await frame.contentFrame().locator(name).count()) === 0) continue;
      // By what stays when others come and go, and when its title changes.
      const stays = page.locator(
        `iframe[name=${JSON.stringify(await frame.getAttribute('name'))}]`,
      );
      return stays.contentFrame().frameLocator('iframe#active-frame');
    }
    return undefined;
  });
}
