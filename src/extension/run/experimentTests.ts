import * as vscode from 'vscode';
import { outputText } from '../../core/evaluation/answerText';
import type { CheckResult, SingleCheck } from '../../core/evaluation/checks/model';
import { LedgerError } from '../../core/base/errors';
import type { ExperimentCase } from '../../registry/experimentPlan';
import type { ExperimentWorld } from '../../registry/experimenting';
import type { FinishedCell } from '../../registry/experimentCells';
import { ExperimentFiles } from '../../store/experimentFiles';
import { inBackground } from '../shell/log';
import type { RegistryHost } from '../shell/registryHost';
import type { RegistrySession } from '../shell/session';
import type { RunHost } from './runHost';

/** What is run, by the name of its profile. */
const PROFILES: readonly (readonly [label: string, ref: string])[] = [
  ['Run on Working Document', 'working'],
  ['Run on Newest Version', 'latest'],
  ['Run on production', 'production'],
];

/** Experiments in VS Code's own view of tests: each row is a test. */
export class ExperimentTests implements vscode.Disposable {
  readonly #registryHost: RegistryHost;
  readonly #runHost: RunHost;
  readonly #controller: vscode.TestController;
  readonly #owned: vscode.Disposable;

  constructor(registryHost: RegistryHost, runHost: RunHost) {
    this.#registryHost = registryHost;
    this.#runHost = runHost;
    const controller = vscode.tests.createTestController(
      'promptLedger.experiments',
      'Prompt Experiments',
    );
    this.#controller = controller;
    controller.resolveHandler = item => (item === undefined ? this.#list() : this.#open(item));
    controller.refreshHandler = () => this.#list();
    for (const [label, ref] of PROFILES) {
      controller.createRunProfile(
        label,
        vscode.TestRunProfileKind.Run,
        (request, token) => this.#run(ref, request, token),
        ref === 'working',
      );
    }
    const pattern = '**/.promptledger/{experiments,datasets}/**';
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    const look = (): void => {
      inBackground('Looking at experiments', this.#list());
    };
    this.#owned = vscode.Disposable.from(
      controller,
      watcher,
      watcher.onDidCreate(look),
      watcher.onDidDelete(look),
      watcher.onDidChange(look),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #list(): Promise<void> {
    const session = await this.#registryHost.open();
    if (session === undefined) {
      this.#controller.items.replace([]);
      return;
    }
    const names = await new ExperimentFiles(session.root.fsPath).experiments();
    const items = names.map(name => {
      const uri = vscode.Uri.joinPath(session.root, 'experiments', `${name}.yaml`);
      const item = this.#controller.createTestItem(name, name, uri);
      item.canResolveChildren = true;
      return item;
    });
    this.#controller.items.replace(items);
  }

  /** Shows the rows of an experiment, or why there are none. */
  async #open(item: vscode.TestItem): Promise<void> {
    const session = await this.#registryHost.require();
    try {
      const cases = await this.#casesOf(session, item.id);
      const rows = cases.map(row => this.#rowItem(item, row));
      item.error = undefined;
      item.children.replace(rows);
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      item.error = error.message;
      item.children.replace([]);
    }
  }

  async #casesOf(session: RegistrySession, name: string): Promise<readonly ExperimentCase[]> {
    const { loadCases, loadExperiment } = await import('../../registry/experimentPlan');
    const sources = new ExperimentFiles(session.root.fsPath);
    const planned = await loadExperiment(session.ledger, sources, name);
    const found = new Map<string, ExperimentCase>();
    for (const prompt of planned.experiment.prompts) {
      const { cases } = await loadCases(session.ledger, sources, planned, prompt);
      for (const row of cases) found.set(row.row, row);
    }
    return [...found.values()];
  }

  #rowItem(of: vscode.TestItem, { row, sample, values }: ExperimentCase): vscode.TestItem {
    const label = sample ?? firstText(values) ?? row.slice(0, 8);
    const item = this.#controller.createTestItem(row, label, of.uri);
    item.description = sample === null ? row.slice(0, 8) : '';
    return item;
  }

  async #run(
    ref: string,
    request: vscode.TestRunRequest,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const session = await this.#registryHost.require();
    const run = this.#controller.createTestRun(request);
    try {
      for (const item of await this.#experimentsIn(request)) {
        if (token.isCancellationRequested) break;
        await this.#open(item);
        await this.#runOne(session, { item, ref, run, token });
      }
    } finally {
      run.end();
    }
  }

  /** A row is run with its experiment: its answers are kept, and only what is missing is asked. */
  async #experimentsIn({ include }: vscode.TestRunRequest): Promise<readonly vscode.TestItem[]> {
    if (include !== undefined) return [...new Set(include.map(item => item.parent ?? item))];
    await this.#list();
    return [...this.#controller.items].map(([, item]) => item);
  }

  async #runOne(
    session: RegistrySession,
    started: {
      readonly item: vscode.TestItem;
      readonly ref: string;
      readonly run: vscode.TestRun;
      readonly token: vscode.CancellationToken;
    },
  ): Promise<void> {
    const { item, ref, run, token } = started;
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => {
      stop.abort(new vscode.CancellationError());
    });
    for (const [, row] of item.children) run.started(row);
    try {
      // The checks are more code than a window needs that runs none.
      const { runExperiment } = await import('../../registry/experimenting');
      const result = await runExperiment(session.ledger, this.#worldOf(session), {
        name: item.id,
        refs: [ref],
        signal: stop.signal,
        onCell: cell => {
          report(run, item, cell);
        },
      });
      for (const { prompt, label, model, passed, rows } of result.columns) {
        run.appendOutput(`${prompt}@${label} ${model}: ${passed} of ${rows} passed\r\n`);
      }
    } catch (error) {
      if (stop.signal.aborted || error instanceof vscode.CancellationError) return;
      if (!(error instanceof LedgerError)) throw error;
      run.errored(item, new vscode.TestMessage(error.message));
    } finally {
      listening.dispose();
    }
  }

  #worldOf(session: RegistrySession): ExperimentWorld {
    const { runs, store } = this.#runHost.runsOf(session);
    return {
      sources: new ExperimentFiles(session.root.fsPath),
      answers: store,
      runs,
      services: {},
    };
  }
}

function report(run: vscode.TestRun, item: vscode.TestItem, cell: FinishedCell): void {
  const row = item.children.get(cell.result.row);
  if (row === undefined) return;
  const { outcome, error, checks } = cell.result;
  const ms = cell.stored?.answer.ms;
  if (outcome === 'passed') run.passed(row, ms);
  else if (error !== null) run.errored(row, new vscode.TestMessage(error.message));
  else run.failed(row, messagesOf(cell, checks), ms);
}

/** Each check that failed, with what was expected beside what was answered where that is a text. */
function messagesOf(cell: FinishedCell, checks: readonly CheckResult[]): vscode.TestMessage[] {
  const actual = cell.stored === undefined ? '' : outputText(cell.stored.answer.output);
  return checks.flatMap((check, index) => {
    if (check.pass) return [];
    const text = `${check.type}: ${check.reason}`;
    const wanted = cell.cell.case.checks[index] as SingleCheck | undefined;
    const value = wanted?.value;
    const message = vscode.TestMessage.diff(
      text,
      typeof value === 'string' ? value : JSON.stringify(value ?? null),
      actual,
    );
    return [message];
  });
}

function firstText(values: ExperimentCase['values']): string | undefined {
  const text = Object.values(values).find(value => typeof value === 'string' && value !== '');
  return typeof text === 'string' ? text.split('\n', 1)[0]?.slice(0, 60) : undefined;
}
