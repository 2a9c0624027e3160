import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import { gitIn } from '../../support/git';
import { SHOWN_WITHIN_MS } from '../../host/patience';
import { waitUntil } from '../../host/timed';
import { openExample, type ExampleWindow } from './exampleWindow';
import { sees, seesText } from './looking';
import { chooseTheme } from './themes';

const PROMPT = 'support/greeting';

describe('a registry with damaged records', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let file: string;
  let bytes: Buffer;

  before(async () => {
    example = await openExample({ width: 1500, height: 1120 });
    window = example.window;
    await window.tree('Prompts').click('greeting');
    const { registry } = await example.colleague();
    const { id } = await registry.version(PROMPT);
    const folder = path.join(example.root, 'records', PROMPT);
    const name = (await readdir(folder)).find(entry => entry.includes(id)) ?? '';
    file = path.join(folder, name);
    bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, 80));
  });
  after(() => example.close());

  const spoken = async (label: string) =>
    String(await (await window.tree('Prompts').row(label)).getAttribute('aria-label'));
  /** Asks by keyboard for what a pointer would be told, and waits for it. */
  async function hoverGreeting(): Promise<void> {
    await window.tree('Prompts').click('greeting');
    const hover = window.page.locator('.monaco-hover:visible').last();
    // The editor that the click opens takes the keyboard when it is there.
    await waitUntil('the hover', SHOWN_WITHIN_MS, async () => {
      await window.page.locator('.monaco-list[aria-label="Prompts"]').focus();
      await window.page.keyboard.press('ControlOrMeta+k');
      await window.page.keyboard.press('ControlOrMeta+i');
      return hover.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      );
    });
  }
  /** What a view says above its rows. */
  const saying = (view: string) =>
    window.page
      .locator('.pane')
      .filter({ has: window.page.locator(`.pane-header[aria-label^="${view}"]`) })
      .locator('.tree-explorer-viewlet-tree-view .message')
      .innerText();

  it('marks the prompt, aloud as well, and says nothing of it that it does not know', async () => {
    await seesText(/^damaged/, () => window.tree('Prompts').description('greeting'));
    await seesText(/^support\/greeting, .*modified, damaged$/, () => spoken('greeting'));
    assert.ok(!(await spoken('greeting')).includes('no version'));
  });

  it('names the file and the next step where its versions and tags are listed', async () => {
    const names = /A record is damaged: \d{8}T\d{9}Z-[0-9a-f]{8}….json.*Repair the registry/s;
    await seesText(names, () => saying('Versions'));
    await seesText(names, () => saying('Tags'));
    for (const tag of ['development', 'production']) {
      await seesText(/^in doubt: a record is damaged/, () => window.tree('Tags').description(tag));
    }
  });

  it('says why in a hover', async () => {
    await hoverGreeting();
    await seesText(/A\srecord\sis\sdamaged:\srecords\/support\/greeting/, () =>
      window.page.locator('.monaco-hover:visible').last().innerText(),
    );
    for (const theme of ['dark', 'light'] as const) {
      await chooseTheme(window, theme);
      await hoverGreeting();
      await window.screenshot(`damaged-1-${theme}`);
    }
  });

  it('says it where prompts are chosen, and leaves it out of a comparison with a word', async () => {
    await window.command('Prompt Ledger: Show Uncommitted Prompts');
    await sees('the prompt', true, async () => (await window.quickInput.labels()).includes(PROMPT));
    await window.screenshot('damaged-2-status');
    await window.quickInput.cancel();
    await window.command('Prompt Ledger: Compare All Prompts');
    const panel = await window.webview('Prompts: latest ↔ working');
    await seesText(/1 left out$/, () => panel.locator('.summary').innerText());
    const entry = panel.locator('.prompt-toggle', { hasText: PROMPT });
    await seesText(/Left out.*A record is damaged/s, () => entry.innerText());
    await window.screenshot('damaged-3-compared');
  });

  it('is offered to be repaired where it is marked, and says what came back', async () => {
    await window.tree('Prompts').inlineAction('greeting', 'Repair Registry');
    await window.notification('Repaired: 1 record brought back');
    await window.screenshot('damaged-4-repaired');
    await seesText(/^v14 /, () => window.tree('Prompts').description('greeting'));
    await sees('the messages are away', 0, () =>
      window.page.locator('.tree-explorer-viewlet-tree-view .message:visible').count(),
    );
    assert.deepEqual(await readFile(file), bytes);
  });

  it('shows what is wrong with a file that cannot be opened', async () => {
    const folder = path.join(example.root, 'records', PROMPT, 'notes');
    await writeFile(`${folder}.txt`, 'no record');
    await window.command('Prompt Ledger: Verify Registry');
    await sees('what it found', true, async () =>
      (await window.quickInput.labels()).includes('Repair Registry'),
    );
    await rm(`${folder}.txt`);
    await window.quickInput.type(PROMPT);
    await window.quickInput.pick(PROMPT);
    await window.notification('notes.txt cannot be shown as a text');
  });

  it('offers to end a conflict among records that a merge of git left', async () => {
    const git = gitIn(example.folder);
    const { registry } = await example.colleague();
    for (const branch of ['mine', 'theirs']) {
      await git('checkout', '--quiet', '-b', branch, 'main');
      await rm(file);
      await registry.refresh();
      const source = `${(await registry.version(PROMPT)).source}${branch}\n`;
      await registry.commit({ prompt: PROMPT, source, message: `By ${branch}` });
      await git('add', '--all', '.promptledger/records');
      await git('commit', '--quiet', '-m', branch, '--', '.promptledger/records');
      await git('checkout', '--quiet', '--', '.');
    }
    await assert.rejects(git('merge', 'mine'), /CONFLICT|Command failed/);
    await window.notification('A merge left');
    await window.screenshot('damaged-5-conflict');
    await window.answerNotification('A merge left', 'Repair Registry');
    await window.notification('stage the records in git');
    await window.screenshot('damaged-6-conflict-ended');
    await sees('both versions', ['By mine', 'By theirs'], async () => {
      await registry.refresh();
      const { state } = await registry.prompt(PROMPT);
      return state.heads.map(({ message }) => message).sort();
    });
  });
});
