import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';

/** The one log of this extension: "Prompt Ledger" in the Output panel. Never holds prompt texts. */
export const log = vscode.window.createOutputChannel('Prompt Ledger', { log: true });

/** Writes down what failed and where. */
export function logError(doing: string, error: unknown): void {
  if (error instanceof LedgerError) log.warn(`${doing}: [${error.code}] ${error.message}`);
  else log.error(doing, error instanceof Error ? error : String(error));
}

/** Starts work that nobody waits for; a failure is logged. */
export function inBackground(doing: string, work: Promise<unknown> | Thenable<unknown>): void {
  work.then(undefined, (error: unknown) => {
    logError(doing, error);
  });
}
