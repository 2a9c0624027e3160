import { readDataset, type DatasetFormat } from '../../../src/core/evaluation/dataset';
import type { Chunks, DatasetRow } from '../../../src/core/evaluation/dataset/row';

/** All rows of a dataset at once. */
export async function rowsOf(chunks: Chunks, format: DatasetFormat): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = [];
  for await (const row of readDataset(chunks, format)) rows.push(row);
  return rows;
}
