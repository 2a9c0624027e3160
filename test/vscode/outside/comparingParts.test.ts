import assert from 'node:assert/strict';
import type { FrameLocator } from 'playwright-core';
import { addAgent, compareFirstTwo } from '../../host/comparedPrompts';
import type { Workbench } from '../../host/driver';
import { violationsIn } from './accessibility';
import { openExample, type ExampleWindow } from './exampleWindow';
import { clipboardText, sees, seesText } from './looking';

const WIDE = { width: 1400, height: 1000 };
/** A prompt as long as they get, with every fifth line changed. */
function longPrompt(lines: number, word: string): string {
  const made = Array.from({ length: lines }, (_, index) =>
    index % 5 === 0
      ? `Rule ${index}: be ${word} to all of them.`
      : `Rule ${index}: say what is so.`,
  );
  return `${made.join('\n')}\n`;
}

const THEMES = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  'hc-black': 'Dark High Contrast',
  'hc-light': 'Light High Contrast',
};

describe('comparing part by part', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
    const colleague = await example.colleague();
    const { registry } = colleague;
    const commit = async (prompt: string, ...sources: readonly string[]) => {
      for (const [index, source] of sources.entries()) {
        await registry.commit({ prompt, source, message: `Version ${index + 1}` });
      }
    };
    await addAgent(colleague);
    await commit('parts/long', longPrompt(2000, 'kind'), longPrompt(2000, 'short'));
    await commit('parts/longer', longPrompt(20_000, 'kind'), longPrompt(20_000, 'short'));
  });
  after(() => example.close());

  async function compare(prompt: string): Promise<void> {
    panel = await compareFirstTwo(window, prompt);
  }

  async function inTheme(label: string): Promise<void> {
    await window.command('Preferences: Color Theme');
    await window.quickInput.type(label);
    await window.quickInput.pick(label);
    await window.quickInput.closed();
    await panel.locator(`body[data-vscode-theme-name="${label}"]`).waitFor();
  }

  it('says at the top what happened, and what becomes of the samples', async () => {
    await compare('parts/agent');
    await seesText(
      /^2 messages changed, .* message moved, variable company renamed shop, variable tone added, temperature 0.7 → 0.2, tool get_order changed, 1 sample now fails$/,
      () => panel.locator('.summary').innerText(),
    );
    const changes = await panel.locator('.changes').innerText();
    assert.match(changes, /message 3 \(user\) moved from 2/);
    assert.match(changes, /number made required\s+number type narrowed: string, integer → string/);
    await window.screenshot('parts-1-summary');
  });

  it('goes to a message from the list', async () => {
    await panel.getByRole('button', { name: 'message 4 (user) changed' }).click();
    await sees('the change has the focus', true, () =>
      panel.locator('.hunk:focus').evaluate(found => found.textContent.includes('{{query}}')),
    );
  });

  it('folds what did not change of a long paragraph, and opens it by keyboard', async () => {
    const fold = panel.locator('.fold').first();
    await seesText(/^⋯ 12\d\d unchanged characters$/, () => fold.innerText());
    const folds = await panel.locator('.fold').count();
    await fold.focus();
    await window.page.keyboard.press('Enter');
    await sees('both stretches of both sides are open', folds - 4, () =>
      panel.locator('.fold').count(),
    );
  });

  it('leads from a paragraph that moved to its other place', async () => {
    await panel
      .getByRole('button', { name: /^Moved to line/ })
      .first()
      .click();
    await sees('where it is now', true, () =>
      panel.locator('.hunk:focus').evaluate(found => found.textContent.includes('Moved from')),
    );
  });

  it('shows white space where it is asked for', async () => {
    await panel.getByRole('button', { name: 'Show Whitespace' }).click();
    await panel.locator('del .white.space').first().waitFor();
    assert.match(await panel.locator('.text.removed').first().innerText(), /Be kind/);
    await window.screenshot('parts-2-whitespace');
    await panel.getByRole('button', { name: 'Show Whitespace' }).click();
  });

  it('shows what both sides make of a sample, below the documents', async () => {
    const toggle = panel.getByRole('button', { name: /both 2 lines|both \d/ });
    await toggle.click();
    await panel.locator('.sample-content .body ins').first().waitFor();
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    await panel.getByRole('button', { name: /^old Now fails: .*shop/ }).waitFor();
    await toggle.scrollIntoViewIfNeeded();
    await window.screenshot('parts-3-samples');
  });

  it('copies the comparison for a pull request, and as a page', async () => {
    await panel.getByRole('button', { name: 'Copy as Markdown' }).click();
    await seesText(/^### `parts\/agent`\n\n\*\*2 messages changed[^]*<details>[^]*```diff/, () =>
      clipboardText(window),
    );
    await panel.getByRole('button', { name: 'Copy as HTML' }).click();
    await seesText(/^<!doctype html>[^]*<ins>/, () => clipboardText(window));
  });

  it('breaks no rule of accessibility in any theme, mode and width', async () => {
    for (const [name, label] of Object.entries(THEMES)) {
      await inTheme(label);
      for (const mode of ['Side by Side', 'Inline']) {
        await panel.getByRole('button', { name: mode }).click();
        await panel.locator('.content').evaluate(content => {
          content.scrollTop = 0;
        });
        await window.screenshot(`parts-4-${name}-${mode === 'Inline' ? 'inline' : 'sideBySide'}`);
        assert.deepEqual(await violationsIn(panel), [], `${name}, ${mode}`);
      }
    }
    await inTheme(THEMES.light);
  });

  it('is read at a width of 300 pixels, and at 200 % zoom', async () => {
    await window.command('View: Toggle Primary Side Bar Visibility');
    await window.page.setViewportSize({ width: 360, height: 900 });
    await panel.locator('.body.inline').first().waitFor();
    const width = () => panel.locator('body').evaluate(body => body.clientWidth);
    await sees('a narrow panel', true, async () => (await width()) <= 320);
    const overflow = () =>
      panel.locator('body').evaluate(body => body.scrollWidth - body.clientWidth);
    assert.equal(await overflow(), 0, 'nothing is cut off at the right');
    assert.deepEqual(await violationsIn(panel), [], '300 pixels');
    await window.screenshot('parts-5-narrow');
    await window.page.setViewportSize(WIDE);
    await panel.locator('html').evaluate(page => {
      page.style.zoom = '2';
    });
    assert.equal(await overflow(), 0, 'nothing is cut off at 200 %');
    assert.deepEqual(await violationsIn(panel), [], '200 %');
    await window.screenshot('parts-6-zoom');
    await panel.locator('html').evaluate(page => {
      page.style.zoom = '';
    });
    await window.command('View: Toggle Primary Side Bar Visibility');
  });

  for (const [prompt, lines] of [
    ['parts/long', 2000],
    ['parts/longer', 20_000],
  ] as const) {
    it(`draws of ${lines} lines only what is seen, and reaches the last change`, async () => {
      await compare(prompt);
      const milliseconds = await panel
        .locator('html')
        .evaluate(() => performance.getEntriesByName('comparison').map(entry => entry.duration));
      console.log(
        `      ${lines} lines: first paint after ${Math.round(milliseconds[0] ?? 0)} ms of script`,
      );
      const drawn = await panel.locator('.body .row').count();
      assert.ok(drawn < 400, `${drawn} rows are drawn`);
      await panel.locator('.content').focus();
      await window.page.keyboard.press('Shift+F7');
      await seesText(new RegExp(`^${lines / 5} of ${lines / 5}$`), () =>
        panel.locator('.position').innerText(),
      );
      await sees('the last change', true, () =>
        panel.locator('.hunk.current').evaluate(found => {
          const { top, bottom } = found.getBoundingClientRect();
          return (
            found === document.activeElement &&
            top >= 0 &&
            bottom <= document.documentElement.clientHeight
          );
        }),
      );
      assert.deepEqual(await violationsIn(panel), [], `${lines} lines`);
      await window.screenshot(`parts-7-${lines}-lines`);
    });
  }
});
