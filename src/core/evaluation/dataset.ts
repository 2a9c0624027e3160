import { LedgerError } from '../base/errors';
import { readCsv } from './dataset/csv';
import { readJsonl } from './dataset/jsonl';
import type { Chunks, DatasetRow } from './dataset/row';

/** How a dataset is written, by the end of the name of its file. */
export type DatasetFormat = 'jsonl' | 'csv';

/** The format of a file; throws `invalid-input` for a name that tells none. */
export function datasetFormat(file: string): DatasetFormat {
  if (file.endsWith('.jsonl')) return 'jsonl';
  if (file.endsWith('.csv')) return 'csv';
  throw new LedgerError(
    'invalid-input',
    { file },
    `A dataset is a file that ends with ".jsonl" or ".csv"; "${file}" does not. Rename it.`,
  );
}

/**
 * The rows of a dataset, one after the other, from the pieces of its text, so that no more than one has to be
 * held. Throws `invalid-input` with the line at the first row that is none, and `too-large` for one without
 * end. Numbers of JSON keep all their digits.
 */
export function readDataset(chunks: Chunks, format: DatasetFormat): AsyncGenerator<DatasetRow> {
  return format === 'csv' ? readCsv(chunks) : readJsonl(chunks);
}
