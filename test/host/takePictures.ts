/**
 * Takes the pictures of the README: `npx tsx test/host/takePictures.ts [name…]`, after
 * `npm run package`. With `comparisons`, every mode of the comparison panels in every kind of theme.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { takeComparisonPictures } from './comparisonPictures';
import { openWorkbench, type Theme, type Workbench } from './driver';
import { prepareExampleWorkspace } from './exampleWorkspace';
import { SHOWN_WITHIN_MS } from './patience';
import { packedExtension, projectRoot } from './projectPaths';
import { shrinkPng } from './smallPng';
import { waitUntil } from './timed';

const PICTURES = path.join(projectRoot, 'media', 'docs');
const MAX_BYTES = 150_000;
/** Without bars and marks that say nothing about prompts. */
const SETTINGS = {
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'git.blame.statusBarItem.enabled': false,
  'scm.diffDecorations': 'none',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};
const WIDTH = 1280;
const SETTLE_MS = 700;

interface Picture {
  readonly name: string;
  readonly theme: Theme;
  readonly height: number;
  /** How wide the side bar is made, in pixels. */
  readonly sideBar: number;
  readonly show: (window: Workbench) => Promise<void>;
}

const PICTURES_TAKEN: readonly Picture[] = [
  { name: 'overview', theme: 'light', height: 800, sideBar: 460, show: showOverview },
  { name: 'compare', theme: 'light', height: 720, sideBar: 250, show: showComparison },
  { name: 'preview', theme: 'dark', height: 720, sideBar: 250, show: showPreview },
  { name: 'promote', theme: 'light', height: 520, sideBar: 460, show: showPromotion },
  { name: 'problems', theme: 'light', height: 560, sideBar: 250, show: showProblems },
  { name: 'deployments', theme: 'light', height: 720, sideBar: 620, show: showDeployments },
  { name: 'releases', theme: 'light', height: 760, sideBar: 250, show: showReleases },
];

async function showOverview(window: Workbench): Promise<void> {
  await window.tree('Prompts').click('greeting');
  await window.tree('Tags').expand('production');
  // The frame around a row that has the focus draws the eye.
  await window.page.locator('.monaco-editor .view-line').first().click();
}

async function showComparison(window: Workbench): Promise<void> {
  await window.tree('Prompts').click('greeting');
  await window
    .tree('Versions')
    .inlineAction('v13  Say which shop is open today', 'Compare with Previous Version');
  const panel = await window.webview('greeting: v12 ↔ v13');
  const left = panel.getByLabel('Left side');
  const older = left.locator('option', { hasText: /^v10 ·/ });
  await left.selectOption(String(await older.getAttribute('value')));
  await panel.locator('.body ins').first().waitFor();
}

async function showPreview(window: Workbench): Promise<void> {
  await window.tree('Prompts').click('greeting');
  await window.command('Prompt Ledger: Preview Prompt');
  const panel = await window.webview('Preview greeting');
  await panel.getByLabel('Sample', { exact: true }).selectOption('without-name');
  await panel.locator('mark').first().waitFor();
  await panel.getByText('Values', { exact: true }).first().click();
}

async function showProblems(window: Workbench): Promise<void> {
  await window.tree('Prompts').click('greeting');
  const name = window.page.locator('.monaco-editor .view-line span', { hasText: 'customer_name' });
  await name.last().click();
  await window.page.keyboard.press('Control+.');
  await window.page.getByText('Declare input "customer_name"').waitFor();
}

async function showPromotion(window: Workbench): Promise<void> {
  await window.tree('Prompts').click('greeting');
  await window.tree('Tags').inlineAction('production', 'Promote');
  await window.quickInput.question();
}

async function showDeployments(window: Workbench): Promise<void> {
  await window.command('Prompt Ledger: Focus on Deployments View');
  await window.tree('Deployments').row('production');
  for (const view of ['Prompts', 'Versions', 'Tags']) {
    await window.page.locator(`.pane-header[aria-label^="${view}"]`).click();
  }
  await window.tree('Deployments').expand('production');
}

async function showReleases(window: Workbench): Promise<void> {
  await window.tree('Prompts').contextAction('greeting', 'Show Releases');
  const page = await window.webview('Releases of greeting');
  await page.getByLabel('Environment').selectOption('production');
  await page.getByText('rolled back').first().waitFor();
}

async function take(picture: Picture): Promise<void> {
  const folder = await prepareExampleWorkspace();
  const { theme, height } = picture;
  const options = { folder, vsix: packedExtension, settings: SETTINGS };
  const window = await openWorkbench({ ...options, theme, width: WIDTH, height });
  try {
    await window.openContainer('Prompt Ledger');
    await widenSideBar(window, picture.sideBar);
    await window.tree('Prompts').row('greeting');
    await picture.show(window);
    // The pointer shows hovers and buttons that the picture is not about.
    await window.page.mouse.move(WIDTH - 5, height - 5);
    await window.page.waitForTimeout(SETTLE_MS);
    const file = path.join(PICTURES, `${picture.name}.png`);
    const png = shrinkPng(await window.page.screenshot({ animations: 'disabled', caret: 'hide' }));
    await writeFile(file, png);
    console.log(`${file}: ${Math.round(png.length / 1000)} kB`);
    if (png.length > MAX_BYTES) throw new Error(`${file} has more than ${MAX_BYTES} bytes.`);
  } finally {
    await window.close();
    await rm(path.dirname(folder), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Drags the edge of the side bar until it is this wide. */
async function widenSideBar({ page }: Workbench, width: number): Promise<void> {
  const sideBar = page.locator('.part.sidebar');
  const { mouse } = page;
  await waitUntil('the side bar to be as wide as asked', SHOWN_WITHIN_MS, async () => {
    const box = await sideBar.boundingBox();
    if (box === null) return false;
    if (Math.abs(box.width - width) < 3) return true;
    const y = box.y + box.height / 2;
    await mouse.move(box.x + box.width, y);
    await mouse.down();
    await mouse.move(box.x + width, y, { steps: 5 });
    await mouse.up();
    return false;
  });
}

async function main(): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const names = process.argv.slice(2);
  if (names.includes('comparisons')) {
    console.log(await takeComparisonPictures());
    return;
  }
  const chosen = PICTURES_TAKEN.filter(({ name }) => names.length === 0 || names.includes(name));
  for (const picture of chosen) await take(picture);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
