import assert from 'node:assert/strict';
import type { Workbench } from '../../host/driver';
import { sees, seesText, statusText } from './looking';
import { openExample, type ExampleWindow } from './exampleWindow';

const NEWEST = 'v14  Limit answers to 120 words';

describe('tagging and releasing', () => {
  let example: ExampleWindow;
  let window: Workbench;

  before(async () => {
    example = await openExample({ height: 1000 });
    window = example.window;
    await window.tree('Prompts').click('greeting');
    await window.tree('Versions').row(NEWEST);
  });
  after(() => example.close());

  const versions = () => window.tree('Versions');
  const tags = () => window.tree('Tags');
  const title = async () => (await window.quickInput.question()).title;

  it('offers the tags that there are, with where they point', async () => {
    await versions().inlineAction(NEWEST, 'Tag Version');
    await sees('the title', 'Tag support/greeting v14 (1/2)', title);
    await sees(
      'the choices',
      ['development', 'staging', 'production', 'candidate', 'v0.1.0', 'v1.0.0'],
      () => window.quickInput.labels(),
    );
    const rows = window.page.locator('.quick-input-widget .monaco-list-row');
    assert.match(await rows.nth(3).innerText(), /now v14, Ben Okafor/);
    assert.match(await rows.nth(2).innerText(), /protected: promote to it/);
    await window.screenshot('tag-1-choices');
  });

  it('refuses a bad name as it is typed, and takes a good one', async () => {
    await window.quickInput.type('Bad Tag');
    await seesText(/may hold only lower-case/, async () =>
      (await window.quickInput.labels()).join(),
    );
    await window.quickInput.accept();
    assert.match((await window.quickInput.labels()).join(), /may hold only/, 'it is still asked');
    await window.screenshot('tag-2-bad-name');
    await window.quickInput.type('beta');
    await window.quickInput.pick('New tag "beta"');
    await seesText(/What is "beta" for/, async () => (await window.quickInput.question()).message);
    await window.quickInput.type('For two customers');
    await window.quickInput.accept();
    await seesText(/^v14 · /, () => tags().description('beta'));
  });

  it('moves a tag and removes it, and shows every move below it', async () => {
    await tags().contextAction('beta', 'Tag Version…');
    await seesText(/beta/, async () => (await window.quickInput.question()).placeholder);
    await window.quickInput.pick('v13  Say which shop is open today');
    await sees('the title', 'Tag support/greeting v13 as beta (2/2)', title);
    await window.quickInput.accept();
    await seesText(/^v13 · /, () => tags().description('beta'));
    await tags().contextAction('beta', 'Remove Tag…');
    await seesText(/^removed · /, () => tags().description('beta'));
    await seesText(/Removed beta from support\/greeting/, statusText(window));
    await versions().inlineAction(NEWEST, 'Tag Version');
    await sees('the title', 'Tag support/greeting v14 (1/2)', title);
    await window.quickInput.type('beta');
    await window.quickInput.pick('New tag "beta"');
    await sees('the title', 'Tag support/greeting v14 as beta (2/2)', title);
    await window.quickInput.accept();
    await seesText(/beta points at support\/greeting v14/, statusText(window));
    await tags().expand('beta');
    const moves = async () => {
      const labels = await tags().labels();
      return labels.slice(labels.indexOf('beta') + 1, labels.indexOf('beta') + 5);
    };
    await sees('the moves', ['v14', 'removed', 'v13', 'v14'], moves);
    await window.screenshot('tag-3-moves');
    await tags().collapse('beta');
  });

  it('shows what a promotion changes, with the changelog filled in', async () => {
    await tags().inlineAction('production', 'Promote');
    await sees('the title', 'Promote support/greeting to production (1/2)', title);
    await seesText(/^Promote v13 to production/, async () =>
      String((await window.quickInput.labels())[0]).trim(),
    );
    const first = window.page.locator('.quick-input-widget .monaco-list-row').first();
    assert.match(await first.innerText(), /it serves v11 now[^]*new variables: .*is_returning/);
    await window.screenshot('release-1-what-changes');
    await window.quickInput.accept();
    await sees('the title', 'Promote support/greeting to production (2/2)', title);
    await sees(
      'the changelog',
      'Shorter greeting for returning customers; Say which shop is open today',
      () => window.page.locator('.quick-input-widget .quick-input-box input').inputValue(),
    );
    await window.screenshot('release-2-changelog');
    await window.quickInput.accept();
    await seesText(/^v13 · protected/, () => tags().description('production'));
    await seesText(/production serves support\/greeting v13/, statusText(window));
  });

  it('says kindly that there is nothing more to promote', async () => {
    await tags().contextAction('production', 'Promote…');
    await window.notification('v13');
    await window.screenshot('release-3-nothing-to-promote');
  });

  it('rolls back, with a reason', async () => {
    await tags().inlineAction('production', 'Roll Back');
    const first = window.page.locator('.quick-input-widget .monaco-list-row').first();
    await seesText(/^v11 [^]*The release before/, async () => (await first.innerText()).trim());
    await window.screenshot('rollback-1-target');
    await window.quickInput.accept();
    await seesText(
      /Why is production rolled back/,
      async () => (await window.quickInput.question()).message,
    );
    await window.quickInput.accept();
    await seesText(
      /A rollback needs a reason/,
      async () => (await window.quickInput.question()).message,
    );
    await window.screenshot('rollback-2-reason');
    await window.quickInput.type('Shops closed early');
    await window.quickInput.accept();
    await seesText(/^v11 · protected · Ada Example, just now$/, () =>
      tags().description('production'),
    );
    await tags().expand('production');
    await seesText(/^rolled back · Shops closed early/, () => tags().description('v11'));
    await window.screenshot('rollback-3-done');
  });

  it('refuses to tag a protected environment, and promotes instead', async () => {
    await versions().inlineAction(NEWEST, 'Tag Version');
    await sees('the title', 'Tag support/greeting v14 (1/2)', title);
    await window.quickInput.pick('production');
    await window.notification('protected');
    await window.screenshot('tag-4-protected');
    await window.answerNotification('protected', 'Promote to production');
    await sees('the title', 'Promote support/greeting to production (1/2)', title);
    await window.quickInput.cancel();
    await seesText(/^v11 · /, () => tags().description('production'));
  });
});
