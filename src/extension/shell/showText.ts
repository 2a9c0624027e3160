import * as vscode from 'vscode';

/** Shows a text in a new editor that is saved nowhere yet. */
export async function showText(content: string, language: string): Promise<void> {
  const languages = await vscode.languages.getLanguages();
  const known = languages.includes(language) ? language : 'plaintext';
  const document = await vscode.workspace.openTextDocument({ content, language: known });
  await vscode.window.showTextDocument(document, { preview: false });
}
