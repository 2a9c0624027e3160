import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { showHidden } from '../../core/base/hiddenCharacters';
import { parseRegistryConfig } from '../../core/ledger/environments/registryConfig';
import type { RegistryHost } from '../shell/registryHost';

/** Underlines what is wrong with registry.json, as it is typed, at its line. */
export function registerConfigProblems(registryHost: RegistryHost): vscode.Disposable {
  const problems = vscode.languages.createDiagnosticCollection('promptLedger.registry');
  const check = (document: vscode.TextDocument): void => {
    const root = registryHost.session?.root;
    const isOurs =
      root !== undefined &&
      document.uri.toString() === vscode.Uri.joinPath(root, 'registry.json').toString();
    if (isOurs) problems.set(document.uri, problemsIn(document));
  };
  const checkAll = (): void => {
    for (const document of vscode.workspace.textDocuments) check(document);
  };
  return vscode.Disposable.from(
    problems,
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      check(document);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      problems.delete(uri);
    }),
    // A registry that opens later than its file.
    registryHost.onDidChange(checkAll),
  );
}

function problemsIn(document: vscode.TextDocument): vscode.Diagnostic[] {
  try {
    parseRegistryConfig(document.getText());
    return [];
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const line = typeof error.data.line === 'number' ? error.data.line : 1;
    const { range, firstNonWhitespaceCharacterIndex } = document.lineAt(
      Math.min(Math.max(line - 1, 0), document.lineCount - 1),
    );
    const start = range.start.with({ character: firstNonWhitespaceCharacterIndex });
    const problem = new vscode.Diagnostic(range.with({ start }), showHidden(error.message));
    problem.source = 'Prompt Ledger';
    problem.code = error.code;
    return [problem];
  }
}
