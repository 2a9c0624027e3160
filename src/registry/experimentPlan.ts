import { LedgerError } from '../core/base/errors';
import { didYouMean, similarNames } from '../core/base/similarNames';
import { datasetHash, rowHash, rowId, type DatasetRow } from '../core/evaluation/dataset/row';
import { readDataset } from '../core/evaluation/dataset';
import { experimentDefinition, plannedRow, readExperiment } from '../core/evaluation/experiment';
import type { Experiment, PlannedRow } from '../core/evaluation/model';
import type { ExperimentSources } from './experimentSources';
import type { Ledger } from './ledger';
import { sampleValues } from './render';

/** A row as it is asked. */
export interface ExperimentCase extends PlannedRow {
  /** The id of its values. */
  readonly row: string;
  /** The name of the sample that it is; `null` for a row of a dataset. */
  readonly sample: string | null;
  readonly values: DatasetRow['values'];
}

/** An experiment with what its files say now. */
export interface PlannedExperiment {
  readonly name: string;
  readonly experiment: Experiment;
  /** The hash of what it means. */
  readonly definition: string;
}

/** The rows that a prompt is asked in an experiment. */
export interface PlannedCases {
  readonly cases: readonly ExperimentCase[];
  /** The hash of the dataset. */
  readonly dataset: string;
}

/**
 * Reads an experiment by its name. Throws `invalid-input` where there is none, or with the first problem of
 * its file and its place.
 */
export async function loadExperiment(
  ledger: Ledger,
  sources: ExperimentSources,
  name: string,
): Promise<PlannedExperiment> {
  const text = await sources.experiment(name);
  if (text === undefined) throw await notFound(sources, name);
  const { experiment, problems } = readExperiment(text);
  const [problem] = problems;
  if (experiment !== undefined && problem === undefined) {
    const definition = experimentDefinition(experiment, ledger.ports.digest);
    return { name, experiment, definition };
  }
  const { message = '', line = 1, column = 1 } = problem ?? {};
  throw new LedgerError(
    'invalid-input',
    { experiment: name, problems },
    `experiments/${name}.yaml:${line}:${column}: ${message}`,
  );
}

/**
 * The rows that an experiment asks a prompt: those of its dataset, or the samples of the prompt. Throws
 * `invalid-input` with the line, `io`, `sample-not-found`.
 */
export async function loadCases(
  ledger: Ledger,
  sources: ExperimentSources,
  { experiment }: PlannedExperiment,
  prompt: string,
): Promise<PlannedCases> {
  const { digest } = ledger.ports;
  const { dataset } = experiment;
  const rows =
    dataset === null
      ? await sampleRows(ledger, prompt)
      : await datasetRows(sources, dataset.replace(/\.(?:jsonl|csv)$/, ''));
  if (rows.length === 0) throw nothingToAsk(prompt, dataset);
  return {
    cases: rows.map(row => ({
      ...plannedRow(experiment, row, digest),
      row: rowId(row.values, digest),
      sample: row.sample ?? null,
      values: row.values,
    })),
    dataset: datasetHash(
      rows.map(row => rowHash(row, digest)),
      digest,
    ),
  };
}

type Row = Omit<DatasetRow, 'line'> & { readonly sample?: string };

async function sampleRows(ledger: Ledger, prompt: string): Promise<readonly Row[]> {
  const names = await ledger.ports.documents.samples(prompt);
  return Promise.all(
    names.map(async sample => ({
      values: await sampleValues(ledger, prompt, sample),
      checks: [],
      sample,
    })),
  );
}

async function datasetRows(sources: ExperimentSources, name: string): Promise<readonly Row[]> {
  const dataset = await sources.dataset(name);
  if (dataset === undefined) {
    const names = await sources.datasets();
    const hint = names.length === 0 ? 'There is none yet.' : `There are: ${names.join(', ')}.`;
    const message = `There is no dataset "${name}" in datasets/. ${hint}`;
    throw new LedgerError('invalid-input', { dataset: name, datasets: names }, message);
  }
  const rows: Row[] = [];
  for await (const row of readDataset(dataset.chunks(), dataset.format)) rows.push(row);
  return rows;
}

function nothingToAsk(prompt: string, dataset: string | null): LedgerError {
  const message =
    dataset === null
      ? `"${prompt}" has no sample to be tried with. Save one, or name a dataset in the experiment.`
      : `The dataset "${dataset}" has no row. Write one, or name another.`;
  return new LedgerError('invalid-input', { prompt, dataset }, message);
}

async function notFound(sources: ExperimentSources, name: string): Promise<LedgerError> {
  const names = await sources.experiments();
  const similar = similarNames(name, names);
  const hint =
    similar.length > 0
      ? didYouMean(similar)
      : names.length === 0
        ? `Write one: experiments/${name}.yaml with "prompt: …" and "checks: …".`
        : `There are: ${names.join(', ')}.`;
  const message = `There is no experiment "${name}". ${hint}`;
  return new LedgerError('invalid-input', { experiment: name, experiments: names }, message);
}
