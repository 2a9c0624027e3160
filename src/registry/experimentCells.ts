import { LedgerError } from '../core/base/errors';
import { runChecks } from '../core/evaluation/checks/runCheck';
import type { CheckResult, CheckServices } from '../core/evaluation/checks/model';
import type { ModelRequest } from '../core/evaluation/request';
import { outcomeOf, type RowOutcome, type RowResult } from '../core/evaluation/results';
import type { StoredAnswer } from './answerStore';
import type { SharedAnswers } from './asking';
import type { ExperimentCase, PlannedCases } from './experimentPlan';
import type { StopSignal } from './provider';
import type { Runs } from './running';
import { requestOf, type RunTarget } from './runTarget';

/** What came of one row for one version and model. */
export interface CellResult {
  readonly row: string;
  readonly sample: string | null;
  /** Counted from 1. */
  readonly repeat: number;
  /** The id of the request; `null` where the prompt could not be rendered. */
  readonly request: string | null;
  /** The id of the answer; `null` where there is none. */
  readonly answer: string | null;
  readonly outcome: RowOutcome | 'missing';
  readonly score: number;
  readonly checks: readonly CheckResult[];
  /** The score from which on it passes; without it, every check has to. */
  readonly threshold?: number;
  /** Why there is no answer. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** One version and one model, with what it is asked. */
export interface Column extends PlannedCases {
  readonly target: RunTarget;
  readonly model: string | undefined;
}

/** One question of a run. */
export interface Cell {
  readonly column: Column;
  readonly case: ExperimentCase;
  readonly repeat: number;
}

/** A cell and what came of it. */
export interface FinishedCell {
  readonly cell: Cell;
  readonly result: CellResult;
  readonly stored: StoredAnswer | undefined;
  readonly measured: RowResult | undefined;
  readonly model: string | undefined;
}

/** What a cell is run with. */
export interface CellRun {
  readonly runs: Runs;
  readonly services: CheckServices;
  readonly shared: SharedAnswers;
  /** Of the experiment: set over those of the document. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Asks nobody. */
  readonly replay: boolean;
  readonly signal: StopSignal;
}

/** Whatever is wrong with one row says nothing of the others; that nobody can be asked ends all. */
const ENDS_ALL: ReadonlySet<string> = new Set([
  'key-missing',
  'provider-missing',
  'identity-missing',
  'untrusted',
  'io',
]);

/**
 * Answers and checks one cell. What is wrong with its row is in the result. Throws the reason of the signal, and
 * what ends all: that nobody can be asked.
 */
export async function runCell(cell: Cell, run: CellRun): Promise<FinishedCell> {
  const { runs, services, shared, parameters, replay, signal } = run;
  const { target, model } = cell.column;
  const { values, sample, row } = cell.case;
  let request: ModelRequest | undefined;
  try {
    request = requestOf(target, values, { model, parameters });
    const question = { target, request, sample, row };
    const asking = replay ? undefined : { signal };
    const stored = await shared.nth(question, cell.repeat - 1, asking);
    if (stored === undefined)
      return unanswered(cell, { request: runs.idOf(request), model: request.model });
    return await checked(cell, { stored, request, services });
  } catch (error) {
    if (!(error instanceof LedgerError) || signal.aborted || ENDS_ALL.has(error.code)) throw error;
    const { code, message } = error;
    const id = request === undefined ? null : runs.idOf(request);
    return unanswered(cell, { request: id, model: request?.model, error: { code, message } });
  }
}

async function checked(
  cell: Cell,
  {
    stored,
    request,
    services,
  }: {
    readonly stored: StoredAnswer;
    readonly request: ModelRequest;
    readonly services: CheckServices;
  },
): Promise<FinishedCell> {
  const { answer } = stored;
  const { checks: wanted, checkValues, threshold, row, sample } = cell.case;
  const subject = { output: answer.output, ms: answer.ms, cost: answer.cost, request };
  const checks = await runChecks(wanted, { ...subject, values: checkValues }, services);
  const measured: RowResult = {
    row,
    version: cell.column.target.version?.id ?? '',
    model: request.model ?? '',
    repeat: cell.repeat,
    answer,
    checks,
    ...(threshold !== undefined && { threshold }),
  };
  const { outcome, score } = outcomeOf(measured);
  const result: CellResult = {
    row,
    sample,
    repeat: cell.repeat,
    request: answer.request,
    answer: answer.id,
    outcome,
    score,
    checks,
    ...(threshold !== undefined && { threshold }),
    error: null,
  };
  return { cell, result, stored, measured, model: request.model };
}

/** A row without an answer: missing where nobody was asked, else with the reason. */
function unanswered(
  cell: Cell,
  {
    request,
    model,
    error = null,
  }: {
    readonly request: string | null;
    readonly model: string | undefined;
    readonly error?: CellResult['error'];
  },
): FinishedCell {
  const { row, sample } = cell.case;
  const outcome = error === null ? 'missing' : 'error';
  const empty = { answer: null, score: 0, checks: [] };
  const result: CellResult = {
    row,
    sample,
    repeat: cell.repeat,
    request,
    outcome,
    ...empty,
    error,
  };
  const measured: RowResult | undefined =
    error === null
      ? undefined
      : {
          row,
          version: cell.column.target.version?.id ?? '',
          model: model ?? '',
          repeat: cell.repeat,
          answer: { ms: 0, usage: null, cost: null, error: error as RowResult['answer']['error'] },
          checks: [],
        };
  return { cell, result, stored: undefined, measured, model };
}
