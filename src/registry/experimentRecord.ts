import { printJson } from '../core/base/json';
import type { RunSummary } from '../core/evaluation/results';
import type { ExperimentRecord, VersionRecord } from '../core/ledger/records/records';
import type { AnswerStore } from './answerStore';
import type { Column, FinishedCell } from './experimentCells';
import type { PlannedExperiment } from './experimentPlan';
import type { Ledger } from './ledger';

/** What came of a version and a model, to be recorded. */
export interface RecordedRun {
  readonly planned: PlannedExperiment;
  readonly column: Column;
  readonly cells: readonly FinishedCell[];
  readonly version: VersionRecord;
  readonly model: string;
  readonly summary: RunSummary;
}

/**
 * Keeps the answers that the experiment wants kept, and writes the record of one version and one model. Returns
 * its id; that of the one that is there where all of it was recorded before. Throws `io`, `identity-missing`.
 */
export async function recordRun(
  ledger: Ledger,
  answers: AnswerStore,
  run: RecordedRun,
): Promise<string> {
  const { planned, column, cells, version, model, summary } = run;
  const { keep } = planned.experiment;
  for (const { stored, result } of cells) {
    const isKept = keep === 'all' || (keep === 'failed' && result.outcome !== 'passed');
    if (stored !== undefined && isKept && !stored.kept) await answers.keep(stored.answer);
  }
  const { folder, prompt } = column.target;
  const text = `${printJson(
    cells.map(({ result }) => result),
    2,
  )}\n`;
  const results = await answers.addResults(folder, text, { kept: keep !== 'none' });
  const plan = {
    kind: 'experiment',
    experiment: planned.name,
    version: version.id,
    model,
    dataset: column.dataset,
    definition: planned.definition,
    ...summary,
    results,
  } as const;
  const snapshot = await ledger.existing(prompt);
  const same = snapshot.state.experiments.findLast(item => isSame(item, plan));
  return (same ?? (await ledger.write<ExperimentRecord>(snapshot, plan))).id;
}

type Compared = Pick<
  ExperimentRecord,
  'experiment' | 'version' | 'model' | 'dataset' | 'definition' | 'results'
>;

function isSame(left: Compared, right: Compared): boolean {
  return (
    left.experiment === right.experiment &&
    left.version === right.version &&
    left.model === right.model &&
    left.dataset === right.dataset &&
    left.definition === right.definition &&
    left.results === right.results
  );
}
