import * as vscode from 'vscode';
import { LedgerError } from '../../core/base/errors';
import { printCsv } from '../../core/base/csv';
import { printMarkdownTable, rowObjects, type Rows } from '../../core/base/rows';
import type { QueryResult } from '../../index/runQuery';
import type { Handlers } from '../../protocol/channel';
import { queryChannel, readQueryPanelState, type CopyFormat } from '../../protocol/query';
import { inBackground, logError } from '../shell/log';
import { Panels, type Page, type Panel } from '../shell/panelFrame';

const VIEW_TYPE = 'promptLedger.query';

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

type Channel = typeof queryChannel;
type Shown = (panel: Panel<Channel>) => void;

/** The page to ask the registry in SQL: one for a window, which begins with a query of its own. */
export function queryPanels(
  extensionUri: vscode.Uri,
  host: QueryHost,
): Panels<string | undefined, Channel> {
  return new Panels<string | undefined, Channel>(extensionUri, {
    viewType: VIEW_TYPE,
    channel: queryChannel,
    script: 'query.js',
    styles: ['query.css'],
    icon: 'query',
    keyOf: () => '',
    readState: saved => readQueryPanelState(saved)?.sql ?? FIRST_QUERY,
    open: (panel, sql) => new QueryPage(panel, host, sql ?? FIRST_QUERY),
  });
}

class QueryPage implements Page<string | undefined, Channel> {
  readonly handlers: Handlers<Channel> = {
    ready: () => this.#panel.repaint(),
    run: sql => {
      this.#sql = sql;
      inBackground('Running a query', this.#run(sql));
      return null;
    },
    stop: () => {
      this.#running?.cancel();
      return null;
    },
    copy: format => this.#copy(format),
  };
  readonly #panel: Panel<Channel>;
  readonly #host: QueryHost;
  #sql: string;
  #shown: Shown | undefined;
  #rows: Rows | undefined;
  #running: vscode.CancellationTokenSource | undefined;

  constructor(panel: Panel<Channel>, host: QueryHost, sql: string) {
    this.#panel = panel;
    this.#host = host;
    this.#sql = sql;
  }

  dispose(): void {
    this.#running?.cancel();
  }

  state(): string {
    return this.#sql;
  }

  title(): string {
    return 'SQL Query';
  }

  become(sql: string | undefined): void {
    if (sql === undefined) return;
    this.#sql = sql;
    this.#panel.tell('query', sql);
  }

  /** A page that was hidden begins anew: it gets its query and what it had shown. */
  repaint(): Promise<void> {
    this.#panel.tell('query', this.#sql);
    this.#shown?.(this.#panel);
    return Promise.resolve();
  }

  async #run(sql: string): Promise<void> {
    this.#running?.cancel();
    const running = new vscode.CancellationTokenSource();
    this.#running = running;
    this.#show(panel => {
      panel.tell('running', null);
    });
    const shown = await this.#answer(sql, running.token);
    if (this.#running === running) this.#show(shown);
    running.dispose();
  }

  async #answer(sql: string, token: vscode.CancellationToken): Promise<Shown> {
    try {
      const result = await this.#host.query({ sql, maxRows: MAX_ROWS }, token);
      this.#rows = result;
      return panel => {
        panel.tell('rows', result);
      };
    } catch (error) {
      if (error instanceof vscode.CancellationError) {
        return panel => {
          panel.tell('stopped', null);
        };
      }
      if (!(error instanceof LedgerError)) logError('Running a query', error);
      return panel => {
        panel.tell('failed', error instanceof Error ? error.message : String(error));
      };
    }
  }

  async #copy(format: CopyFormat): Promise<string> {
    if (this.#rows === undefined) return '';
    const { name, print } = COPIES[format];
    await vscode.env.clipboard.writeText(print(this.#rows));
    return `Copied as ${name}`;
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    shown(this.#panel);
  }
}
