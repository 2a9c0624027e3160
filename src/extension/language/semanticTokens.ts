import * as vscode from 'vscode';
import {
  SEMANTIC_MODIFIERS,
  SEMANTIC_TYPES,
  semanticTokens,
} from '../../core/language/semanticTokens';
import { analysisOf, answer, PROMPTS, rangeOf } from './analyses';

const LEGEND = new vscode.SemanticTokensLegend([...SEMANTIC_TYPES], [...SEMANTIC_MODIFIERS]);

/** Colours names by what they mean: the grammar sees only how they are written. */
export function registerSemanticTokens(): vscode.Disposable {
  return vscode.languages.registerDocumentSemanticTokensProvider(
    PROMPTS,
    {
      provideDocumentSemanticTokens: document =>
        answer('Colouring a prompt', () => tokensOf(document)),
    },
    LEGEND,
  );
}

function tokensOf(document: vscode.TextDocument): vscode.SemanticTokens {
  const analysis = analysisOf(document);
  const builder = new vscode.SemanticTokensBuilder(LEGEND);
  for (const token of semanticTokens(analysis)) {
    builder.push(rangeOf(analysis.source, token), token.type, [...token.modifiers]);
  }
  return builder.build();
}
