import * as vscode from 'vscode';
import { analysisOf, answer, PROMPTS } from './analyses';

/** Front matter and messages in the outline, the breadcrumbs and sticky scroll. */
export function registerSymbols(): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(
    PROMPTS,
    {
      provideDocumentSymbols: document => answer('Outlining a prompt', () => symbolsOf(document)),
    },
    { label: 'Prompt Ledger' },
  );
}

function symbolsOf(document: vscode.TextDocument): vscode.DocumentSymbol[] {
  const { layout, draft } = analysisOf(document);
  const symbol = (
    name: string,
    kind: vscode.SymbolKind,
    line: number,
    endLine: number,
  ): vscode.DocumentSymbol => {
    const selection = document.lineAt(line - 1).range;
    const range = selection.union(document.lineAt(Math.min(endLine, document.lineCount) - 1).range);
    return new vscode.DocumentSymbol(name, '', kind, range, selection);
  };
  const { frontMatter, messages } = layout;
  const body = draft?.body;
  return [
    ...(frontMatter === undefined
      ? []
      : [
          symbol(
            'Front matter',
            vscode.SymbolKind.Object,
            frontMatter.startLine,
            frontMatter.endLine,
          ),
        ]),
    ...messages.map(({ line, endLine }, index) => {
      const entry = body?.type === 'chat' ? body.messages[index] : undefined;
      const name = entry?.role === 'history' ? `history ${entry.name}` : entry?.role;
      return symbol(name ?? 'message', vscode.SymbolKind.String, line, endLine);
    }),
  ];
}
