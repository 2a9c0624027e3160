import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { NEEDLE, writeLongHistory } from '../../support/longHistory';
import { violationsIn } from './accessibility';
import { BEGUN_WITHIN_MS } from '../../host/patience';
import { waitUntil } from '../../host/timed';
import { openExample, type ExampleWindow } from './exampleWindow';
import { sees, seesText } from './looking';

const VERSIONS = 10_000;
/** Ten thousand files, and whatever else this machine does. */
/** Rows that may exist at once, whatever the history. */
const DRAWN = 60;

describe('the history of a prompt with ten thousand versions', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let panel: FrameLocator;

  before(async () => {
    example = await openExample({ width: 1400, height: 900 });
    window = example.window;
    await writeLongHistory(example.root, 'long/history', VERSIONS);
    await waitUntil('the prompt to be taken in', BEGUN_WITHIN_MS, () =>
      window
        .tree('Prompts')
        .click('history')
        .then(
          () => true,
          () => false,
        ),
    );
    await waitUntil('all of it to be taken in', BEGUN_WITHIN_MS, async () =>
      String((await window.tree('Versions').labels())[0]).startsWith('v10000 '),
    );
  });
  after(() => example.close());

  const drawn = (): Promise<number> => panel.getByRole('option').count();
  const list = (): Locator => panel.getByRole('listbox');
  const active = (): Locator => panel.locator('.row.active');
  const what = (): Promise<string> => panel.locator('.what').innerText();
  const script = (name: string): Promise<number> =>
    panel
      .locator('html')
      .evaluate((_, of) => performance.getEntriesByName(of)[0]?.duration ?? NaN, name);
  /** The versions that can be seen and say nothing yet. */
  const blanks = (): Promise<number> =>
    panel.locator('.content').evaluate(content => {
      const { top, bottom } = content.getBoundingClientRect();
      return [...content.querySelectorAll('.row')].filter(row => {
        const place = row.getBoundingClientRect();
        const isSeen = place.bottom > top && place.top < bottom;
        return isSeen && row.querySelector('.summary')?.textContent === '…';
      }).length;
    });

  it('opens at once, and draws only what is seen', async () => {
    const start = Date.now();
    await window.tree('Versions').titleAction('Show History Graph');
    panel = await window.webview('History history');
    await seesText(/^✓?v10000,Change 10000,head,/, async () =>
      String(await panel.getByRole('option').first().textContent()),
    );
    const seen = Date.now() - start;
    const parts = [await script('history view'), await script('history rows')];
    const [view = NaN, rows = NaN] = parts.map(each => Math.round(each));
    console.log(
      `      first rows ${seen} ms after the click; script: ${view} ms for the list, ${rows} ms for its rows`,
    );
    assert.ok((await drawn()) < DRAWN, `${await drawn()} rows are drawn`);
    const first = panel.getByRole('option').first();
    assert.equal(await first.getAttribute('aria-setsize'), String(VERSIONS));
    assert.equal(await first.getAttribute('aria-posinset'), '1');
    await sees('no blank', 0, blanks);
    assert.ok((await panel.locator('.mark.merge').count()) > 0, 'merges are drawn');
    await window.screenshot('history-long-1-top');
  });

  it('reaches the first version with one key, and says what each version changed on the way', async () => {
    await list().focus();
    await window.page.keyboard.press('End');
    await seesText(/^✓?v1,Change 1,/, async () => String(await active().textContent()));
    assert.equal(await active().getAttribute('aria-posinset'), String(VERSIONS));
    assert.equal(
      await list().getAttribute('aria-activedescendant'),
      await active().getAttribute('id'),
    );
    await sees('no blank', 0, blanks);
    assert.ok((await drawn()) < DRAWN);
    await window.page.keyboard.press('PageUp');
    await sees('no blank', 0, blanks);
    await window.screenshot('history-long-2-end');
  });

  it('selects from one end to the other', async () => {
    await window.page.keyboard.press('End');
    await window.page.keyboard.press('Shift+Home');
    await seesText(/^v1 ↔ v10000 \(10,000 versions\)$/, what);
    await window.page.keyboard.press('Home');
    await window.page.keyboard.press('ControlOrMeta+a');
    await seesText(/^v1 ↔ v10000 \(10,000 versions\)$/, what);
    assert.ok((await drawn()) < DRAWN);
  });

  it('finds what is far out of sight, by typing', async () => {
    await window.page.keyboard.press('Home');
    await window.page.keyboard.type('lighthouse');
    await seesText(/^1 of 1$/, () => panel.locator('.found').innerText());
    await seesText(new RegExp(`^✓v5000,${NEEDLE},`), async () =>
      String(await active().textContent()),
    );
    await seesText(/^v4999 ↔ v5000$/, what);
    await window.screenshot('history-long-3-find');
    const input = panel.getByRole('textbox');
    await input.fill('ben');
    await seesText(/of 3,333$/, () => panel.locator('.found').innerText());
    await input.fill('v123');
    await seesText(/^✓v123,/, async () => String(await active().textContent()));
    await input.fill('nothing of the kind');
    await seesText(/^No results$/, () => panel.locator('.found').innerText());
    assert.deepEqual(await violationsIn(panel), []);
    await window.page.keyboard.press('Escape');
    await sees('the list has the keyboard again', true, () =>
      list().evaluate(found => found === document.activeElement),
    );
    await seesText(/^✓v123,/, async () => String(await active().textContent()));
  });

  it('leaves no blank where it is scrolled to, however fast', async () => {
    const bounds = await panel.locator('.content').boundingBox();
    assert.ok(bounds);
    await window.page.mouse.move(bounds.x + 300, bounds.y + 200);
    for (let turn = 0; turn < 40; turn += 1) await window.page.mouse.wheel(0, -1500);
    await sees('no blank', 0, blanks);
    assert.ok((await drawn()) < DRAWN);
    assert.equal(
      await list().getAttribute('aria-activedescendant'),
      await active().getAttribute('id'),
      'the version at the keyboard is there though it cannot be seen',
    );
    assert.deepEqual(await violationsIn(panel), []);
  });

  it('is where it was after another tab, and after a reload', async () => {
    const top = (): Promise<string> =>
      panel.locator('.content').evaluate(content => {
        const { top: edge } = content.getBoundingClientRect();
        const rows = [...content.querySelectorAll('.row')];
        const first = rows.find(row => row.getBoundingClientRect().bottom > edge + 1);
        return first?.querySelector('.number')?.textContent ?? '';
      });
    const before = await top();
    await window.command('View: Open Previous Editor');
    const start = Date.now();
    await window.page.keyboard.press('ControlOrMeta+PageDown');
    panel = await window.webview('History history');
    await sees('the same version at the top', before, top);
    console.log(`      there again ${Date.now() - start} ms after the key`);
    await window.command('Developer: Reload Window');
    panel = await window.webview('History history');
    await sees('the same version at the top', before, top);
    await seesText(/^v121 ↔ v123$/, what);
  });

  it('follows a commit, and stays where it is scrolled to', async () => {
    const { registry } = await example.colleague();
    const source = 'system:\nAnother one.\nuser:\n{{query}}\n';
    await registry.commit({ prompt: 'long/history', message: 'Newest', source });
    await seesText(/^10,001$/, async () =>
      Number(await panel.getByRole('option').first().getAttribute('aria-setsize')).toLocaleString(
        'en',
      ),
    );
    await seesText(/^v121 ↔ v123$/, what);
    await list().focus();
    await window.page.keyboard.press('Home');
    await seesText(/^✓v10001,Newest,/, async () => String(await active().textContent()));
  });

  it('opens anew without reading the texts of ten thousand versions', async () => {
    await window.command('View: Close Editor');
    const start = Date.now();
    await window.tree('Versions').titleAction('Show History Graph');
    panel = await window.webview('History history');
    await seesText(/v10001,Newest,head,/, async () =>
      String(await panel.getByRole('option').first().textContent()),
    );
    console.log(`      first rows ${Date.now() - start} ms after the click`);
    assert.ok((await drawn()) < DRAWN);
  });
});
