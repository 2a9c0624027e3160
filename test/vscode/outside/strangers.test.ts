import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { openExample, type ExampleWindow } from './exampleWindow';
import { pressTitleButton, seesText } from './looking';

const MARKUP = '<img src="x" onerror="document.title=1"><script>document.title=1</script>';
const LINK = '[press](command:workbench.action.closeWindow)';

describe('what a stranger wrote', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample();
    window = example.window;
    const { registry } = await example.colleague();
    const prompt = 'support/greeting';
    await registry.commit({ prompt, source: `${MARKUP}\n${LINK}\n`, message: `${MARKUP} ${LINK}` });
    await registry.tag({ ref: prompt, tag: 'pilot', description: `${MARKUP} ${LINK}` });
    await window.tree('Prompts').click('greeting');
    await seesText(/^v15 /, async () => String((await window.tree('Versions').labels())[0]));
  });
  after(() => example.close());

  /** A page that shows the markup as text runs nothing but the script that the extension named. */
  async function isText(page: FrameLocator): Promise<void> {
    await seesText(/<img src="x" onerror=/, () => page.locator('body').innerText());
    const found = await page.locator('html').evaluate(html => ({
      made: [
        ...html.querySelectorAll(
          'img, iframe, script:not([nonce], #_vscodeApiScript), a[href^="command:"]',
        ),
      ].map(({ outerHTML }) => outerHTML),
      policy: html.querySelector('meta[http-equiv="Content-Security-Policy"]')?.outerHTML ?? '',
      title: html.ownerDocument.title,
    }));
    assert.deepEqual(found.made, []);
    assert.match(found.policy, /default-src 'none'; style-src [^;]+; script-src 'nonce-[\w-]+'"/);
    assert.notEqual(found.title, '1');
  }

  it('is text in a comparison', async () => {
    const label = (await window.tree('Versions').labels())[0] ?? '';
    await window.tree('Versions').inlineAction(label, 'Compare with Previous Version');
    await isText(await window.webview('greeting: v14 ↔ v15'));
    await window.screenshot('strangers-1-comparison');
  });

  it('is text in the history', async () => {
    await window.tree('Prompts').click('greeting');
    await window.tree('Versions').titleAction('Show History Graph');
    await isText(await window.webview('History greeting'));
  });

  it('is text in the preview', async () => {
    await window.tree('Prompts').click('greeting');
    await pressTitleButton(window, 'Preview Prompt');
    await isText(await window.webview('Preview greeting'));
  });

  it('is no command where the pointer rests on a tree', async () => {
    await window
      .tree('Tags')
      .row('pilot')
      .then(row => row.hover());
    const hover = window.page
      .locator('.workbench-hover, .monaco-hover')
      .filter({ hasText: 'press' });
    await hover.first().waitFor();
    assert.equal(await hover.first().locator('img, a[data-href^="command:"]').count(), 0);
    await window.screenshot('strangers-2-hover');
  });
});
