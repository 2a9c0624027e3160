import { LedgerError } from '../core/base/errors';
import { parseJson } from '../core/base/json';
import { comparePaired, type PairedComparison, type RowResult } from '../core/evaluation/results';
import type { ExperimentRecord } from '../core/ledger/records/records';
import type { AnswerStore } from './answerStore';
import type { CellResult } from './experimentCells';
import { loadExperiment } from './experimentPlan';
import type { ExperimentSources } from './experimentSources';
import type { Ledger } from './ledger';
import { runTarget } from './runTarget';

/** The record of an experiment as programs read it. */
export interface ExperimentInfo extends ExperimentRecord {
  /** Of the version; `null` where it is missing here. */
  readonly number: number | null;
  /** Whether the experiment means today what it meant then. */
  readonly current: boolean;
}

/** An experiment in a list. */
export interface ExperimentItem {
  readonly experiment: string;
  readonly description: string;
  readonly prompts: readonly string[];
  /** What came of it last; `null` before the first run, and of a file that cannot be read. */
  readonly last: ExperimentInfo | null;
  /** Why the file cannot be read. */
  readonly problem: string | null;
}

/** Every experiment, sorted by name. Throws `io`. */
export async function listExperiments(
  ledger: Ledger,
  sources: ExperimentSources,
): Promise<readonly ExperimentItem[]> {
  const items: ExperimentItem[] = [];
  for (const name of await sources.experiments()) {
    try {
      const { experiment } = await loadExperiment(ledger, sources, name);
      const { description, prompts } = experiment;
      const [last = null] = await experimentRecords(ledger, sources, name);
      items.push({ experiment: name, description, prompts, last, problem: null });
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      const { message: problem } = error;
      items.push({ experiment: name, description: '', prompts: [], last: null, problem });
    }
  }
  return items;
}

/** What came of an experiment, newest first. Throws as `loadExperiment`, and `prompt-not-found`. */
export async function experimentRecords(
  ledger: Ledger,
  sources: ExperimentSources,
  name: string,
): Promise<readonly ExperimentInfo[]> {
  const { experiment, definition } = await loadExperiment(ledger, sources, name);
  const found: ExperimentInfo[] = [];
  for (const prompt of experiment.prompts) {
    const { name: current, state } = await ledger.existing(prompt);
    for (const record of state.experiments) {
      if (record.experiment !== name) continue;
      found.push({
        ...record,
        prompt: current,
        number: state.versions.get(record.version)?.number ?? null,
        current: record.definition === definition,
      });
    }
  }
  return found.sort((left, right) => (left.at < right.at ? 1 : -1));
}

/** Two runs of an experiment, held against each other. */
export interface ExperimentComparison extends PairedComparison {
  readonly experiment: string;
  readonly left: ExperimentInfo;
  readonly right: ExperimentInfo;
}

/**
 * Compares the newest records of two versions row by row. Throws what resolving does, and `answer-missing` where
 * a version was not tried or its rows are not here.
 */
export async function compareExperiment(
  ledger: Ledger,
  world: { readonly sources: ExperimentSources; readonly answers: AnswerStore },
  input: { readonly experiment: string; readonly left: string; readonly right: string },
): Promise<ExperimentComparison> {
  const records = await experimentRecords(ledger, world.sources, input.experiment);
  const { experiment } = await loadExperiment(ledger, world.sources, input.experiment);
  const [prompt = ''] = experiment.prompts;
  const side = async (reference: string): Promise<[ExperimentInfo, readonly RowResult[]]> => {
    const target = await runTarget(
      ledger,
      reference.includes('@') ? reference : `${prompt}@${reference}`,
    );
    const found = records.find(record => record.version === target.version?.id);
    if (found === undefined) throw notTried(input.experiment, target.label);
    return [found, await rowsOf(world.answers, target.folder, found)];
  };
  const [left, ours] = await side(input.left);
  const [right, theirs] = await side(input.right);
  return { experiment: input.experiment, left, right, ...comparePaired(ours, theirs) };
}

/** The rows of a record. Throws `answer-missing` where they are not here. */
export async function rowsOf(
  answers: AnswerStore,
  folder: string,
  {
    results,
    experiment,
    version,
    model,
  }: Pick<ExperimentRecord, 'results' | 'experiment' | 'version' | 'model'>,
): Promise<readonly RowResult[]> {
  const cells = cellsIn(await answers.results(folder, results));
  if (cells === undefined) {
    const message = `The rows of the run of "${experiment}" are not here: they were not kept in git. Run it again.`;
    throw new LedgerError('answer-missing', { experiment, results }, message);
  }
  return cells.map(cell => ({
    row: cell.row,
    version,
    model,
    repeat: cell.repeat,
    answer: { ms: 0, usage: null, cost: null, error: cell.error as RowResult['answer']['error'] },
    checks: cell.checks,
    ...(cell.threshold !== undefined && { threshold: cell.threshold }),
  }));
}

/** `undefined` of no file, and of one that somebody wrote by hand under its own hash and that holds no rows. */
function cellsIn(text: string | undefined): readonly CellResult[] | undefined {
  if (text === undefined) return undefined;
  try {
    const cells = parseJson(text);
    return Array.isArray(cells) && cells.every(isCell) ? cells : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isCell(value: unknown): value is CellResult {
  if (!isObject(value)) return false;
  const { row, repeat, checks, error } = value;
  const isAsked = typeof row === 'string' && typeof repeat === 'number';
  return isAsked && (error === null || isObject(error)) && isChecks(checks);
}

function isChecks(value: unknown): boolean {
  const isResult = (item: unknown): boolean =>
    isObject(item) &&
    typeof item.pass === 'boolean' &&
    [item.score, item.weight].every(number => typeof number === 'number');
  return Array.isArray(value) && value.every(isResult);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function notTried(experiment: string, label: string): LedgerError {
  const message = `"${experiment}" was not run on ${label}. Run it first: promptledger experiment run ${experiment} …`;
  return new LedgerError('answer-missing', { experiment, label }, message);
}
