import assert from 'node:assert/strict';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import { openExample, type ExampleWindow } from './exampleWindow';
import { activeEditor, sees, seesText, tabLabels } from './looking';

const WIDE = { width: 1500, height: 950 };
const BROKEN = `system:
<<<<<<< HEAD
Be short.
=======
Be kind.
>>>>>>> theirs
user:
{{question}}
`;

describe('source control where there is no git', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    const settings = { 'files.autoSave': 'off', 'git.enabled': false };
    example = await openExample({ ...WIDE, settings });
    window = example.window;
    await window.openContainer('Source Control');
  });
  after(() => example.close());

  const view = (): Promise<string> => window.page.locator('.part.sidebar').innerText();
  const names = (): Promise<string[]> =>
    window.page.locator('.scm-view .resource .label-name').allInnerTexts();
  const badge = async (): Promise<string> => {
    const tab = window.page
      .locator('.part.activitybar')
      .getByRole('tab', { name: /Source Control/ });
    return String(await tab.getAttribute('aria-label'));
  };

  it('comes alone, and counts what is modified on its icon', async () => {
    await sees('the prompts', ['trial-ending-email.prompt', 'refund-policy.prompt'], async () =>
      (await names()).slice(0, 2),
    );
    await seesText(/3 pending changes/, badge);
    await window.screenshot('scm-alone-1');
  });

  it('refuses a text with conflict markers, says why, and keeps the message', async () => {
    const file = path.join(example.root, 'prompts', 'search', 'no-results.prompt');
    await writeFile(file, BROKEN);
    await sees('it is listed', true, async () => (await names()).includes('no-results.prompt'));
    await seesText(/Holds a conflict/, async () =>
      String(
        await window.page
          .locator('.scm-view .monaco-list-row')
          .filter({ hasText: 'no-results.prompt' })
          .locator('.decoration-icon')
          .getAttribute('title'),
      ),
    );
    await typeMessage('Resolved');
    await window.page.keyboard.press('ControlOrMeta+Enter');
    for (const other of ['onboarding/trial-ending-email', 'support/refund-policy']) {
      await window.quickInput.toggle(other);
    }
    await window.quickInput.accept();
    await window.quickInput.closed();
    assert.match(await window.notification('conflict'), /line 2/i);
    await sees('it is still listed', true, async () =>
      (await names()).includes('no-results.prompt'),
    );
    assert.equal(await message(), 'Resolved');
    await window.screenshot('scm-alone-2-conflict');
  });

  it('commits the last one from the box, and the keyboard stays in the view', async () => {
    const { registry } = await example.colleague();
    for (const prompt of [
      'search/no-results',
      'support/refund-policy',
      'onboarding/trial-ending-email',
    ]) {
      const file = path.join(example.root, 'prompts', `${prompt}.prompt`);
      if (prompt === 'onboarding/trial-ending-email') continue;
      await writeFile(file, (await registry.version(prompt)).source);
    }
    await sees('one and the diverged one', ['trial-ending-email.prompt', 'review.prompt'], names);
    await window.page.keyboard.press('Escape');
    await typeMessage('The first one');
    await window.page.keyboard.press('ControlOrMeta+Enter');
    await sees('the diverged one', ['review.prompt'], names);
    await seesText(/1 pending change/, badge);
    await sees('the keyboard is in the view', true, () =>
      window.page.evaluate(() => document.activeElement?.closest('.part.sidebar') !== null),
    );
    await window.screenshot('scm-alone-3-committed');
  });

  it('goes away with the setting, and comes back with it, while the window is open', async () => {
    const folder = path.join(example.folder, '.vscode');
    await mkdir(folder, { recursive: true });
    const set = (isOn: boolean): Promise<void> =>
      writeFile(
        path.join(folder, 'settings.json'),
        JSON.stringify({ 'promptLedger.sourceControl': isOn }),
      );
    await window.command('View: Show Prompt Ledger');
    await window.tree('Prompts').click('refund-policy');
    await seesText(/refund-policy/, async () => (await tabLabels(window)).join());
    await seesText(/since head/, async () => (await window.statusBar()).join());
    await set(false);
    await sees('no count', false, async () =>
      (await window.statusBar()).join().includes('since head'),
    );
    await window.openContainer('Source Control');
    assert.doesNotMatch(await view(), /Diverged Prompts/);
    assert.equal(await activeEditor(window.page).locator('.dirty-diff-glyph').count(), 0);
    await set(true);
    await seesText(/Diverged Prompts/, view);
    await seesText(/since head/, async () => (await window.statusBar()).join());
  });

  it('is not there without a registry, and comes with one', async () => {
    const away = path.join(example.folder, 'elsewhere');
    await rename(example.root, away);
    await window.command('Developer: Reload Window');
    await window.openContainer('Source Control');
    await seesText(/source control/i, view);
    await window.page.waitForTimeout(3000);
    assert.doesNotMatch(await view(), /Prompt Ledger/);
    await window.screenshot('scm-alone-4-no-registry');
    await window.openContainer('Prompt Ledger');
    await rename(away, example.root);
    await window.tree('Prompts').row('review');
    await window.openContainer('Source Control');
    await seesText(/Diverged Prompts/, view);
  });

  const box = () => window.page.locator('.scm-view .scm-input .monaco-editor').last();
  const message = async (): Promise<string> =>
    (await box().locator('.view-lines').innerText()).replaceAll('\u00a0', ' ').trim();

  async function typeMessage(text: string): Promise<void> {
    await box().click();
    await window.page.keyboard.press('ControlOrMeta+a');
    await window.page.keyboard.type(text);
  }
});
