import * as vscode from 'vscode';
import { parseAuthor } from '../../core/ledger/records/authorText';
import { LedgerError } from '../../core/base/errors';
import type { Author } from '../../core/ledger/records/records';
import { gitIdentity } from '../../store/gitIdentity';

/**
 * Who writes in a registry: what git says, else the setting `promptLedger.author`, else what the
 * person answers once. Throws `identity-missing` where nobody answers, what `gitIdentity` does.
 */
export async function identify(root: vscode.Uri): Promise<Author> {
  return (await gitIdentity(root.fsPath)) ?? configuredAuthor() ?? (await askAuthor());
}

function configuredAuthor(): Author | undefined {
  return parseAuthor(vscode.workspace.getConfiguration('promptLedger').get<string>('author', ''));
}

async function askAuthor(): Promise<Author> {
  const answer = await vscode.window.showInputBox({
    title: 'Who Are You?',
    prompt: 'Git knows no name for this folder. Versions and tags say who made them.',
    placeHolder: 'Ada Lovelace <ada@example.com>',
    ignoreFocusOut: true,
    validateInput: text =>
      parseAuthor(text) === undefined ? 'Write it as Name <email>.' : undefined,
  });
  const author = parseAuthor(answer ?? '');
  if (author === undefined || answer === undefined) {
    throw new LedgerError(
      'identity-missing',
      {},
      'Nobody to write as. Set user.name and user.email in git, or the setting promptLedger.author.',
    );
  }
  await vscode.workspace
    .getConfiguration('promptLedger')
    .update('author', answer, vscode.ConfigurationTarget.Global);
  return author;
}
