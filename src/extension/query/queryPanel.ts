import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { printCsv } from '../../core/base/csv';
import { printMarkdownTable, rowObjects, type Rows } from '../../core/base/rows';
import type { QueryResult } from '../../index/runQuery';
import {
  readQueryPanelState,
  readQueryToHost,
  type CopyFormat,
  type QueryToHost,
  type QueryToPanel,
} from '../../protocol/query';
import { logError } from '../shell/log';
import { createNonce, webviewHtml, webviewRoots } from '../shell/webviewHtml';

export const QUERY_VIEW_TYPE = 'promptLedger.query';

/** As many rows as somebody reads; copying takes what is shown. */
const MAX_ROWS = 1000;

const FIRST_QUERY = `-- Tables: prompts, labels, versions, version_parents, tags, tag_moves, releases, approvals, problems
SELECT prompt, latest_number, state, description
FROM prompts
ORDER BY changed_at DESC`;

/** What the page needs of the rest of the extension. */
export interface QueryHost {
  /** Runs a query; rejects with a `LedgerError`, or `CancellationError` once it is stopped. */
  query(
    input: { readonly sql: string; readonly maxRows: number },
    token: vscode.CancellationToken,
  ): Promise<QueryResult>;
}

const COPIES: Readonly<Record<CopyFormat, { name: string; print: (rows: Rows) => string }>> = {
  csv: { name: 'CSV', print: printCsv },
  markdown: { name: 'Markdown', print: printMarkdownTable },
  json: { name: 'JSON', print: rows => JSON.stringify(rowObjects(rows), null, 2) },
};

/** The page to ask the registry in SQL: one for a window. */
export class QueryPanels implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extensionUri: vscode.Uri;
  readonly #host: QueryHost;
  readonly #serializer: vscode.Disposable;
  #panel: QueryPanel | undefined;

  constructor(extensionUri: vscode.Uri, host: QueryHost) {
    this.#extensionUri = extensionUri;
    this.#host = host;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(QUERY_VIEW_TYPE, this);
  }

  /** Shows the page, with a query to begin with where one is given. */
  open(sql: string | undefined): void {
    if (this.#panel === undefined) {
      const column = vscode.ViewColumn.Active;
      const panel = vscode.window.createWebviewPanel(QUERY_VIEW_TYPE, 'SQL Query', column);
      this.#adopt(panel, sql ?? FIRST_QUERY);
    } else {
      this.#panel.reveal(sql);
    }
  }

  /** Called by VS Code for a page that was open before a reload. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    if (this.#panel === undefined) {
      this.#adopt(panel, readQueryPanelState(state)?.sql ?? FIRST_QUERY);
    } else panel.dispose();
    return Promise.resolve();
  }

  /** Stops listening. The page stays: VS Code restores it when the extension is back. */
  dispose(): void {
    this.#serializer.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel, sql: string): void {
    const adopted = new QueryPanel(panel, this.#extensionUri, this.#host, sql);
    this.#panel = adopted;
    panel.onDidDispose(() => {
      adopted.dispose();
      this.#panel = undefined;
    });
  }
}

class QueryPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: QueryHost;
  readonly #listening: vscode.Disposable;
  #sql: string;
  #shown: QueryToPanel | undefined;
  #rows: Rows | undefined;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, host: QueryHost, sql: string) {
    this.#panel = panel;
    this.#host = host;
    this.#sql = sql;
    this.#listening = panel.webview.onDidReceiveMessage((message: unknown) => {
      const request = readQueryToHost(message);
      if (request !== undefined) this.#receive(request);
    });
    panel.iconPath = {
      light: vscode.Uri.joinPath(extensionUri, 'media', 'query-light.svg'),
      dark: vscode.Uri.joinPath(extensionUri, 'media', 'query-dark.svg'),
    };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: webviewRoots(extensionUri),
    };
    panel.webview.html = webviewHtml(panel.webview, extensionUri, {
      title: panel.title,
      script: 'query.js',
      styles: ['query.css'],
      nonce: createNonce(),
    });
  }

  reveal(sql: string | undefined): void {
    this.#panel.reveal();
    if (sql === undefined) return;
    this.#sql = sql;
    this.#send({ type: 'query', sql });
  }

  dispose(): void {
    this.#running?.cancel();
    this.#listening.dispose();
  }

  #receive(request: QueryToHost): void {
    switch (request.type) {
      case 'ready':
        // A page that was hidden begins anew: it gets its query and what it had shown.
        this.#send({ type: 'query', sql: this.#sql });
        if (this.#shown !== undefined) this.#send(this.#shown);
        break;
      case 'run':
        this.#sql = request.sql;
        void this.#run(request.sql);
        break;
      case 'stop':
        this.#running?.cancel();
        break;
      case 'copy':
        void this.#copy(request.as);
    }
  }

  async #run(sql: string): Promise<void> {
    this.#running?.cancel();
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    this.#show({ type: 'running' });
    const shown = await this.#answer(sql, running.token);
    if (this.#running === running) this.#show(shown);
    running.dispose();
  }

  async #answer(sql: string, token: vscode.CancellationToken): Promise<QueryToPanel> {
    try {
      const result = await this.#host.query({ sql, maxRows: MAX_ROWS }, token);
      this.#rows = result;
      return { type: 'rows', ...result };
    } catch (error) {
      if (error instanceof vscode.CancellationError) return { type: 'stopped' };
      if (!(error instanceof LedgerError)) logError('Running a query', error);
      return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #copy(format: CopyFormat): Promise<void> {
    if (this.#rows === undefined) return;
    const { name, print } = COPIES[format];
    await vscode.env.clipboard.writeText(print(this.#rows));
    this.#send({ type: 'note', text: `Copied as ${name}` });
  }

  #show(message: QueryToPanel): void {
    this.#shown = message;
    this.#send(message);
  }

  #send(message: QueryToPanel): void {
    void this.#panel.webview.postMessage(message);
  }
}
