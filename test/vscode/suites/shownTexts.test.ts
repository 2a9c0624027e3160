import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { showHidden } from '../../../src/core/base/hiddenCharacters';
import { shownChoices, shownItem, ShownMarkdown } from '../../../src/extension/shell/shown';

/** A turned text, an escape code, a tag that nobody sees, and an emoji of several, which is ordinary. */
const HOSTILE = 'a\u202eb\u001b[31m\u{e0041} \u{1f469}\u200d\u{1f680}';
const SHOWN = 'a\\u202eb\\x1b[31m\\u{e0041} \u{1f469}\u200d\u{1f680}';

describe('What nobody sees', () => {
  it('is written out in an item of a tree, aloud as well', () => {
    const item = new vscode.TreeItem(HOSTILE);
    item.description = `${HOSTILE}\n`;
    item.tooltip = HOSTILE;
    item.accessibilityInformation = { label: HOSTILE, role: 'treeitem' };
    const shown = shownItem(item);
    assert.deepEqual(
      [shown.label, shown.description, shown.tooltip, shown.accessibilityInformation],
      [SHOWN, `${SHOWN}\\n`, SHOWN, { label: SHOWN, role: 'treeitem' }],
    );
  });

  it('is written out in a hover, as text and in code', () => {
    const text = new ShownMarkdown().appendText(HOSTILE).appendCodeblock(HOSTILE, 'plaintext');
    assert.ok(text instanceof vscode.MarkdownString);
    assert.equal(showHidden(text.value), text.value);
    assert.equal(text.value.split('u202e').length, 3);
  });

  it('is written out in a choice, and what it stands for stays exact', () => {
    const [choice] = shownChoices([
      { label: HOSTILE, description: HOSTILE, detail: HOSTILE, value: HOSTILE },
    ]);
    assert.deepEqual(choice, { label: SHOWN, description: SHOWN, detail: SHOWN, value: HOSTILE });
  });
});
