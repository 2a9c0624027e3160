import { LedgerError } from '../../base/errors';
import { canonicalJson } from '../request';
import type { Check } from '../checks/model';

/** A row of a dataset: values for a prompt, and what is expected of the answer. */
export interface DatasetRow {
  readonly values: Readonly<Record<string, unknown>>;
  /** What the answer should be, in words of whoever wrote it. */
  readonly expected?: unknown;
  readonly checks: readonly Check[];
  /** The score from which on the row passes; without it, every check has to. */
  readonly threshold?: number;
  /** What the row is about, for people. */
  readonly description?: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/** SHA-256 of the UTF-8 bytes of a text, in hex. */
export type Digest = (text: string) => string;

/** Pieces of a text, as they are read. */
export type Chunks = AsyncIterable<string> | Iterable<string>;

/** The id of a row: the first 32 hex digits of the hash of its values, wherever the row stands. */
export function rowId(values: DatasetRow['values'], digest: Digest): string {
  return digest(canonicalJson(values)).slice(0, 32);
}

/** What tells a row from others: its values, and what is expected of the answer. */
export function rowHash(
  { values, expected, checks, threshold }: Omit<DatasetRow, 'line'>,
  digest: Digest,
): string {
  return digest(canonicalJson({ values, expected, checks, threshold }));
}

/**
 * The hash of a dataset, from those of its rows (`rowHash`). A dataset is a set: the order of its rows makes
 * no other one, for no answer depends on it; a row that is there twice counts twice.
 */
export function datasetHash(rowHashes: Iterable<string>, digest: Digest): string {
  return digest([...rowHashes].sort().join('\n'));
}

/** `invalid-input` for a line of a dataset: the sentence says what to do. */
export function badLine(line: number, message: string): LedgerError {
  return new LedgerError('invalid-input', { line }, `Line ${line}: ${message}`);
}
