import { LedgerError } from '../core/base/errors';
import type { CheckServices } from '../core/evaluation/checks/model';
import { summarise, type RunSummary, type UnmetRequirement } from '../core/evaluation/results';
import type { AnswerStore } from './answerStore';
import { forEachAtOnce, SharedAnswers } from './asking';
import {
  runCell,
  type Cell,
  type CellResult,
  type Column,
  type FinishedCell,
} from './experimentCells';
import { loadCases, loadExperiment, type PlannedExperiment } from './experimentPlan';
import { recordRun } from './experimentRecord';
import type { ExperimentSources } from './experimentSources';
import type { Ledger } from './ledger';
import type { StopSignal } from './provider';
import type { Runs } from './running';
import { runTarget } from './runTarget';

/** How many questions are on their way at once, unless somebody says otherwise. */
export const AT_ONCE = 4;

export interface RunExperimentInput {
  readonly name: string;
  /** Tags, numbers, ids, "working", or whole references; the newest version without. */
  readonly refs?: readonly string[] | undefined;
  /** In place of those of the experiment. */
  readonly models?: readonly string[] | undefined;
  /** Asks nobody: what has no answer is missing. */
  readonly replay?: boolean | undefined;
  readonly concurrency?: number | undefined;
  readonly signal: StopSignal;
  readonly onProgress?: ((progress: ExperimentProgress) => void) | undefined;
  /** Hears of each cell when it is done. */
  readonly onCell?: ((cell: FinishedCell) => void) | undefined;
}

export interface ExperimentProgress {
  readonly done: number;
  readonly all: number;
  readonly asked: number;
  readonly failed: number;
}

/** What came of one version and one model. */
export interface ColumnResult extends RunSummary {
  readonly prompt: string;
  /** For people: `production (v3)`, `working`. */
  readonly label: string;
  /** `null` for a text that is no version: it is shown and not recorded. */
  readonly version: string | null;
  readonly number: number | null;
  readonly model: string;
  readonly unmet: readonly UnmetRequirement[];
  /** Rows without an answer where nobody was asked. */
  readonly missing: number;
  /** The id of the record; `null` where none was written. */
  readonly record: string | null;
  readonly results: readonly CellResult[];
}

export interface ExperimentResult {
  readonly experiment: string;
  readonly definition: string;
  /** Questions that were sent, and answers that were there already. */
  readonly asked: number;
  readonly replayed: number;
  readonly columns: readonly ColumnResult[];
}

/** What experiments need of the world, besides a registry. */
export interface ExperimentWorld {
  readonly sources: ExperimentSources;
  readonly answers: AnswerStore;
  readonly runs: Runs;
  readonly services: CheckServices;
}

/**
 * Runs an experiment: asks what has no answer yet, checks every answer, and records what came of each version.
 * What was answered before is not asked again, so that a run that was stopped goes on where it was. Throws
 * `invalid-input`, what resolving and asking do where nobody could be asked anything, and the reason of the
 * signal.
 */
export async function runExperiment(
  ledger: Ledger,
  world: ExperimentWorld,
  input: RunExperimentInput,
): Promise<ExperimentResult> {
  // What cannot be recorded is not asked for.
  if (input.replay !== true) await ledger.config();
  const planned = await loadExperiment(ledger, world.sources, input.name);
  const columns = await columnsOf(ledger, world, planned, input);
  const shared = new SharedAnswers(world.runs);
  const finished = await runCells(world, { planned, columns, shared }, input);
  const results: ColumnResult[] = [];
  for (const column of columns) {
    const own = finished.filter(({ cell }) => cell.column === column);
    results.push(await columnResult(ledger, world, { planned, column, own, input }));
  }
  return {
    experiment: planned.name,
    definition: planned.definition,
    ...shared.count,
    columns: results,
  };
}

async function columnsOf(
  ledger: Ledger,
  { sources }: ExperimentWorld,
  planned: PlannedExperiment,
  { refs = [], models }: RunExperimentInput,
): Promise<readonly Column[]> {
  const { prompts, models: ownModels } = planned.experiment;
  const chosen = models ?? ownModels;
  const columns: Column[] = [];
  for (const prompt of prompts) {
    for (const reference of referencesOf(prompt, refs)) {
      const target = await runTarget(ledger, reference);
      const cases = await loadCases(ledger, sources, planned, target.prompt);
      const of = chosen.length === 0 ? [undefined] : chosen;
      columns.push(...of.map(model => ({ ...cases, target, model })));
    }
  }
  if (columns.length === 0) throw nothingNamed(planned.name, prompts);
  return columns;
}

/** A selector is one of every prompt; a whole reference of its own prompt alone. */
function referencesOf(prompt: string, refs: readonly string[]): readonly string[] {
  if (refs.length === 0) return [`${prompt}@latest`];
  return refs.flatMap(ref => {
    if (ref === 'HEAD') return [`${prompt}@latest`];
    if (ref === prompt) return [`${prompt}@latest`];
    if (!ref.includes('@')) return [`${prompt}@${ref}`];
    return ref.startsWith(`${prompt}@`) ? [ref] : [];
  });
}

async function runCells(
  world: ExperimentWorld,
  run: {
    readonly planned: PlannedExperiment;
    readonly columns: readonly Column[];
    readonly shared: SharedAnswers;
  },
  input: RunExperimentInput,
): Promise<readonly FinishedCell[]> {
  const { repeat, parameters } = run.planned.experiment;
  const { runs, services } = world;
  const { signal, replay = false } = input;
  const running = { runs, services, shared: run.shared, parameters, replay, signal };
  const cells = run.columns.flatMap(column =>
    column.cases.flatMap(item =>
      Array.from({ length: repeat }, (_, index): Cell => ({
        column,
        case: item,
        repeat: index + 1,
      })),
    ),
  );
  const finished = new Map<Cell, FinishedCell>();
  let failed = 0;
  await forEachAtOnce(cells, input.concurrency ?? AT_ONCE, async cell => {
    if (signal.aborted) throw signal.reason;
    const done = await runCell(cell, running);
    finished.set(cell, done);
    input.onCell?.(done);
    if (done.result.outcome !== 'passed') failed += 1;
    const { asked } = run.shared.count;
    input.onProgress?.({ done: finished.size, all: cells.length, asked, failed });
  });
  return cells.flatMap(cell => finished.get(cell) ?? []);
}

async function columnResult(
  ledger: Ledger,
  world: ExperimentWorld,
  {
    planned,
    column,
    own,
    input,
  }: {
    readonly planned: PlannedExperiment;
    readonly column: Column;
    readonly own: readonly FinishedCell[];
    readonly input: RunExperimentInput;
  },
): Promise<ColumnResult> {
  const { prompt, label, version } = column.target;
  const { require } = planned.experiment;
  const { summary, unmet } = summarise(
    own.flatMap(({ measured }) => measured ?? []),
    require,
  );
  const missing = own.filter(({ result }) => result.outcome === 'missing').length;
  const model = modelOf(column, own);
  const result = {
    ...summary,
    prompt,
    label,
    version: version?.id ?? null,
    number: version?.number ?? null,
    model,
    unmet,
    missing,
    results: own.map(cell => cell.result),
  };
  if (version === undefined || missing > 0 || input.replay === true)
    return { ...result, record: null };
  const run = { planned, column, cells: own, version, model, summary };
  return { ...result, record: await recordRun(ledger, world.answers, run) };
}

/** The model that was asked: of a document, what it names. */
function modelOf(column: Column, own: readonly FinishedCell[]): string {
  return own.find(cell => cell.model !== undefined)?.model ?? column.model ?? '';
}

function nothingNamed(name: string, prompts: readonly string[]): LedgerError {
  const message = `None of the versions that were named is of a prompt of "${name}", which tries ${prompts.join(', ')}.`;
  return new LedgerError('invalid-argument', { experiment: name, prompts }, message);
}
