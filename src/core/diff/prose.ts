/** A piece of a line as it is shown. */
export interface ProsePiece {
  readonly text: string;
  readonly kind: 'same' | 'changed' | 'folded';
}

/** An unchanged stretch longer than this is folded. */
const MAX_SAME = 240;
/** What stays of it beside a change, up to the next space. */
const CONTEXT = 60;

/**
 * Folds the long unchanged stretches of a paragraph that is one line, so that its changes are seen
 * together. What is folded stays in the piece, and the pieces joined are the line.
 *
 *     You are a … (900 characters) … always stay [polite] when …
 *     ->
 *     You are a … [⋯ 780 characters] … always stay [polite] when …
 */
export function foldProse(
  pieces: readonly { readonly text: string; readonly isChanged: boolean }[],
): ProsePiece[] {
  if (!pieces.some(({ isChanged }) => isChanged)) {
    return pieces.map(({ text }) => ({ text, kind: 'same' }));
  }
  return pieces.flatMap(({ text, isChanged }, index): ProsePiece[] => {
    if (isChanged) return [{ text, kind: 'changed' }];
    if (text.length <= MAX_SAME) return [{ text, kind: 'same' }];
    const start = index === 0 ? 0 : spaceAfter(text, CONTEXT);
    const end = index === pieces.length - 1 ? text.length : spaceBefore(text, CONTEXT);
    if (end - start < MAX_SAME / 2) return [{ text, kind: 'same' }];
    return [
      { text: text.slice(0, start), kind: 'same' as const },
      { text: text.slice(start, end), kind: 'folded' as const },
      { text: text.slice(end), kind: 'same' as const },
    ].filter(piece => piece.text !== '');
  });
}

/** Where the first space at or after `from` ends: a cut there splits no word and no grapheme. */
function spaceAfter(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space < 0 ? text.length : space + 1;
}

function spaceBefore(text: string, from: number): number {
  const space = text.lastIndexOf(' ', text.length - from);
  return space < 0 ? 0 : space;
}
