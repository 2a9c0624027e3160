import { deepStrictEqual } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectPath } from '../support/sourceFiles';

describe('the code', () => {
  const root = projectPath('src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const holding = (pattern: RegExp): string[] =>
    files
      .filter(file => /\.(?:[cm]?[jt]s|py)$/.test(file))
      .filter(file => pattern.test(readFileSync(join(root, file), 'utf8')))
      .map(file => file.split('\\').join('/'))
      .sort();

  it('starts processes in two places: git, and the pager; where the package is built, and our own command line from Python', () => {
    deepStrictEqual(
      holding(/child_process|\bsubprocess\b|os\.system|\.createTerminal\(|ShellExecution/),
      ['cli/terminal.ts', 'npm/build.js', 'python/promptledger/_commands.py', 'store/git.ts'],
    );
  });
});
