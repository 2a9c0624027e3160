import * as vscode from 'vscode';
import { touches } from '../../core/language/sourceText';
import { answer, offsetOf, PROMPTS, workspaceEdit } from './analyses';
import type { Checked, DiagnosticsChecker } from './diagnostics';
import { toDiagnostic } from './diagnostics';
import { SAMPLES } from './sampleFiles';

/** Offers to mend what the checker found. */
export function registerQuickFixes(checker: DiagnosticsChecker): vscode.Disposable {
  const provider: vscode.CodeActionProvider = {
    provideCodeActions: (document, range) =>
      answer('Looking for quick fixes', () => {
        const checked = checker.findings(document);
        return checked === undefined ? [] : fixesFor(document, range, checked);
      }),
  };
  const metadata = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return vscode.Disposable.from(
    ...[PROMPTS, SAMPLES].map(selector =>
      vscode.languages.registerCodeActionsProvider(selector, provider, metadata),
    ),
  );
}

function fixesFor(
  { uri }: vscode.TextDocument,
  range: vscode.Range,
  { source, findings }: Checked,
): vscode.CodeAction[] {
  const start = offsetOf(source, range.start);
  const end = offsetOf(source, range.end);
  const here = findings.filter(finding =>
    [finding, ...(finding.alsoAt ?? [])].some(
      span => touches(span, start) || (start <= span.start && span.start <= end),
    ),
  );
  return here.flatMap(finding =>
    finding.fixes
      .filter(({ changes }) => changes.length > 0)
      .map(({ title, changes }, index) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.edit = workspaceEdit(uri, source, changes);
        action.diagnostics = [toDiagnostic(source, finding)];
        action.isPreferred = index === 0;
        return action;
      }),
  );
}
