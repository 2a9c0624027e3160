import * as vscode from 'vscode';
import type { Workbench } from '../workbench';
import { DiagnosticsChecker } from './diagnostics';
import { registerFolding } from './folding';
import { registerQuickFixes } from './quickFixes';
import { registerSymbols } from './symbols';

/** Everything that an editor of prompts and samples knows. */
export function registerLanguage(workbench: Workbench): vscode.Disposable {
  const checker = new DiagnosticsChecker(workbench);
  return vscode.Disposable.from(
    checker,
    registerQuickFixes(checker),
    registerFolding(),
    registerSymbols(),
  );
}
