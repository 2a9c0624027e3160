import { LedgerError } from '../core/base/errors';

/** A file of another system, as text. */
export interface ForeignFile {
  /** What a person calls it: a path, or `-` for stdin. */
  readonly file: string;
  /** With "\n" as the only line end, without byte order mark. */
  readonly text: string;
}

/** A place in a file: a line that counts from 1, or a path into its JSON such as `messages[2].role`. */
export interface ForeignPlace {
  readonly line?: number;
  readonly path?: string;
}

/** `invalid-document` for what cannot become a prompt document, with file and place. */
export function refusal({ file }: ForeignFile, place: ForeignPlace, message: string): LedgerError {
  const { line, path } = place;
  const where = line === undefined ? path : `line ${line}`;
  const name = file === '-' ? 'stdin' : file;
  return new LedgerError(
    'invalid-document',
    { file, ...place },
    `${name}${where === undefined || where === '' ? '' : `, ${where}`}: ${message}`,
  );
}
