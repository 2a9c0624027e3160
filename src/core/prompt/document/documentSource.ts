import { withoutByteOrderMark } from '../../base/byteOrderMark';
import { conflictStart } from './conflictMarkers';
import type { DocumentProblem } from './model';

/** The most that a document may hold, in bytes of UTF-8. */
export const MAX_DOCUMENT_BYTES = 1024 * 1024;
/** The most that is taken from outside at once: what is imported may hold several documents. */
export const MAX_INPUT_BYTES = 16 * MAX_DOCUMENT_BYTES;

/** The text that a document's bytes stand for: without byte order mark, with "\n" as the only line end. */
export function normalizeSource(text: string): string {
  return withLineFeeds(withoutByteOrderMark(text));
}

/** The text with "\n" as its only line end. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Whether `source` has more bytes than a document may have. */
export function isTooLarge(source: string): boolean {
  // A UTF-16 unit takes one to three bytes, so most texts need not be counted.
  if (source.length > MAX_DOCUMENT_BYTES) return true;
  return source.length * 3 > MAX_DOCUMENT_BYTES && utf8Length(source) > MAX_DOCUMENT_BYTES;
}

/** How many bytes `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** What forbids reading `source` as a document at all, whatever its lines say. */
export function sourceProblem(source: string): DocumentProblem | undefined {
  if (isTooLarge(source)) {
    return error(1, 1, 'The document is larger than 1 MB. Split it and include its parts.');
  }
  return surrogateProblem(source) ?? conflictProblem(source);
}

function surrogateProblem(source: string): DocumentProblem | undefined {
  const index = source.search(/\p{Surrogate}/u);
  if (index < 0) return undefined;
  const before = source.slice(0, index);
  const line = before.split('\n').length;
  const column = index - before.lastIndexOf('\n');
  return error(line, column, 'Half a character (a lone surrogate) stands here. Remove it.');
}

/** Whether git left a conflict in a document that nobody decided yet. */
export function hasConflict(source: string): boolean {
  return conflictStart(source) !== undefined;
}

function conflictProblem(source: string): DocumentProblem | undefined {
  const start = conflictStart(source);
  if (start === undefined) return undefined;
  const line = source.slice(0, start).split('\n').length;
  return error(line, 1, IN_CONFLICT);
}

const IN_CONFLICT =
  'A git conflict begins here. Choose one side and remove the markers; where they are text, write a backslash before each.';

function error(line: number, column: number, message: string): DocumentProblem {
  return { severity: 'error', message, line, column };
}
