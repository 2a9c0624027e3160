import { deepStrictEqual } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { projectPath, sourceFiles } from '../support/sourceFiles';

/** What shows a text to a person, and the files that write out first what nobody sees. */
const WAYS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\.show(Information|Warning|Error)Message\(/, ['shell/shown.ts']],
  [/\.setStatusBarMessage\(/, ['shell/shown.ts']],
  [/\bnew vscode\.MarkdownString\b/, []],
  [/\bextends vscode\.MarkdownString\b/, ['shell/shown.ts']],
  [/\.createQuickPick\b|\.createInputBox\b/, ['shell/wizard.ts']],
  [/\.showQuickPick\((?!shownChoices\()/, []],
];

describe('texts that somebody wrote', () => {
  const files = sourceFiles('src/extension').map(
    name => [name, readFileSync(projectPath(`src/extension/${name}`), 'utf8')] as const,
  );

  for (const [way, allowed] of WAYS) {
    it(`reach a person in one way: ${way.source}`, () => {
      const found = files.filter(([, code]) => way.test(code)).map(([name]) => name);
      deepStrictEqual(found, allowed);
    });
  }

  it('are shown in every tree as they are', () => {
    for (const [name, code] of files.filter(([, text]) => text.includes('getTreeItem('))) {
      deepStrictEqual([name, code.includes('shownItem(')], [name, true]);
    }
  });
});
