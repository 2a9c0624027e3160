import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { openRegistry } from '../support/openedRegistry';
import { addAgent, addOdd, AGENT, compareFirstTwo, ODD } from './comparedPrompts';
import { openWorkbench, type Workbench } from './driver';
import { prepareExampleWorkspace } from './exampleWorkspace';
import { cacheDirectory, packedExtension } from './projectPaths';

const SETTLE_MS = 400;
const WIDE = { width: 1280, height: 900 };
/** 1280 by 1024 at 200 %: what a browser gives a page then. */
const ZOOMED = { width: 640, height: 512 };
const NARROW = { width: 300, height: 900 };

const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'hc-dark': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
};

/** A way to look at comparisons; `show` leads from the one before. */
interface Mode {
  readonly name: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly show: (window: Workbench) => Promise<FrameLocator>;
}

const panelOfAgent = (window: Workbench) => window.webview('agent: v1 ↔ v2');

const compareAgent = (window: Workbench) => compareFirstTwo(window, AGENT.prompt);

async function pressed(window: Workbench, ...names: readonly string[]): Promise<FrameLocator> {
  const panel = await panelOfAgent(window);
  for (const name of names) {
    await panel.getByRole('button', { name, exact: true }).first().click();
  }
  return panel;
}

async function scrolledTo(window: Workbench, selector: string): Promise<FrameLocator> {
  const panel = await panelOfAgent(window);
  await panel
    .locator(selector)
    .first()
    .evaluate(found => {
      found.scrollIntoView({ block: 'start' });
    });
  return panel;
}

async function withSample(window: Workbench): Promise<FrameLocator> {
  const panel = await pressed(window, 'Show Whitespace');
  await panel.locator('.sample-toggle').first().click();
  await panel.locator('.sample-content .body ins').first().waitFor();
  return scrolledTo(window, '.samples');
}

async function rendered(window: Workbench): Promise<FrameLocator> {
  const panel = await panelOfAgent(window);
  await panel.getByLabel('Rendered with sample').selectOption('both');
  const shown = await window.webview('agent: v1 ↔ v2 (both)');
  await shown.locator('.body ins').first().waitFor();
  return shown;
}

async function allPrompts(window: Workbench): Promise<FrameLocator> {
  await window.command('Prompt Ledger: Compare All Prompts');
  const working = await window.webview('Prompts: latest ↔ working');
  await working.getByLabel('Left side').selectOption('@production');
  await working.getByLabel('Right side').selectOption('@staging');
  const panel = await window.webview('Prompts: production ↔ staging');
  await panel.locator('.prompt-toggle').first().click();
  await panel.locator('.body .change').first().waitFor();
  return panel;
}

const MODES: readonly Mode[] = [
  { name: 'side-by-side', show: compareAgent },
  { name: 'prose', show: window => scrolledTo(window, '.front-matter') },
  { name: 'inline', show: window => pressed(window, 'Inline') },
  { name: 'whitespace', show: window => pressed(window, 'Side by Side', 'Show Whitespace') },
  { name: 'samples', show: withSample },
  { name: 'rendered', show: rendered },
  { name: 'parts-300-pixels', size: NARROW, show: compareAgent },
  { name: 'parts-zoom', size: ZOOMED, show: panelOfAgent },
  { name: 'odd', show: window => compareFirstTwo(window, ODD.prompt) },
  { name: 'all', show: allPrompts },
  { name: 'all-300-pixels', size: NARROW, show: w => w.webview('Prompts: production ↔ staging') },
  { name: 'all-zoom', size: ZOOMED, show: w => w.webview('Prompts: production ↔ staging') },
];

/**
 * Takes a picture of each mode of the comparison panels in each kind of theme, and returns the
 * folder that they lie in. Throws what the window could not do.
 */
export async function takeComparisonPictures(): Promise<string> {
  const pictures = path.join(cacheDirectory, 'screenshots', 'comparisons');
  await mkdir(pictures, { recursive: true });
  const folder = await prepareExampleWorkspace();
  const opened = await openRegistry(path.join(folder, '.promptledger'), { clock: Date.now });
  await opened.registry.refresh();
  await addAgent(opened);
  await addOdd(opened);
  opened.close();
  const settings = { 'files.autoSave': 'off', 'workbench.activityBar.location': 'hidden' };
  const window = await openWorkbench({ folder, vsix: packedExtension, settings, ...WIDE });
  try {
    await window.command('View: Toggle Primary Side Bar Visibility');
    for (const mode of MODES) await takeMode(window, mode, pictures);
  } finally {
    await window.close();
    await rm(path.dirname(folder), { recursive: true, force: true, maxRetries: 5 });
  }
  return pictures;
}

async function takeMode(window: Workbench, mode: Mode, folder: string): Promise<void> {
  const { page } = window;
  // The quick input needs more room than a narrow panel has.
  await page.setViewportSize(WIDE);
  await mode.show(window);
  for (const [name, label] of Object.entries(THEMES)) {
    await page.setViewportSize(WIDE);
    await chooseTheme(window, label);
    await page.setViewportSize(mode.size ?? WIDE);
    await page.waitForTimeout(SETTLE_MS);
    await page.screenshot({ path: path.join(folder, `${mode.name}-${name}.png`) });
  }
}

async function chooseTheme(window: Workbench, label: string): Promise<void> {
  await window.command('Preferences: Color Theme');
  await window.quickInput.type(label);
  await window.quickInput.pick(label);
  await window.quickInput.closed();
}
