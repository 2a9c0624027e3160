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

/** Why a part of a file cannot be read, at a line of that part. */
export class LineProblem extends Error {
  override readonly name: string = 'LineProblem';
  /** Counted from 1 in the part. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** What `read` makes of the part of a file that begins at a line of it; a `LineProblem` becomes a `refusal` there. */
export function readPart<T>(file: ForeignFile, firstLine: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof LineProblem)) throw error;
    throw refusal(file, { line: firstLine + error.line - 1 }, error.message);
  }
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
