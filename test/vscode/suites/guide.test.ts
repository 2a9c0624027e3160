import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, eventually, run } from '../window';

describe('The guide', () => {
  afterEach(closeAll);

  it('opens as a page to read, from the extension itself', async () => {
    const page = await run<string>('openGuide', {});
    assert.match(page, /media\/docs\/index\.md$/);
    const kinds = () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) =>
        tabs.map(({ label, input }) => [label, input instanceof vscode.TabInputText]),
      );
    await eventually('the page', () => Promise.resolve(kinds().length > 0));
    assert.deepEqual(kinds(), [['Preview index.md', false]], 'it is no editor');
  });
});
