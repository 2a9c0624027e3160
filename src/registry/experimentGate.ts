import { LedgerError } from '../core/base/errors';
import { parsePromptName } from '../core/base/names';
import { compareText } from '../core/base/textOrder';
import type { Experiment } from '../core/evaluation/model';
import { comparePaired, outcomeOf, type RowResult } from '../core/evaluation/results';
import type { ExperimentGate } from '../core/ledger/environments/experimentGates';
import {
  currentRun,
  type ComparedRows,
  type ExperimentFinding,
  type FoundRun,
} from '../core/ledger/plan/experimentGate';
import { shortId } from '../core/ledger/plan/resolve';
import {
  sourceText,
  type ExperimentRecord,
  type VersionRecord,
} from '../core/ledger/records/records';
import { requireDocument } from '../core/prompt/document/document';
import { settingsOf } from '../core/prompt/providers/request';
import type { AnswerStore } from './answerStore';
import {
  loadCases,
  loadExperiment,
  type ExperimentCase,
  type PlannedExperiment,
} from './experimentPlan';
import { rowsOf } from './experimentRecords';
import type { Evaluation, Promotion } from './experimentSources';
import type { Ledger } from './ledger';
import type { PromptSnapshot } from './model';

/**
 * What the experiments that an environment asks for say of a version, as their files are today. What cannot be
 * found out is a finding, too, so that nothing passes unseen. Throws `io`.
 */
export async function findExperiments(
  ledger: Ledger,
  evaluation: Evaluation,
  promotion: Promotion,
): Promise<readonly ExperimentFinding[]> {
  const findings: ExperimentFinding[] = [];
  for (const gate of promotion.target.experiments) {
    try {
      findings.push(await findingOf(ledger, evaluation, { promotion, gate }));
    } catch (error) {
      if (!(error instanceof LedgerError) || error.code === 'io') throw error;
      findings.push({ gate, isAsked: true, unknown: error.message, runs: [] });
    }
  }
  return findings;
}

async function findingOf(
  ledger: Ledger,
  { sources, answers }: Evaluation,
  { promotion, gate }: { readonly promotion: Promotion; readonly gate: ExperimentGate },
): Promise<ExperimentFinding> {
  const { snapshot, next } = promotion;
  const planned = await loadExperiment(ledger, sources, gate.name);
  if (!(await tries(ledger, planned, snapshot.folder))) return { gate, isAsked: false, runs: [] };
  const { cases, dataset } = await loadCases(ledger, sources, planned, snapshot.name);
  const look = new Look({ snapshot, answers, planned, dataset, cases });
  const served = servedElsewhere(promotion, gate);
  const others = served === undefined ? [] : modelsOf(planned.experiment, served);
  const runs: FoundRun[] = [];
  for (const [at, model] of modelsOf(planned.experiment, next).entries()) {
    const other = served && { version: served, model: others[at] };
    runs.push(await look.run({ version: next, model }, other));
  }
  return { gate, isAsked: true, runs };
}

/** Whether an experiment tries the prompt of this folder, by whichever of its names. */
async function tries(
  ledger: Ledger,
  { experiment }: PlannedExperiment,
  folder: string,
): Promise<boolean> {
  const names = ledger.names();
  for (const prompt of experiment.prompts) {
    if ((await names.folderOf(parsePromptName(prompt))) === folder) return true;
  }
  return false;
}

/** Those of the experiment, else that of the document, else any. */
function modelsOf({ models }: Experiment, version: VersionRecord): readonly (string | undefined)[] {
  return models.length > 0 ? models : [settingsOf(requireDocument(sourceText(version))).model];
}

/** What the environment to compare with serves, where that is another version. */
function servedElsewhere(
  { snapshot, next }: Promotion,
  { against }: ExperimentGate,
): VersionRecord | undefined {
  const id = against === undefined ? undefined : snapshot.state.tags.get(against)?.version;
  if (id === undefined || id === null || id === next.id) return undefined;
  const served = snapshot.state.versions.get(id);
  if (served !== undefined) return served;
  const message = `"${against ?? ''}" serves ${shortId(id)} of "${snapshot.name}", which is missing here. Fetch it, or promote where it is.`;
  throw new LedgerError('version-not-found', { prompt: snapshot.name, version: id }, message);
}

/** A version, and the model that it is tried with. */
interface Tried {
  readonly version: VersionRecord;
  readonly model: string | undefined;
}

interface Known {
  readonly snapshot: PromptSnapshot;
  readonly answers: AnswerStore;
  readonly planned: PlannedExperiment;
  readonly dataset: string;
  readonly cases: readonly ExperimentCase[];
}

/** Looks up runs of one experiment of one prompt. */
class Look {
  readonly #known: Known;
  readonly #names: ReadonlyMap<string, string>;

  constructor(known: Known) {
    this.#known = known;
    // A dataset may have thousands of rows, and the beginning of an id tells them apart.
    this.#names = new Map(known.cases.map(({ row, sample }) => [row, sample ?? row.slice(0, 8)]));
  }

  async run(tried: Tried, other: Tried | undefined): Promise<FoundRun> {
    const found = this.#find(tried);
    const rows = await this.#rows(found.record);
    const failing = rows?.filter(row => outcomeOf(row).outcome !== 'passed');
    const run = { model: tried.model, ...found, failing: failing && this.#namesOf(failing) };
    if (other === undefined) return run;
    const theirs = await this.#rows(this.#find(other).record);
    const compared = rows && theirs && this.#compare(rows, theirs);
    return { ...run, compared: { version: other.version, rows: compared } };
  }

  #find({ version, model }: Tried): Pick<FoundRun, 'record' | 'isOutdated'> {
    const { snapshot, planned, dataset } = this.#known;
    const { name: experiment, definition } = planned;
    return currentRun(snapshot.state.experiments, {
      ...{ experiment, definition, dataset, model },
      version: version.id,
    });
  }

  /** `undefined` where they are not here. */
  async #rows(record: ExperimentRecord | undefined): Promise<readonly RowResult[] | undefined> {
    if (record === undefined) return undefined;
    const { answers, snapshot } = this.#known;
    try {
      return await rowsOf(answers, snapshot.folder, record);
    } catch (error) {
      if (error instanceof LedgerError && error.code === 'answer-missing') return undefined;
      throw error;
    }
  }

  #compare(ours: readonly RowResult[], theirs: readonly RowResult[]): ComparedRows {
    const { wins, losses, p, worse, changed } = comparePaired(ours, theirs);
    return { wins, losses, p, worse, lost: this.#namesOf(changed.filter(row => row.right)) };
  }

  #namesOf(rows: readonly { readonly row: string }[]): readonly string[] {
    const names = rows.map(({ row }) => this.#names.get(row) ?? row.slice(0, 8));
    return [...new Set(names)].sort(compareText);
  }
}
