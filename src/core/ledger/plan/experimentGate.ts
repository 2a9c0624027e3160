import { LedgerError } from '../../base/errors';
import { experimentGateText, type ExperimentGate } from '../environments/experimentGates';
import type { Environment } from '../environments/registryConfig';
import type { ExperimentRecord, VersionRecord } from '../records/records';
import type { ExperimentVerdict } from '../records/verdict';

/** How the rows of two versions compare. */
export interface ComparedRows {
  readonly wins: number;
  readonly losses: number;
  readonly p: number;
  readonly worse: boolean;
  /** The names of the rows that the new version alone does not pass. */
  readonly lost: readonly string[];
}

/** What is known of a version with one model. */
export interface FoundRun {
  /** `undefined` where neither the experiment nor the document names one: any will do. */
  readonly model: string | undefined;
  /** The newest record whose definition and dataset are today's. */
  readonly record: ExperimentRecord | undefined;
  /** Whether there is one that was made before the experiment or its rows changed. */
  readonly isOutdated: boolean;
  /** The names of the rows that do not pass; `undefined` where the rows are not here. */
  readonly failing: readonly string[] | undefined;
  /**
   * What the environment to compare with serves, where it serves another version; without rows, where either
   * side was not run or its rows are not here.
   */
  readonly compared?: {
    readonly version: Pick<VersionRecord, 'id' | 'number'>;
    readonly rows: ComparedRows | undefined;
  };
}

/** What was found out about one experiment of an environment. */
export interface ExperimentFinding {
  readonly gate: ExperimentGate;
  /** Whether the experiment tries this prompt. */
  readonly isAsked: boolean;
  /** Why nobody can tell, as sentences with the next step. */
  readonly unknown?: string;
  /** One for each model. */
  readonly runs: readonly FoundRun[];
}

/** What is decided on. */
interface Promoted {
  readonly prompt: string;
  readonly target: Environment;
  readonly version: Pick<VersionRecord, 'id' | 'number'>;
}

/** What stands in the way, as sentences with the next step, and the rows it is about. */
interface Obstacle {
  readonly message: string;
  readonly rows: readonly string[];
}

/** The newest of these records that is of this version and model and means what the experiment means today. */
export function currentRun(
  records: readonly ExperimentRecord[],
  wanted: Pick<ExperimentRecord, 'experiment' | 'version' | 'definition' | 'dataset'> & {
    readonly model: string | undefined;
  },
): Pick<FoundRun, 'record' | 'isOutdated'> {
  const own = records.filter(
    ({ experiment, version, model }) =>
      experiment === wanted.experiment &&
      version === wanted.version &&
      (wanted.model === undefined || model === wanted.model),
  );
  const record = own.findLast(
    ({ definition, dataset }) => definition === wanted.definition && dataset === wanted.dataset,
  );
  return { record, isOutdated: record === undefined && own.length > 0 };
}

/** Whether a run meets what is required; where nothing is, whether every row passes. */
export function isMet({ required, rows, passed }: ExperimentRecord): boolean {
  return required === 'none' ? rows > 0 && passed === rows : required === 'met';
}

/** What a release says of the experiments of its environment; `undefined` where it asks for none. */
export function experimentVerdicts(
  findings: readonly ExperimentFinding[],
): readonly ExperimentVerdict[] | undefined {
  if (findings.length === 0) return undefined;
  return findings.map(finding => ({
    experiment: finding.gate.name,
    against: finding.gate.against ?? null,
    result: !finding.isAsked ? 'not-asked' : isPassed(finding) ? 'passed' : 'failed',
    runs: finding.runs.flatMap(({ record, compared }) => {
      if (record === undefined) return [];
      const { id, model, rows, passed } = record;
      const { wins, losses, p } = compared?.rows ?? {};
      const isCompared = wins !== undefined && losses !== undefined && p !== undefined;
      const other = compared?.version.id ?? '';
      return {
        ...{ record: id, model, rows, passed },
        compared: isCompared ? { version: other, wins, losses, p } : null,
      };
    }),
  }));
}

function isPassed({ unknown, runs }: ExperimentFinding): boolean {
  const isGood = ({ record, compared }: FoundRun): boolean =>
    record !== undefined && isMet(record) && compared?.rows?.worse !== true;
  const isWhole = ({ compared }: FoundRun): boolean =>
    compared === undefined || compared.rows !== undefined;
  return unknown === undefined && runs.length > 0 && runs.every(run => isGood(run) && isWhole(run));
}

/**
 * Throws `experiment-unmet` for a version that does not meet every experiment of the environment, with the rows
 * that fail and what to do.
 */
export function requireExperiments(
  promoted: Promoted,
  findings: readonly ExperimentFinding[],
): void {
  const { prompt, target, version } = promoted;
  const failed = findings.filter(finding => finding.isAsked && !isPassed(finding));
  if (failed.length === 0) return;
  const told = failed.map(finding => {
    const { message, rows } = obstacleOf(promoted, finding);
    return { experiment: experimentGateText(finding.gate), message, rows };
  });
  throw new LedgerError(
    'experiment-unmet',
    { prompt, environment: target.name, version: version.id, unmet: told },
    told.map(({ message }) => message).join(' '),
  );
}

function obstacleOf(promoted: Promoted, { gate, unknown, runs }: ExperimentFinding): Obstacle {
  const { prompt, target, version } = promoted;
  const asks = `"${target.name}" takes only versions that meet the experiment "${gate.name}"`;
  if (unknown !== undefined)
    return { message: `${asks}, and nobody can tell: ${unknown}`, rows: [] };
  const found = runs
    .map(run => runObstacle(promoted, gate, run))
    .filter(item => item !== undefined);
  const [first = { message: `it was not run on v${version.number} of "${prompt}".`, rows: [] }] =
    found;
  return { message: `${asks}, and ${first.message}`, rows: first.rows };
}

function runObstacle(
  { prompt, version }: Promoted,
  gate: ExperimentGate,
  { model, record, isOutdated, failing, compared }: FoundRun,
): Obstacle | undefined {
  const what = `v${version.number} of "${prompt}"`;
  const run = `promptledger experiment run ${gate.name} ${prompt}@${version.number}`;
  if (record === undefined) {
    const on = model === undefined ? what : `${what} with ${model}`;
    const message = isOutdated
      ? `it or its rows changed since it was run on ${on}. Run it again: ${run}`
      : `it was not run on ${on}. Run it: ${run}`;
    return { message, rows: [] };
  }
  const next = 'Correct the prompt or the experiment, run it, and promote what meets it.';
  if (!isMet(record))
    return { message: unmetText(what, record, failing, next), rows: failing ?? [] };
  if (compared === undefined) return undefined;
  const { version: served, rows } = compared;
  const other = `v${served.number}, which "${gate.against ?? ''}" serves`;
  if (rows === undefined) {
    const message = `${what} cannot be compared with ${other}: not both were run as the experiment is today, with their rows at hand. Run it on both: ${run} ${prompt}@${served.number}`;
    return { message, rows: [] };
  }
  if (!rows.worse) return undefined;
  const { wins, losses, p, lost } = rows;
  const message = `${what} is significantly worse than ${other}: it passes ${wins} rows that the other one does not, and does not pass ${losses} that the other one does (p = ${p.toFixed(3)}): ${listed(lost)}. ${next}`;
  return { message, rows: lost };
}

function unmetText(
  what: string,
  { required, rows, passed, model, experiment }: ExperimentRecord,
  failing: readonly string[] | undefined,
  next: string,
): string {
  const asked =
    required === 'none' ? 'nothing is required, so every row has to pass' : 'it is unmet';
  const which =
    failing === undefined
      ? ` Which rows fail was not kept here: run it again to see, or look where it was run. `
      : failing.length === 0
        ? ' '
        : ` These do not: ${listed(failing)}. `;
  return `with ${model} ${passed} of ${rows} rows of ${what} pass; ${asked}.${which}${next} What came of it: promptledger experiment show ${experiment}`;
}

const MANY = 10;

/** The first of them, and how many more there are: all are in the error's data. */
function listed(names: readonly string[]): string {
  const more = names.length - MANY;
  return `${names.slice(0, MANY).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
