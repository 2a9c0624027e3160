import * as vscode from 'vscode';
import { analysisOf, answer, PROMPTS } from './analyses';
import type { DocumentLayout } from '../../core/prompt/document/model';

/** Folds the front matter and each message, as the document itself is read. */
export function registerFolding(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(PROMPTS, {
    provideFoldingRanges: document =>
      answer('Folding a prompt', () => foldingRanges(analysisOf(document).layout)),
  });
}

function foldingRanges({ frontMatter, messages }: DocumentLayout): vscode.FoldingRange[] {
  const parts = [
    ...(frontMatter === undefined ? [] : [frontMatter]),
    ...messages.map(({ line, endLine }) => ({ startLine: line, endLine })),
  ];
  return parts
    .filter(({ startLine, endLine }) => endLine > startLine)
    .map(({ startLine, endLine }) => new vscode.FoldingRange(startLine - 1, endLine - 1));
}
