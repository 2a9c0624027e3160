import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { violationsIn } from './accessibility';
import { CONTAINER, openExample, type ExampleWindow } from './exampleWindow';
import { clipboardText, sees, seesText, tabLabels, typeAtEnd } from './looking';

const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'hc-black': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
};

const WIDE = { width: 1400, height: 1000 };
/** The second is what a browser gives a window of 1280 by 1024 at 200 %. */
const SMALL = { narrow: { width: 352, height: 900 }, zoomed: { width: 640, height: 512 } };

describe('comparing all prompts', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
  });
  after(() => example.close());

  const entries = () => panel.locator('.prompt-toggle .sample-name').allInnerTexts();
  const summary = () => panel.locator('.summary').innerText();

  it('lists the prompts that are not committed', async () => {
    await window.command('Prompt Ledger: Compare All Prompts');
    panel = await window.webview('Prompts: latest ↔ working');
    await seesText(/^\d+ prompts? differs?/, summary);
    assert.ok((await entries()).includes('support/refund-policy'));
    await window.screenshot('all-1-working');
  });

  it('tells what a promotion would change', async () => {
    await panel.getByLabel('Left side').selectOption('@production');
    await panel.getByLabel('Right side').selectOption('@staging');
    await seesText(/Prompts: production ↔ staging/, async () => (await tabLabels(window)).join());
    await sees('greeting', true, async () => (await entries()).includes('support/greeting'));
    await window.screenshot('all-2-environments');
  });

  it('opens a prompt by keyboard and goes through its changes', async () => {
    await panel.locator('.content').focus();
    await window.page.keyboard.press('j');
    await window.page.keyboard.press('Enter');
    await panel.locator('.body .change').first().waitFor();
    await window.page.keyboard.press('F7');
    await sees('a change', true, () =>
      panel
        .locator('.current')
        .first()
        .evaluate(found => found === document.activeElement),
    );
    await window.screenshot('all-3-open');
  });

  it('breaks no rule of accessibility in any theme', async () => {
    for (const [name, label] of Object.entries(THEMES)) {
      await window.command('Preferences: Color Theme');
      await window.quickInput.type(label);
      await window.quickInput.pick(label);
      await window.quickInput.closed();
      await panel.locator(`body[data-vscode-theme-name="${label}"]`).waitFor();
      await window.screenshot(`all-4-${name}`);
      assert.deepEqual(await violationsIn(panel), [], name);
    }
  });

  it('breaks none at a width of 300 pixels and at 200 % zoom, and cuts nothing off', async () => {
    await window.command('View: Toggle Primary Side Bar Visibility');
    const overflow = () =>
      panel.locator('body').evaluate(body => body.scrollWidth - body.clientWidth);
    for (const [name, size] of Object.entries(SMALL)) {
      await window.page.setViewportSize(size);
      await panel.locator('.body.inline').first().waitFor();
      assert.equal(await overflow(), 0, name);
      assert.deepEqual(await violationsIn(panel), [], name);
      await window.screenshot(`all-6-${name}`);
    }
    await window.page.setViewportSize(WIDE);
    await window.command('View: Toggle Primary Side Bar Visibility');
  });

  it('copies all of them for a pull request', async () => {
    const count = (await entries()).length;
    await panel.getByRole('button', { name: 'Copy as Markdown' }).click();
    const text = await seesText(/^### /, () => clipboardText(window));
    assert.equal(text.match(/^### /gm)?.length, count);
  });

  it('is there again after the window is reloaded, with what was open and where it was read', async () => {
    await panel.locator('.content').focus();
    await window.page.keyboard.press('a');
    await sees('all closed', 0, () => panel.locator('[aria-expanded="true"]').count());
    await window.page.keyboard.press('a');
    await sees('all open', await panel.locator('.prompt-toggle').count(), () =>
      panel.locator('.body').count(),
    );
    const scroll = () => panel.locator('.content').evaluate(content => content.scrollTop);
    await panel.locator('.content').evaluate(content => {
      content.scrollTop = 1500;
    });
    await sees('a place far down', 1500, scroll);
    await window.command('Developer: Reload Window');
    panel = await window.webview('Prompts: production ↔ staging');
    await panel.locator('.body .change').first().waitFor();
    await sees('the place', 1500, scroll);
  });

  it('opens one of them alone', async () => {
    await panel
      .getByRole('button', { name: 'Open support/greeting in a panel of its own' })
      .click();
    await window.webview('greeting: production ↔ staging');
    await window.command('View: Close Editor');
    panel = await window.webview('Prompts: production ↔ staging');
  });

  it('compares with a revision of git', async () => {
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b', ...args], {
        cwd: example.folder,
      });
    git('add', '-A');
    git('commit', '--allow-empty', '-qm', 'all');
    git('branch', 'before');
    const { documents } = await example.colleague();
    await documents.write('support/greeting', 'Written by hand.\n');
    await window.command('Prompt Ledger: Refresh');
    await panel.locator('option[value="git:before"]').first().waitFor({ state: 'attached' });
    await panel.getByLabel('Right side').selectOption('working');
    await panel.getByLabel('Left side').selectOption('git:before');
    await sees('the one document that was written', ['support/greeting'], entries);
    await window.screenshot('all-5-git');
  });

  it('follows what is typed beside it, saved or not', async () => {
    await window.command('View: New Editor Group to the Right');
    await window.openContainer(CONTAINER);
    await window.tree('Prompts').click('escalation');
    await typeAtEnd(window, 'escalation.prompt', 'Typed beside.');
    await sees('both documents', ['support/escalation', 'support/greeting'], entries);
  });
});
