import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { LedgerError, type LedgerErrorCode, type LedgerErrorData } from '../../core/base/errors';
import type { QueryResult } from '../../index/runQuery';

/** What the thread of a query is given. */
export interface QueryTask {
  /** The index, as `LedgerIndex.save` gives it. */
  readonly database: Uint8Array;
  readonly wasmFile: string;
  readonly sql: string;
  readonly maxRows: number;
}

/** What it answers. */
export type QueryAnswer =
  | { readonly ok: true; readonly result: QueryResult }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: LedgerErrorCode;
        readonly message: string;
        readonly data: LedgerErrorData;
      };
    };

/**
 * Runs a query in a thread of its own, so that one without end blocks nothing and can be stopped.
 * Throws `invalid-argument` with what SQLite says, and `vscode.CancellationError` once it is stopped.
 */
export function queryInThread(
  extensionUri: vscode.Uri,
  task: Omit<QueryTask, 'wasmFile'>,
  token?: vscode.CancellationToken,
): Promise<QueryResult> {
  const file = (name: string): string => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
  const workerData: QueryTask = { ...task, wasmFile: file('sql-wasm.wasm') };
  return new Promise((resolve, reject) => {
    const worker = new Worker(file('queryWorker.js'), { workerData });
    const stopping = token?.onCancellationRequested(() => {
      reject(new vscode.CancellationError());
      void worker.terminate();
    });
    worker.once('message', (answer: QueryAnswer) => {
      if (answer.ok) resolve(answer.result);
      else reject(new LedgerError(answer.error.code, answer.error.data, answer.error.message));
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      stopping?.dispose();
      // After an answer this changes nothing.
      reject(new Error('The query ended without an answer.'));
    });
  });
}
