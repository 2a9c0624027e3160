/** A stretch of a sequence, counted from 0. */
export interface Range {
  readonly start: number;
  readonly endExclusive: number;
}

export function rangeOf(start: number, endExclusive: number): Range {
  return { start, endExclusive };
}

export function lengthOf(range: Range): number {
  return range.endExclusive - range.start;
}
