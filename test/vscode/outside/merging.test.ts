import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Workbench } from '../../host/driver';
import { openExample, type ExampleWindow } from './exampleWindow';
import { editorText, sees, seesText, tabLabels } from './looking';

const WIDE = { width: 1500, height: 950 };
const BEFORE = 'max_tokens: 2000';
const OURS = 'max_tokens: 2500';
const THEIRS = 'max_tokens: 3000';
/** What the other version added elsewhere: that is merged already. */
const ADDED = 'Give the seven most important findings';

describe('merging versions that disagree', () => {
  let example: ExampleWindow;
  let window: Workbench;
  let file: string;

  before(async () => {
    example = await openExample(WIDE);
    window = example.window;
    file = path.join(example.root, 'prompts', 'code', 'review.prompt');
  });
  after(() => example.close());

  const mergeEditor = () => window.page.locator('.merge-editor');

  it('opens the merge editor on what only a person can decide, with the rest merged', async () => {
    await window.tree('Prompts').click('review');
    await seesText(/max_tokens: 2000/, () => editorText(window));
    const text = await readFile(file, 'utf8');
    assert.ok(text.includes(BEFORE) && !text.includes(ADDED), text);
    await writeFile(file, text.replace(BEFORE, OURS));
    await window.tree('Prompts').inlineAction('review', 'Merge Versions…');
    await seesText(/Merging: review\.prompt/, async () => (await tabLabels(window)).join());
    await seesText(/Your Text/, () => mergeEditor().innerText());
    await seesText(/Version \d/, () => mergeEditor().innerText());
    await seesText(/1 Conflict Remaining/, () => mergeEditor().innerText());
    await window.screenshot('merge-1-editor');
  });

  it('takes what the person decided, and the commit that follows has every head as parent', async () => {
    await mergeEditor().getByText('Accept Version 6').first().click();
    await seesText(/0 Conflicts Remaining/, () => mergeEditor().innerText());
    await window.page.keyboard.press('ControlOrMeta+s');
    await sees('what was decided, and what was merged before', [true, true, false], async () => {
      const text = await readFile(file, 'utf8');
      return [THEIRS, ADDED, '<<<<<<<'].map(part => text.includes(part));
    });
    await window.tree('Prompts').inlineAction('review', 'Commit Prompt…');
    await window.quickInput.type('Both');
    await window.quickInput.accept();
    await window.quickInput.closed();
    const { registry } = await example.colleague();
    await sees('one head', 1, async () => {
      await registry.refresh();
      return (await registry.prompt('code/review')).state.heads.length;
    });
    await window.screenshot('merge-2-committed');
  });
});
