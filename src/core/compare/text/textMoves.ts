import { findMoves, linesIn } from './moves';
import type { TextEdit } from './textEdits';

/** Paragraphs of a text that stand elsewhere. */
export interface TextMoves {
  readonly paragraphs: number;
  /** Nothing else happened: what went came back, but for blank lines. */
  readonly isAll: boolean;
}

/** Counts paragraphs that moved. `left` are the lines of the left text, which the edits change. */
export function countMoves(left: readonly string[], edits: readonly TextEdit[]): TextMoves {
  const gone = edits.flatMap(({ start, endExclusive }) =>
    Array.from({ length: endExclusive - start }, (_, offset) => start + offset),
  );
  const lines: string[] = [];
  const come: number[] = [];
  for (const edit of edits) {
    for (const line of edit.lines) come.push(lines.push(line) - 1);
    // Lines of two edits do not stand beside each other.
    lines.push('');
  }
  const moves = findMoves({ lines: left, changed: gone }, { lines, changed: come });
  const moved = { left: linesIn(moves, 'left'), right: linesIn(moves, 'right') };
  const isText = (line = '') => line.trim() !== '';
  const isAll =
    moves.length > 0 &&
    !gone.some(line => isText(left[line]) && !moved.left.has(line)) &&
    !come.some(line => isText(lines[line]) && !moved.right.has(line));
  const paragraphs = moves.reduce(
    (sum, { right }) => sum + countParagraphs(lines.slice(right.start, right.endExclusive)),
    0,
  );
  return { paragraphs, isAll };
}

function countParagraphs(lines: readonly string[]): number {
  const isBlank = (line = '') => line.trim() === '';
  return lines.filter((line, index) => !isBlank(line) && isBlank(lines[index - 1])).length;
}
