import { LedgerError } from '../core/base/errors';

/** A file of another system, as text. */
export interface ForeignFile {
  /** What a person calls it: a path, or `-` for stdin. */
  readonly file: string;
  /** With "\n" as the only line end, without byte order mark. */
  readonly text: string;
  /** The line of the file that `text` is, or begins on, where that is not the first. */
  readonly line?: number;
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
export function refusal(file: ForeignFile, place: ForeignPlace, message: string): LedgerError {
  const { path } = place;
  const isPlaced = place.line !== undefined || file.line !== undefined;
  const line = isPlaced ? (file.line ?? 1) + (place.line ?? 1) - 1 : undefined;
  const where = [
    file.file === '-' ? 'stdin' : file.file,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(path === undefined || path === '' ? [] : [path]),
  ];
  const data = { file: file.file, ...place, ...(line === undefined ? {} : { line }) };
  return new LedgerError('invalid-document', data, `${where.join(', ')}: ${message}`);
}
