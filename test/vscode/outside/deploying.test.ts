import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../../host/driver';
import { openRegistry } from '../../support/openedRegistry';
import { clipboardText, editorText, sees, seesText, statusText, tabLabels } from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

const FOCUS = 'Prompt Ledger: Focus on Deployments View';

describe('deploying prompts', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample({ height: 1100, width: 1400 });
    window = example.window;
    await window.tree('Prompts').click('greeting');
    await window.command(FOCUS);
    await window.tree('Deployments').row('production');
    await fold('Prompts', 'Versions');
  });
  after(() => example.close());

  const deployments = () => window.tree('Deployments');
  const labels = async () => (await window.quickInput.labels()).map(label => label.trim());
  const title = async () => (await window.quickInput.question()).title;
  const config = () => readFile(path.join(example.root, 'registry.json'), 'utf8');

  /** Folds or unfolds views, so that the others have room. */
  async function fold(...views: readonly string[]): Promise<void> {
    for (const view of views) {
      await window.page.locator(`.pane-header[aria-label^="${view}"]`).click();
    }
  }

  async function askServed(moment: string): Promise<void> {
    await window.command('Prompt Ledger: What Was Served…');
    await window.quickInput.pick('production');
    await sees('the title', 'What production Served (2/2)', title);
    await window.quickInput.type(moment);
    await window.quickInput.accept();
  }

  it('shows what each environment serves, the last one first, and how far it is behind', async () => {
    await sees('the environments', ['development', 'production', 'staging'], async () =>
      [...(await deployments().labels())].sort(),
    );
    assert.match(
      await deployments().description('production'),
      /^14 serving · 7 behind staging · last release .* by .* · protected$/,
    );
    await deployments().expand('production');
    await seesText(/^v11 · 2 behind staging · Deepak Menon, /, () =>
      deployments().description('support/greeting'),
    );
    await window.screenshot('deploy-1-deployments');
  });

  it('shows only what a filter lets pass', async () => {
    await window.command('Prompt Ledger: Filter Deployments…');
    await window.quickInput.pick('Changed this week');
    await seesText(/^\d+ shown · /, () => deployments().description('production'));
    await window.screenshot('deploy-2-filter');
    await window.command('Prompt Ledger: Filter Deployments…');
    await window.quickInput.pick('Everything');
    await seesText(/^14 serving/, () => deployments().description('production'));
    await seesText(/^v11 · /, () => deployments().description('support/greeting'));
  });

  it('offers to promote what the two environments serve differently', async () => {
    await deployments().inlineAction('production', 'Promote Several…');
    await sees('the title', 'Promote to production (1/2)', title);
    await sees(
      'what differs',
      [
        // What breaks callers or fails a sample comes first, and nobody chose it yet.
        'support/escalation',
        'support/greeting',
        'extract/invoice',
        'search/answer',
        'shared/safety',
        'shared/tone',
        'support/refund-policy',
      ],
      labels,
    );
    const rows = window.page.locator('.quick-input-widget .monaco-list-row');
    assert.match(
      await rows.first().innerText(),
      /v3 → v5[^]*Breaks callers · now required: language/,
    );
    await window.screenshot('deploy-3-choose');
    for (const name of ['extract/invoice', 'search/answer', 'support/refund-policy']) {
      await window.quickInput.toggle(name);
    }
    await window.quickInput.toggle('support/greeting');
    await window.quickInput.accept();
    await sees('the title', 'Promote 3 prompts to production (2/2)', title);
    await window.screenshot('deploy-4-review');
  });

  it('takes the changelogs from an editor, each below its line', async () => {
    await window.quickInput.pick('Write the Changelogs in an Editor');
    await seesText(/<!-- prompt: shared\/safety v3 → v4 -->/, () => editorText(window));
    await window.page.keyboard.type('- Agreed with support');
    await seesText(/Agreed with support/, () => editorText(window));
    await window.screenshot('deploy-5-changelogs');
    await window.page.keyboard.press('ControlOrMeta+Enter');
    await seesText(/Promoted 3 prompts to production/, statusText(window));
    await seesText(/^v13 · Ada Example, just now$/, () =>
      deployments().description('support/greeting'),
    );
    await sees('no changelog left open', [], async () =>
      (await tabLabels(window)).filter(label => label.includes('Promote to')),
    );
    const colleague = await example.colleague();
    const [greeting] = await colleague.registry.releases({ prompt: 'support/greeting' });
    assert.equal(
      greeting?.changelog,
      '- Shorter greeting for returning customers\n- Say which shop is open today',
    );
    // The cursor stood below the last of them.
    const [tone] = await colleague.registry.releases({ prompt: 'shared/tone' });
    assert.match(String(tone?.changelog), /^- .+\n- Agreed with support$/s);
    await window.screenshot('deploy-6-promoted');
  });

  it('promotes nothing where the changelog is closed instead', async () => {
    await deployments().inlineAction('search/answer', 'Promote…');
    await sees('the title', 'Promote search/answer to production (1/2)', title);
    await window.quickInput.accept();
    await sees('the title', 'Promote search/answer to production (2/2)', title);
    await window.page.getByRole('button', { name: 'Write It in an Editor' }).click();
    await seesText(/The changelog of search\/answer in production, v7 → v9/, () =>
      editorText(window),
    );
    await window.screenshot('deploy-7-one-changelog');
    await window.command('Prompt Ledger: Cancel the Promotion');
    await sees('no changelog left open', [], async () =>
      (await tabLabels(window)).filter(label => label.includes('Promote to')),
    );
    await seesText(/^v7 · 2 behind staging/, () => deployments().description('search/answer'));
  });

  it('opens the comparison behind the question, and asks on', async () => {
    await deployments().inlineAction('search/answer', 'Promote…');
    await window.quickInput.pick('Compare v7 with v9');
    const panel = await window.webview('answer: v7 ↔ v9');
    await panel.getByText('End with one question').first().waitFor();
    await sees('the title', 'Promote search/answer to production (1/2)', title);
    await window.screenshot('deploy-8-compare');
    await window.quickInput.cancel();
  });

  it('rolls back with two answers: what to, and why', async () => {
    await deployments().inlineAction('support/greeting', 'Roll Back…');
    const first = window.page.locator('.quick-input-widget .monaco-list-row').first();
    await seesText(/^v11 [^]*The release before. variables gone: /, async () =>
      (await first.innerText()).trim(),
    );
    await window.screenshot('deploy-9-rollback');
    await window.quickInput.accept();
    await seesText(/Why is production/, async () => (await window.quickInput.question()).message);
    await window.quickInput.type('Shops close earlier in winter');
    await window.quickInput.accept();
    await seesText(/^v11 · 2 behind staging · rolled back · Ada Example, just now$/, () =>
      deployments().description('support/greeting'),
    );
  });

  it('shows the releases of a prompt as a timeline, and copies one as Markdown', async () => {
    await deployments().contextAction('support/greeting', 'Show Releases');
    const page = await window.webview('Releases of greeting');
    const first = page.locator('.release').first();
    await first.getByText('rolled back').waitFor();
    assert.match(await first.innerText(), /v13\s*→\s*v11[^]*Shops close earlier in winter/);
    await page.getByLabel('Environment').selectOption('production');
    await page.getByText('9 releases').waitFor();
    await window.screenshot('deploy-10-timeline');
    await first.getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByText('Copied.').waitFor();
    const copied = await window.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^## support\/greeting: production v13 → v11 \(rolled back\)\n/);
    const second = page.locator('.release').nth(1);
    await second.getByRole('button', { name: 'Compare with v11' }).click();
    await window.webview('greeting: v11 ↔ v13');
  });

  it('goes back to a release of the timeline', async () => {
    await deployments().contextAction('support/greeting', 'Show Releases');
    const page = await window.webview('Releases of greeting');
    await page.getByRole('button', { name: 'Roll production Back to v9…' }).first().click();
    await seesText(/Why is production/, async () => (await window.quickInput.question()).message);
    await window.quickInput.type('Try the old one');
    await window.quickInput.accept();
    await page.getByText('Try the old one').waitFor();
    await seesText(/^v9 · /, () => deployments().description('support/greeting'));
  });

  it('tells everything that happened, filters it, and exports it', async () => {
    await window.command('Prompt Ledger: Show Audit');
    const page = await window.webview('Audit');
    await page.getByText(/^\d+ events$/).waitFor();
    await page.getByLabel('Event', { exact: true }).selectOption('rollback');
    await page.getByLabel('Who', { exact: true }).selectOption('Ada Example');
    await page.getByText('2 events').waitFor();
    assert.match(
      await page.locator('tbody tr').first().innerText(),
      /rollback\s+support\/greeting\s+production\s+v9/,
    );
    await window.screenshot('deploy-11-audit');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    await seesText(/^at,event,prompt,environment/, () => editorText(window));
    const csv = await editorText(window);
    assert.match(csv, /,rollback,support\/greeting,production,9,/);
    assert.ok(!csv.includes('promote'), 'the filter holds for the export');
    await window.screenshot('deploy-12-csv');
  });

  it('answers what production served on a day', async () => {
    await askServed('2026-09-12 14:00');
    await sees('the title', 'production, 2026-09-12 14:00', title);
    const row = window.page
      .locator('.quick-input-widget .monaco-list-row')
      .filter({ hasText: 'support/greeting' });
    assert.match(await row.innerText(), /v3[^]*since/);
    await window.screenshot('deploy-13-served');
    await window.quickInput.cancel();
  });

  it('says what production served as of a commit of git, and what git does not know', async () => {
    await askServed('HEAD');
    await sees('the title', 'production, HEAD', title);
    const row = window.page
      .locator('.quick-input-widget .monaco-list-row')
      .filter({ hasText: 'support/greeting' });
    await window.quickInput.type('support/greeting');
    // The example is one commit of git: it knows nothing of what was released here since.
    assert.match(await row.innerText(), /v11/);
    await window.quickInput.cancel();
    await askServed('nowhere');
    await window.notification('Git knows no revision "nowhere"');
  });

  it('adds an environment and protects one, in registry.json itself', async () => {
    await window.command('Prompt Ledger: Add Environment…');
    await sees('the title', 'Add Environment (1/2)', title);
    await window.quickInput.type('canary');
    await window.quickInput.accept();
    await sees('the title', 'Add Environment (2/2)', title);
    await window.screenshot('deploy-14-place');
    await window.quickInput.pick('Before production');
    await sees('the environments', ['canary', 'development', 'production', 'staging'], async () =>
      (await deployments().labels()).filter(label => !label.includes('/')).sort(),
    );
    await deployments().contextAction('canary', 'Configure Environment…');
    await window.screenshot('deploy-15-configure');
    await window.quickInput.pick('Required Approvals…');
    await seesText(/How many people/, async () => (await window.quickInput.question()).message);
    await window.quickInput.type('1');
    await window.quickInput.accept();
    await seesText(/protected · 1 approvals?$/, () => deployments().description('canary'));
    assert.match(await config(), /"name": "canary",\n {6}"protected": true,\n {6}"approvals": 1\n/);
    await window.screenshot('deploy-16-pipeline');
  });

  it('says who can approve what is not approved yet, and promotes once somebody has', async () => {
    await deployments().contextAction('canary', 'Promote Several…');
    const first = window.page.locator('.quick-input-widget .monaco-list-row').first();
    await seesText(/Needs 1 more approval, for example by /, () => first.innerText());
    await window.quickInput.cancel();
    const promote = async () => {
      await window.tree('Tags').contextAction('canary', 'Promote…');
    };
    await promote();
    await seesText(/^Cannot be promoted to canary yet$/, async () => (await labels())[0] ?? '');
    await window.screenshot('deploy-17-approvals');
    await window.quickInput.pick('Copy a Request for Others');
    await seesText(
      /needs 1 more approval for "canary", by people other than Ada Lindqvist, for example /,
      () => clipboardText(window),
    );
    await window.quickInput.cancel();
    const people = { name: 'Yuki Tanaka', email: 'yuki@fernhill.example' };
    const colleague = await openRegistry(example.root, { clock: Date.now, author: people });
    await colleague.registry.refresh();
    await colleague.registry.approve({ ref: 'support/greeting@staging', environment: 'canary' });
    colleague.close();
    await promote();
    await seesText(/^Promote v13 to canary$/, async () => (await labels())[0] ?? '');
    await window.quickInput.accept();
    await sees('the title', 'Promote support/greeting to canary (2/2)', title);
    await window.quickInput.accept();
    await seesText(/canary serves support\/greeting v13/, statusText(window));
  });

  it('underlines what is wrong with registry.json at its line', async () => {
    await window.command('Prompt Ledger: Open registry.json');
    const squiggle = window.page.locator('.monaco-editor .squiggly-error').first();
    const sound = await config();
    // JSON knows nothing against it: only the pipeline does.
    const broken = sound.replace('"name": "staging"', '"name": "staging", "promoteFrom": "moon"');
    await writeFile(path.join(example.root, 'registry.json'), broken);
    await squiggle.waitFor();
    await window.screenshot('deploy-18-registry-json');
    await writeFile(path.join(example.root, 'registry.json'), sound);
    await squiggle.waitFor({ state: 'detached' });
  });

  it('names every problem that verify finds, each with its file', async () => {
    await window.command('Prompt Ledger: Verify Registry');
    await seesText(/^3 problems in \d+ records$/, title);
    await sees('the problems', ['classify/intent', 'code/review', 'code/review'], labels);
    await window.screenshot('deploy-20-verify');
    await window.quickInput.accept();
    await seesText(/"kind": "tag"/, () => editorText(window));
  });

  it('refuses a drop on a protected environment with the way to do it', async () => {
    await fold('Versions', 'Deployments');
    const version = await window.tree('Versions').row('v14  Limit answers to 120 words');
    const target = await window.tree('Tags').row('production');
    await drag(version, target);
    await window.notification('takes only what');
    await window.screenshot('deploy-19-drop-refused');
  });
});

/** Drags as a hand does: a tree begins to drag only once the pointer has moved. */
async function drag(from: Locator, to: Locator): Promise<void> {
  const { mouse } = from.page();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  assert.ok(start !== null && end !== null);
  await mouse.move(start.x + 60, start.y + start.height / 2);
  await mouse.down();
  await mouse.move(start.x + 70, start.y + start.height / 2 + 8, { steps: 4 });
  await mouse.move(end.x + 60, end.y + end.height / 2, { steps: 12 });
  await mouse.move(end.x + 64, end.y + end.height / 2, { steps: 4 });
  // The tree marks the row once it would take what is dropped there.
  await to.and(from.page().locator('.drop-target')).waitFor();
  await mouse.up();
}
