import assert from 'node:assert/strict';
import type { Workbench } from '../../host/driver';
import {
  clipboardText,
  editorText,
  tabLabels,
  pressTitleButton,
  sees,
  seesText,
  statusText,
} from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

const LONG = 'query-rewrite';

describe('seeing prompts, versions and tags', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    // Large enough to read what stands beside a name, and to see every row of the tags.
    example = await openExample({ width: 1500, height: 1120 });
    window = example.window;
  });
  after(() => example.close());

  const prompts = () => window.tree('Prompts');
  const versions = () => window.tree('Versions');
  const tags = () => window.tree('Tags');

  it('shows its views, which say what to do while nothing is chosen', async () => {
    await prompts().row('greeting');
    await seesText(
      /Choose a prompt to see its versions/,
      async () => (await versions().welcome()).text,
    );
    await seesText(
      /Choose a prompt to see where its tags point/,
      async () => (await tags().welcome()).text,
    );
    await window.screenshot('see-1-nothing-chosen');
  });

  it('counts what is not committed on the icon, and marks it in the tree', async () => {
    const badge = window.page.locator('.part.activitybar [aria-label^="Prompt Ledger - "]').first();
    await sees('the badge', 'Prompt Ledger - 2 prompts to commit', async () =>
      String(await badge.getAttribute('aria-label')),
    );
    const marks = { 'refund-policy': 'modified', 'trial-ending-email': 'not committed yet' };
    for (const [label, mark] of Object.entries({ ...marks, review: 'diverged' })) {
      await seesText(new RegExp(`${mark}$`), () => spokenLabel(prompts(), label));
    }
    const letter = (await prompts().row('refund-policy')).locator('.monaco-icon-label');
    assert.match(await letter.evaluate(label => getComputedStyle(label, '::after').content), /M/);
    assert.ok(!(await prompts().labels()).includes('legacy-triage'), 'archived prompts are away');
  });

  it('shows the newest number and the tags beside the name', async () => {
    assert.equal(
      await prompts().description('greeting'),
      'v14 · production v11, staging v13, development v14, candidate v14, v0.1.0 v3, v1.0.0 v7',
    );
    assert.equal(await prompts().description('trial-ending-email'), 'no version');
  });

  it('shows the versions of a prompt, newest first, with tags, author and time', async () => {
    await prompts().click('greeting');
    await sees(
      'the newest versions',
      [
        'v14  ● development  Limit answers to 120 words',
        'v13  ● staging  Say which shop is open today',
      ],
      async () => (await versions().labels()).slice(0, 2),
    );
    await seesText(/^candidate · Ben Okafor, (yesterday|\d+ \w+ ago|last \w+)$/, () =>
      versions().description('v14  Limit answers to 120 words'),
    );
    await seesText(/^Ada Lindqvist, /, () =>
      versions().description('v9  Hand over angry customers'),
    );
    await window.screenshot('see-2-versions');
  });

  it('shows environments first, in pipeline order, and every move below a tag', async () => {
    const order = ['development', 'staging', 'production', 'candidate', 'v0.1.0', 'v1.0.0'];
    await sees('the tags, and one that was removed', [...order, 'ab-test-b'], () =>
      tags().labels(),
    );
    await seesText(/^removed · /, () => tags().description('ab-test-b'));
    await seesText(/^v11 · protected · Deepak Menon, /, () => tags().description('production'));
    await seesText(/^v7 · immutable · Ada Lindqvist, /, () => tags().description('v1.0.0'));
    await tags().expand('production');
    const history = ['v11', 'v9', 'v10', 'v9', 'v7', 'v5', 'v3'];
    await sees('the history', [...order.slice(0, 3), ...history], async () =>
      (await tags().labels()).slice(0, 10),
    );
    await seesText(/^promoted from staging · Back on gpt-4o · /, () => tags().description('v11'));
    await seesText(/^rolled back · Customers were told that/, () => tags().description('v9'));
    await window.screenshot('see-3-tag-history');
  });

  it('keeps selection and expansion when somebody else writes', async () => {
    await versions().click('v14  Limit answers to 120 words');
    const { registry } = await example.colleague();
    const source = `${(await registry.version('support/greeting')).source}Be kind.\n`;
    await registry.commit({ prompt: 'support/greeting', message: 'From elsewhere', source });
    await sees('the new version', 'v15  From elsewhere', async () =>
      String((await versions().labels())[0]),
    );
    const chosen = await versions().row('v14  Limit answers to 120 words');
    assert.equal(await chosen.getAttribute('aria-selected'), 'true');
    assert.equal(await (await tags().row('production')).getAttribute('aria-expanded'), 'true');
    await seesText(/^v15 · /, () => prompts().description('greeting'));
  });

  it('follows the editor that is active', async () => {
    await window.editor.open('prompts/search/query-rewrite.prompt');
    await sees('the chosen prompt', 'true', async () =>
      String(await (await prompts().row(LONG)).getAttribute('aria-selected')),
    );
    await seesText(/^v60 {2}/, async () => String((await versions().labels())[0]));
    await window.screenshot('see-4-follows-the-editor');
  });

  it('shows fifty versions at once, and the others when asked', async () => {
    const more = await versions().row('Show more…');
    assert.match(await more.getAttribute('aria-setsize').then(String), /^51$/);
    await versions().click('Show more…');
    await versions().row('v1  Rewrite queries before searching');
    await window.screenshot('see-5-more-versions');
  });

  it('shows which heads diverged, and a tag that two people moved', async () => {
    await prompts().click('review');
    await seesText(/^head, diverged/, () => versions().description('v6  Room for longer answers'));
    await seesText(/^head, diverged/, () =>
      versions().description('v5  Missing tests are findings'),
    );
    await window.screenshot('see-6-diverged-versions');
    await prompts().click('intent');
    await seesText(/^v\d+ · diverged/, () => tags().description('candidate'));
  });

  it('opens any version, read-only, and checks it out as an edit that can be undone', async () => {
    await prompts().click('greeting');
    await versions().click('v1  First version');
    await seesText(/temperature: 0\.7/, () => editorText(window));
    assert.match((await tabLabels(window)).join(), /greeting\.prompt \(v1\)/);
    await window.page.keyboard.type('x');
    await seesText(/read-only/i, async () =>
      window.page.locator('.monaco-editor-overlaymessage').innerText(),
    );
    await window.screenshot('look-1-version-is-read-only');
    await pressTitleButton(window, 'Check Out Version');
    await seesText(/\.promptledger/, async () =>
      window.page.locator('.breadcrumbs-control:visible').first().innerText(),
    );
    await seesText(/temperature: 0\.7/, () => editorText(window));
    await window.screenshot('look-2-checked-out');
    await window.page.keyboard.press('ControlOrMeta+z');
    await seesText(/temperature: 0\.4/, () => editorText(window));
  });

  it('copies a reference and an id', async () => {
    await versions().contextAction('v7  Tell the model about recent orders', 'Copy Reference');
    await sees('the reference', 'support/greeting@7', () => clipboardText(window));
    await seesText(/Copied support\/greeting@7/, statusText(window));
    await tags().contextAction('production', 'Copy Reference');
    await sees('the reference', 'support/greeting@production', () => clipboardText(window));
    await versions().contextAction('v7  Tell the model about recent orders', 'Copy Version Id');
    await seesText(/^[0-9a-f]{32}$/, () => clipboardText(window));
    await window.screenshot('look-3-copied');
  });

  it('writes out what nobody sees: a text that turns, or an escape code', async () => {
    const { registry } = await example.colleague();
    const source = `${(await registry.version('support/escalation')).source}Be kind.\n`;
    await registry.commit({
      prompt: 'support/escalation',
      message: 'Safe \u202e]13m[\u001b[31m',
      source,
    });
    await prompts().click('escalation');
    const label = 'v7  Safe \\u202e]13m[\\x1b[31m';
    await sees('the newest version', label, async () => String((await versions().labels())[0]));
    await versions().click(label);
    await window.page.locator('.monaco-list[aria-label="Versions"]').focus();
    await window.page.keyboard.press('ControlOrMeta+k');
    await window.page.keyboard.press('ControlOrMeta+i');
    await seesText(/Safe\s\\u202e\]13m\[\\x1b\[31m/, () =>
      window.page.locator('.monaco-hover:visible').last().innerText(),
    );
    await window.screenshot('see-7-hidden-characters');
  });
});

async function spokenLabel(tree: ReturnType<Workbench['tree']>, label: string): Promise<string> {
  return String(await (await tree.row(label)).getAttribute('aria-label'));
}
