import { createBudget } from '../text/budget';
import { pairLines, type LineChange } from '../text/pairs';
import { findChanges, type TextChange } from './changes';

/** Text of a base that is not in a text any more, at the place in the text where it stood. */
export interface RemovedText {
  /** Line and column in the text, counted from 0; the column in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** May span lines, separated by "\n". */
  readonly removed: string;
  /** The change that it is part of. */
  readonly change: TextChange;
}

/**
 * What was removed between a base and a text: words at their place within a line, whole lines at the
 * end of the line before them (or at the very beginning).
 */
export function findRemoved(base: string, text: string): RemovedText[] {
  const [baseLines, textLines] = [base.split('\n'), text.split('\n')];
  const budget = createBudget();
  return findChanges(base, text).flatMap(change => {
    const { left, right } = change;
    const { changes } = pairLines(
      baseLines.slice(left.start, left.endExclusive),
      textLines.slice(right.start, right.endExclusive),
      budget,
    );
    return joinLines(changes, { baseLines, textLines, change });
  });
}

interface Place {
  readonly baseLines: readonly string[];
  readonly textLines: readonly string[];
  readonly change: TextChange;
}

/** Removed lines that follow each other are one text. */
function joinLines(changes: readonly LineChange[], place: Place): RemovedText[] {
  const { baseLines, textLines, change } = place;
  const found: RemovedText[] = [];
  let gone: string[] = [];
  let before = change.right.start - 1;
  const close = (): void => {
    if (gone.length === 0) return;
    const isFirst = before < 0;
    const column = isFirst ? 0 : (textLines[before] ?? '').length;
    found.push({ line: isFirst ? 0 : before, column, removed: gone.join('\n'), change });
    gone = [];
  };
  for (const item of changes) {
    if (item.kind === 'removed') {
      gone.push(baseLines[change.left.start + item.left] ?? '');
      continue;
    }
    close();
    before = change.right.start + item.right;
    if (item.kind === 'modified') for (const word of removedWords(item, place)) found.push(word);
  }
  close();
  return found;
}

/** Changed words come in pairs from left to right; a removed one without a partner stands alone. */
function removedWords(
  item: LineChange & { readonly kind: 'modified' },
  { baseLines, change }: Place,
): RemovedText[] {
  const baseLine = baseLines[change.left.start + item.left] ?? '';
  const line = change.right.start + item.right;
  return item.leftSpans.flatMap(span => {
    if (span.start === span.endExclusive) return [];
    const removed = baseLine.slice(span.start, span.endExclusive);
    return [{ line, column: columnAfter(span.start, item), removed, change }];
  });
}

/** Where an offset of the left line lies in the right one: equal text keeps its distance. */
function columnAfter(
  offset: number,
  { leftSpans, rightSpans }: LineChange & { readonly kind: 'modified' },
): number {
  const gone = leftSpans
    .filter(span => span.endExclusive <= offset)
    .reduce((sum, span) => sum + span.endExclusive - span.start, 0);
  let column = offset - gone;
  for (const span of rightSpans) {
    if (span.start >= column) break;
    column += span.endExclusive - span.start;
  }
  return column;
}
