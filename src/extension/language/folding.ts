import * as vscode from 'vscode';
import { parseDocument } from '../../core/document';
import { LANGUAGE } from '../paths';

/** Folds the front matter and each message, as the document itself is read. */
export function registerFolding(): vscode.Disposable {
  return vscode.languages.registerFoldingRangeProvider(
    { language: LANGUAGE },
    { provideFoldingRanges: document => foldingRanges(document.getText()) },
  );
}

function foldingRanges(source: string): vscode.FoldingRange[] {
  const { frontMatter, messages } = parseDocument(source).layout;
  const parts = [
    ...(frontMatter === undefined ? [] : [frontMatter]),
    ...messages.map(({ line, endLine }) => ({ startLine: line, endLine })),
  ];
  return parts
    .filter(({ startLine, endLine }) => endLine > startLine)
    .map(({ startLine, endLine }) => new vscode.FoldingRange(startLine - 1, endLine - 1));
}
