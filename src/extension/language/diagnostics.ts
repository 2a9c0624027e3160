import * as vscode from 'vscode';
import { parseDocument, type DocumentProblem } from '../../core/document';
import { templateProblems } from '../../core/preparedDocument';
import { LANGUAGE, VERSION_SCHEME } from '../paths';

/** Long enough not to scold a half-written word, short enough to be there at the next pause. */
const CHECK_AFTER_MS = 200;

/** Underlines what is wrong with working documents while they are typed. */
export function registerDiagnostics(): { dispose(): void } {
  const checker = new DiagnosticsChecker();
  for (const document of vscode.workspace.textDocuments) checker.check(document);
  return checker;
}

class DiagnosticsChecker {
  readonly #diagnostics = vscode.languages.createDiagnosticCollection('promptLedger');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #owned: readonly { dispose(): unknown }[];

  constructor() {
    this.#owned = [
      this.#diagnostics,
      vscode.workspace.onDidOpenTextDocument(document => {
        this.check(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#checkSoon(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
      }),
    ];
  }

  check(document: vscode.TextDocument): void {
    if (!isChecked(document)) return;
    this.#diagnostics.set(document.uri, diagnosticsOf(document));
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const owned of this.#owned) owned.dispose();
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (!isChecked(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const check = (): void => {
      this.#timers.delete(key);
      if (!document.isClosed) this.check(document);
    };
    this.#timers.set(key, setTimeout(check, CHECK_AFTER_MS));
  }

  #forget(uri: vscode.Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#timers.delete(uri.toString());
    this.#diagnostics.delete(uri);
  }
}

/** A version cannot be edited any more, so nobody is asked to mend it. */
function isChecked({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === LANGUAGE && uri.scheme !== VERSION_SCHEME;
}

function diagnosticsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  const { document: parsed, layout, problems } = parseDocument(document.getText());
  const inTemplates = parsed === undefined ? [] : templateProblems(parsed, layout);
  return [...problems, ...inTemplates].map(problem => toDiagnostic(document, problem));
}

function toDiagnostic(
  document: vscode.TextDocument,
  { severity, message, line, column }: DocumentProblem,
): vscode.Diagnostic {
  const row = document.lineAt(Math.min(line, document.lineCount) - 1);
  const start = Math.min(column - 1, row.text.length);
  const tagEnd = row.text.startsWith('{{', start) ? row.text.indexOf('}}', start) : -1;
  const end = tagEnd < 0 ? row.text.trimEnd().length : tagEnd + 2;
  const range = new vscode.Range(row.lineNumber, start, row.lineNumber, Math.max(end, start));
  const diagnostic = new vscode.Diagnostic(
    range,
    message,
    severity === 'error' ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning,
  );
  diagnostic.source = 'Prompt Ledger';
  return diagnostic;
}
