import * as vscode from 'vscode';
import type { RegistryHost } from '../shell/registryHost';
import { registerCompletions } from './completions';
import { registerDefinitions } from './definitions';
import { DiagnosticsChecker } from './diagnostics';
import { registerFolding } from './folding';
import { registerHovers } from './hovers';
import { registerQuickFixes } from './quickFixes';
import { registerRenames } from './renames';
import { registerSemanticTokens } from './semanticTokens';
import { registerExperimentProblems } from '../run/experimentProblems';
import { registerRunLens } from '../run/runLens';
import { registerSymbols } from './symbols';

/** Everything that an editor of prompts and samples knows. */
export function registerLanguage(registryHost: RegistryHost): vscode.Disposable {
  const checker = new DiagnosticsChecker(registryHost);
  return vscode.Disposable.from(
    checker,
    registerQuickFixes(checker),
    registerHovers(registryHost),
    registerCompletions(registryHost),
    registerRenames(registryHost),
    registerDefinitions(registryHost),
    registerSemanticTokens(),
    registerFolding(),
    registerSymbols(),
    registerRunLens(registryHost),
    registerExperimentProblems(),
  );
}
