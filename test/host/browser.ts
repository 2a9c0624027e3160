import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { BEGUN_WITHIN_MS, SHOWN_WITHIN_MS } from './patience';

/** What a page is opened with. */
export interface PageOptions {
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** Functions that the page finds on its `window`, from before its first script on. */
  readonly expose?: Readonly<Record<string, (...values: never[]) => unknown>>;
}

/** A page in a browser of its own. */
export interface OpenedPage {
  readonly page: Page;
  /** Closes the page and ends the browser. */
  readonly close: () => Promise<void>;
}

const BROWSER_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Opens an address in a fresh, headless Chromium. Throws an Error when no browser can be had or
 * the page does not load.
 */
export async function openPage(options: PageOptions): Promise<OpenedPage> {
  const { executable, env } = await findChromium();
  const browser = await chromium.launch({
    executablePath: executable,
    args: BROWSER_FLAGS,
    chromiumSandbox: false,
    env: { ...definedOnly(process.env), ...definedOnly(env) },
    timeout: BEGUN_WITHIN_MS,
  });
  try {
    return { page: await newPage(browser, options), close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function newPage(browser: Browser, options: PageOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.colorScheme ?? 'light',
    // Copying is part of what a person does with a prompt.
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(SHOWN_WITHIN_MS);
  for (const [name, action] of Object.entries(options.expose ?? {})) {
    await page.exposeFunction(name, action);
  }
  await page.goto(options.url, { timeout: BEGUN_WITHIN_MS });
  return page;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
