import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';

/** Refuses to write in a workspace that nobody said to trust. Throws `untrusted`. */
export function requireTrust(): void {
  if (vscode.workspace.isTrusted) return;
  throw new LedgerError(
    'untrusted',
    {},
    'This workspace is not trusted, so nothing is written to it. Reading works. Trust the workspace to make changes.',
  );
}
