import type { DiffBudget } from './budget';
import { diffLines, splitLines, type LineHunk } from './lines';

/** Lines of the left text, counted from 0, and what stands in their place on the right. */
export interface TextEdit {
  readonly start: number;
  readonly endExclusive: number;
  /** With their newlines; the last line of a text may have none. */
  readonly lines: readonly string[];
}

/** What leads from one text to the other, line by line. */
export function diffTexts(left: string, right: string, budget: DiffBudget): readonly TextEdit[] {
  const [leftLines, rightLines] = [splitLines(left), splitLines(right)];
  // A text that came or went as a whole, of which there may be a hundred thousand.
  if (leftLines.length === 0 || rightLines.length === 0) {
    if (left === right) return [];
    return [{ start: 0, endExclusive: leftLines.length, lines: rightLines }];
  }
  return toTextEdits(diffLines(leftLines, rightLines, budget).hunks, rightLines);
}

/** The edits that hunks stand for; `right` are the lines of the right text. */
export function toTextEdits(
  hunks: readonly LineHunk[],
  right: readonly string[],
): readonly TextEdit[] {
  return hunks
    .filter(hunk => hunk.kind === 'changed')
    .map(hunk => ({
      ...hunk.left,
      lines: right.slice(hunk.right.start, hunk.right.endExclusive),
    }));
}

/** The right text: `applyTextEdits(a, diffTexts(a, b)) === b`. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const lines = splitLines(text);
  const made: string[] = [];
  let at = 0;
  for (const { start, endExclusive, lines: replacement } of edits) {
    for (const line of lines.slice(at, start)) made.push(line);
    for (const line of replacement) made.push(line);
    at = endExclusive;
  }
  return [...made, ...lines.slice(at)].join('');
}

/** How many lines the edits add and remove. */
export function countEdits(edits: readonly TextEdit[]): { added: number; removed: number } {
  return {
    added: edits.reduce((sum, { lines }) => sum + lines.length, 0),
    removed: edits.reduce((sum, { start, endExclusive }) => sum + endExclusive - start, 0),
  };
}
