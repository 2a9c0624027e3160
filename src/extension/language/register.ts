import * as vscode from 'vscode';
import type { Workbench } from '../workbench';
import { registerCompletions } from './completions';
import { registerDefinitions } from './definitions';
import { DiagnosticsChecker } from './diagnostics';
import { registerFolding } from './folding';
import { registerHovers } from './hovers';
import { registerQuickFixes } from './quickFixes';
import { registerRenames } from './renames';
import { registerSemanticTokens } from './semanticTokens';
import { registerSymbols } from './symbols';

/** Everything that an editor of prompts and samples knows. */
export function registerLanguage(workbench: Workbench): vscode.Disposable {
  const checker = new DiagnosticsChecker(workbench);
  return vscode.Disposable.from(
    checker,
    registerQuickFixes(checker),
    registerHovers(workbench),
    registerCompletions(workbench),
    registerRenames(workbench),
    registerDefinitions(workbench),
    registerSemanticTokens(),
    registerFolding(),
    registerSymbols(),
  );
}
