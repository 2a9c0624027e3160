import * as vscode from 'vscode';
import { analyseDocument, type DocumentAnalysis } from '../../core/language/analysis';
import type { SourceText, Span, TextChange } from '../../core/language/sourceText';
import { logError } from '../shell/log';
import { LANGUAGE } from '../shell/paths';

/** Working documents and versions. */
export const PROMPTS: vscode.DocumentSelector = { language: LANGUAGE };

const known = new WeakMap<vscode.TextDocument, { version: number; analysis: DocumentAnalysis }>();

/** What is known of a document as it is typed, read once for each version of its text. */
export function analysisOf(document: vscode.TextDocument): DocumentAnalysis {
  const last = known.get(document);
  if (last?.version === document.version) return last.analysis;
  const analysis = analyseDocument(document.getText());
  known.set(document, { version: document.version, analysis });
  return analysis;
}

/** The offset in a text of ours, where every line ends with "\n". */
export function offsetOf(source: SourceText, { line, character }: vscode.Position): number {
  return source.offsetAt({ line: line + 1, column: character + 1 });
}

export function rangeOf(source: SourceText, { start, endExclusive }: Span): vscode.Range {
  return new vscode.Range(positionOf(source, start), positionOf(source, endExclusive));
}

function positionOf(source: SourceText, offset: number): vscode.Position {
  const { line, column } = source.positionAt(offset);
  return new vscode.Position(line - 1, column - 1);
}

/** The edits that make `changes` in the document at `uri`. */
export function workspaceEdit(
  uri: vscode.Uri,
  source: SourceText,
  changes: readonly TextChange[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    uri,
    changes.map(change => vscode.TextEdit.replace(rangeOf(source, change), change.text)),
  );
  return edit;
}

/** Runs the work of a provider: what fails is logged, and VS Code goes on without an answer. */
export async function answer<T>(doing: string, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    logError(doing, error);
    return undefined;
  }
}
