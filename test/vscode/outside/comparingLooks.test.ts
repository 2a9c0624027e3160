import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { addAgent, addOdd, AGENT, compareFirstTwo, ODD } from '../../host/comparedPrompts';
import type { Workbench } from '../../host/driver';
import { violationsIn } from './accessibility';
import { openExample, type ExampleWindow } from './exampleWindow';
import { sees, seesText } from './looking';

/** A panel keeps where it is scrolled to a moment after it was. */
const KEPT_WITHIN_MS = 3000;
const WIDE = { width: 1400, height: 1000 };

/** Long enough to be scrolled, with a stretch to be folded, and lines that differ in blanks alone. */
function rules(indent: string, last: string): string {
  const lines = Array.from({ length: 120 }, (_, index) => `Rule ${index}: say what is so.`);
  return ['Be kind.', `${indent}Be short.`, `${indent}Be true.`, ...lines, last, ''].join('\n');
}

describe('looking at comparisons', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
    const colleague = await example.colleague();
    await addAgent(colleague);
    await addOdd(colleague);
    const commit = (source: string, message: string) =>
      colleague.registry.commit({ prompt: 'parts/blanks', source, message });
    await commit(rules('  ', 'Ask when in doubt.'), 'Version 1');
    await commit(rules('', 'Ask when you are in doubt.'), 'Version 2');
  });
  after(() => example.close());

  async function compare(prompt: string): Promise<void> {
    panel = await compareFirstTwo(window, prompt);
  }

  async function set(settings: Record<string, unknown>): Promise<void> {
    const folder = path.join(example.folder, '.vscode');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings));
  }

  const count = (selector: string) => () => panel.locator(selector).count();
  const isPressed = (name: string) => () =>
    panel.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');
  const press = async (key: string) => {
    await panel.locator('.content').focus();
    await window.page.keyboard.press(key);
  };

  it('shows every difference in whitespace, and hides those around lines where asked to', async () => {
    await compare('parts/blanks');
    await sees('three changed lines', 3, count('.body .text.removed'));
    await panel.getByRole('button', { name: 'Hide Leading and Trailing' }).click();
    await sees('one changed line', 1, count('.body .text.removed'));
    await seesText(/^2 lines differ only in leading or trailing whitespace, which is hidden/, () =>
      panel.locator('.remark').innerText(),
    );
    await window.screenshot('looks-1-trim');
    await panel.getByRole('button', { name: 'Show leading and trailing' }).click();
    await sees('three changed lines again', 3, count('.body .text.removed'));
  });

  it('follows the settings of the diff editor while it is open', async () => {
    await set({ 'diffEditor.ignoreTrimWhitespace': true });
    await sees('followed only where nobody chose here', 3, count('.body .text.removed'));
    await compare('parts/agent');
    await sees('moves', true, async () => (await count('.moved-note')()) > 0);
    await set({
      'diffEditor.ignoreTrimWhitespace': true,
      'diffEditor.renderSideBySide': false,
      'diffEditor.experimental.showMoves': false,
      'diffEditor.renderIndicators': false,
      'diffEditor.wordWrap': 'off',
    });
    await panel.locator('.body.inline.no-wrap').waitFor();
    await sees('no moves', 0, count('.moved-note'));
    assert.equal(await panel.locator('.sign').first().isVisible(), false);
    assert.equal(await isPressed('Hide Leading and Trailing Whitespace Differences')(), 'true');
    await sees('long lines are scrolled to', true, () =>
      panel.locator('.content').evaluate(content => content.scrollWidth > content.clientWidth),
    );
    await window.screenshot('looks-2-settings');
  });

  it('sets text as the text editor does', async () => {
    await set({
      'editor.lineHeight': 31,
      'editor.letterSpacing': 1.5,
      'editor.fontLigatures': true,
      '[promptledger]': { 'editor.tabSize': 7 },
      'editor.renderWhitespace': 'all',
    });
    const look = () =>
      panel
        .locator('.body .text')
        .first()
        .evaluate(text => {
          const style = getComputedStyle(text);
          return [style.lineHeight, style.letterSpacing, style.fontFeatureSettings, style.tabSize];
        });
    await sees('the look', ['31px', '1.5px', '"calt", "liga"', '7'], look);
    await sees('whitespace', 'true', isPressed('Show Whitespace'));
    await set({});
    await sees('no whitespace', 'false', isPressed('Show Whitespace'));
  });

  it('is looked at in every way by keyboard', async () => {
    await panel.locator('.body.sideBySide').waitFor();
    await press('m');
    await panel.locator('.body.inline').waitFor();
    await press('m');
    await press('w');
    await sees('whitespace', 'true', isPressed('Show Whitespace'));
    await press('w');
    await press('t');
    await sees('trimmed', 'true', isPressed('Hide Leading and Trailing Whitespace Differences'));
    await press('t');
    await press('s');
    panel = await window.webview('agent: v2 ↔ v1');
    await seesText(/variable shop renamed company/, () => panel.locator('.summary').innerText());
    const left = () =>
      panel
        .getByLabel('Left side')
        .evaluate(list => (list as HTMLSelectElement).selectedOptions[0]?.text ?? '');
    await seesText(/^v2 ·/, left);
    // And back by the button, from what is shown now.
    await panel.getByRole('button', { name: 'Swap Sides' }).click();
    await seesText(/^v1 ·/, left);
    panel = await window.webview('agent: v1 ↔ v2');
  });

  it('shows characters that nobody sees by their code, and keeps what they reverse in order', async () => {
    await compare(ODD.prompt);
    const codes = panel.locator('.hidden-character');
    assert.deepEqual(
      await codes.evaluateAll(found => found.map(code => code.getAttribute('data-code'))),
      ['U+202E', 'U+202C', 'U+202E', 'U+202C', 'U+200B'],
    );
    assert.deepEqual(await violationsIn(panel), []);
    await window.screenshot('looks-3-odd');
  });

  it('does not move where a person asked for less motion', async () => {
    const motion = () =>
      panel.locator('.content').evaluate(content => {
        content.setAttribute('aria-busy', 'true');
        const { animationName } = getComputedStyle(content);
        content.removeAttribute('aria-busy');
        return animationName;
      });
    assert.equal(await motion(), 'fade');
    await set({ 'workbench.reduceMotion': 'on' });
    await sees('no animation', 'none', motion);
    await set({});
  });

  it('is read on where it was among the samples', async () => {
    await compare(AGENT.prompt);
    await panel.getByRole('button', { name: /^both/ }).click();
    await panel.locator('.sample-content .body ins').first().waitFor();
    const end = await panel.locator('.content').evaluate(content => {
      content.scrollTop = content.scrollHeight;
      return content.scrollTop;
    });
    assert.ok(end > 100, 'something to scroll');
    await window.page.waitForTimeout(KEPT_WITHIN_MS);
    await window.command('Developer: Reload Window');
    panel = await window.webview('agent: v1 ↔ v2');
    await panel.locator('.sample-content .body ins').first().waitFor();
    await sees('the place', end, () =>
      panel.locator('.content').evaluate(content => content.scrollTop),
    );
  });

  it('keeps the focus among the samples while somebody else writes to the registry', async () => {
    await panel.getByRole('button', { name: /^both/ }).focus();
    const { registry } = await example.colleague();
    await registry.tag({ ref: `${AGENT.prompt}@1`, tag: 'checked' });
    await sees('the tag on both sides', 2, count('option[value="@checked"]'));
    await window.page.waitForTimeout(500);
    assert.equal(await count('.sample-toggle[aria-expanded="true"]:focus')(), 1);
  });

  it('is as it was left when its tab was hidden, and after a reload', async () => {
    await compare('parts/blanks');
    await press('w');
    await press('m');
    await panel.getByRole('button', { name: /^\d+ unchanged lines$/ }).click();
    await sees('nothing folded', 0, count('.expand'));
    const scroll = () => panel.locator('.content').evaluate(content => content.scrollTop);
    await panel.locator('.content').evaluate(content => {
      content.scrollTop = 900;
    });
    await sees('a place far down', 900, scroll);
    const isLeft = async () => {
      await panel.locator('.body.inline').waitFor();
      assert.equal(await isPressed('Show Whitespace')(), 'true');
      await sees('nothing folded', 0, count('.expand'));
      await sees('the place', 900, scroll);
    };
    await window.tree('Prompts').click('greeting');
    await window.page.locator('.monaco-editor[data-uri$="/greeting.prompt"]').first().waitFor();
    await window.page.locator('.tabs-container .tab', { hasText: 'blanks: v1' }).click();
    panel = await window.webview('blanks: v1 ↔ v2');
    await isLeft();
    await window.command('Developer: Reload Window');
    panel = await window.webview('blanks: v1 ↔ v2');
    await isLeft();
  });
});
