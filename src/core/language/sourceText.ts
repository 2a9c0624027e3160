import type { Position } from '../engines/template/position';

/** A stretch of a text, by offsets. */
export interface Span {
  readonly start: number;
  readonly endExclusive: number;
}

/** Puts `text` in the place of a stretch. */
export interface TextChange extends Span {
  readonly text: string;
}

/** A text with "\n" as its only line end, read by offsets and by lines and columns that count from 1. */
export class SourceText {
  readonly text: string;
  readonly #lineStarts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  positionAt(offset: number): Position {
    const bounded = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= bounded) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: bounded - (this.#lineStarts[low] ?? 0) + 1 };
  }

  /** The nearest offset: a column beyond the end of its line means that end. */
  offsetAt({ line, column }: Position): number {
    const { start, endExclusive } = this.lineSpan(line);
    return Math.max(start, Math.min(start + column - 1, endExclusive));
  }

  /** A line without its line end. */
  lineSpan(line: number): Span {
    const index = Math.max(0, Math.min(line, this.#lineStarts.length) - 1);
    const next = this.#lineStarts[index + 1];
    const endExclusive = next === undefined ? this.text.length : next - 1;
    return { start: this.#lineStarts[index] ?? 0, endExclusive };
  }

  lineText(line: number): string {
    return this.slice(this.lineSpan(line));
  }

  slice({ start, endExclusive }: Span): string {
    return this.text.slice(start, endExclusive);
  }
}

/** Whether `offset` lies in a stretch, its end among it: where a cursor touches it. */
export function touches({ start, endExclusive }: Span, offset: number): boolean {
  return start <= offset && offset <= endExclusive;
}

/** The text after changes that do not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  return [...changes]
    .sort((left, right) => right.start - left.start)
    .reduce(
      (result, { start, endExclusive, text: replacement }) =>
        result.slice(0, start) + replacement + result.slice(endExclusive),
      text,
    );
}
