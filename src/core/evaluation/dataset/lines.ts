import { LedgerError } from '../../base/errors';
import type { Chunks } from './row';

/** A line of a text, without its end. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** A row that is longer is no row of values: it would have to be held in memory. */
const MAX_ROW = 8_000_000;

/**
 * The lines of a text that comes in pieces, wherever these are cut: ends are "\n" or "\r\n", and a byte order
 * mark is no part of the first. Throws `too-large` for a line without end.
 */
export async function* linesOf(chunks: Chunks): AsyncGenerator<Line> {
  let rest = '';
  let line = 0;
  for await (const chunk of chunks) {
    const pieces = (line === 0 && rest === '' ? chunk.replace(/^\uFEFF/, '') : chunk).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      yield { text: (rest + piece).replace(/\r$/, ''), line: ++line };
      rest = '';
    }
    rest += last;
    requireShort(rest.length, line + 1);
  }
  if (rest !== '') yield { text: rest.replace(/\r$/, ''), line: line + 1 };
}

/** Throws `too-large` for a row with more characters than may be held. */
export function requireShort(length: number, line: number): void {
  if (length <= MAX_ROW) return;
  throw new LedgerError(
    'too-large',
    { line, limit: MAX_ROW },
    `Line ${line}: a row has up to ${MAX_ROW} characters. Cut it into several, or close its quotes.`,
  );
}
