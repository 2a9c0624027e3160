import { diffLines } from '../text/lines';
import { lengthOf, type Range } from '../text/range';

/** Lines of a base that another text has otherwise; one of the two ranges may be empty. */
export interface TextChange {
  /** In the base. */
  readonly left: Range;
  /** In the text. */
  readonly right: Range;
}

/** What differs between two texts, from top to bottom, as lines split on "\n". */
export function findChanges(base: string, text: string): TextChange[] {
  return diffLines(base.split('\n'), text.split('\n'))
    .hunks.filter(({ kind }) => kind === 'changed')
    .map(({ left, right }) => ({ left, right }));
}

/** The base with these changes made, and no other. */
export function applyChanges(base: string, text: string, changes: readonly TextChange[]): string {
  const [baseLines, textLines] = [base.split('\n'), text.split('\n')];
  const made: string[] = [];
  let at = 0;
  for (const { left, right } of changes) {
    for (const line of baseLines.slice(at, left.start)) made.push(line);
    for (const line of linesOf(textLines, right)) made.push(line);
    at = left.endExclusive;
  }
  return [...made, ...baseLines.slice(at)].join('\n');
}

/** A replacement of whole lines of a text. */
export interface LineReplacement {
  readonly range: Range;
  readonly lines: readonly string[];
}

/** What takes one change back: lines of the text, and what the base has in their place. */
export function revertChange(base: string, change: TextChange): LineReplacement {
  return { range: change.right, lines: linesOf(base.split('\n'), change.left) };
}

/** A text with some of its lines replaced. */
export function replaceLines(text: string, { range, lines }: LineReplacement): string {
  const all = text.split('\n');
  return [...all.slice(0, range.start), ...lines, ...all.slice(range.endExclusive)].join('\n');
}

/**
 * The changes that touch a stretch of the text. Lines that were removed have no line of their own:
 * they are touched by the lines before and after the gap.
 */
export function changesTouching(changes: readonly TextChange[], lines: Range): TextChange[] {
  return changes.filter(({ right }) =>
    lengthOf(right) === 0 || lengthOf(lines) === 0
      ? right.start <= lines.endExclusive && lines.start <= right.endExclusive
      : right.start < lines.endExclusive && lines.start < right.endExclusive,
  );
}

function linesOf(lines: readonly string[], { start, endExclusive }: Range): string[] {
  return lines.slice(start, endExclusive);
}
