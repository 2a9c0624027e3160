import * as vscode from 'vscode';
import type { Command } from '../shell/command';

const EXTENSION = 'prompt-ledger.prompt-ledger';
/** Part of VS Code, but one that a person can switch off. */
const MARKDOWN = 'vscode.markdown-language-features';

/** Opens the guide that comes with the extension, as pages to read where VS Code can show them. */
export const openGuide: Command<'openGuide'> = async () => {
  const home = vscode.extensions.getExtension(EXTENSION)?.extensionUri;
  if (home === undefined) throw new Error(`The extension is not called ${EXTENSION}.`);
  const page = vscode.Uri.joinPath(home, 'media', 'docs', 'index.md');
  const canPreview = vscode.extensions.getExtension(MARKDOWN) !== undefined;
  await vscode.commands.executeCommand(canPreview ? 'markdown.showPreview' : 'vscode.open', page);
  return page.path;
};
