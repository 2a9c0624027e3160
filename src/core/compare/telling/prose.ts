/** A piece of a line as it is shown. */
export interface ProsePiece {
  readonly text: string;
  readonly kind: 'same' | 'changed' | 'folded';
}

/** An unchanged stretch longer than this is folded. */
const MAX_SAME = 240;
/** What stays of it beside a change, up to the end of a word. */
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
    const start = index === 0 ? 0 : cutAfter(text, CONTEXT);
    const end = index === pieces.length - 1 ? text.length : cutBefore(text, text.length - CONTEXT);
    if (end - start < MAX_SAME / 2) return [{ text, kind: 'same' }];
    return [
      { text: text.slice(0, start), kind: 'same' as const },
      { text: text.slice(start, end), kind: 'folded' as const },
      { text: text.slice(end), kind: 'same' as const },
    ].filter(piece => piece.text !== '');
  });
}

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** How far a cut looks for the end of a word. */
const REACH = 40;
const SPACE_OR_MARK = /[\s。、，！？；：]/;

/** Where the first word at or after `from` ends; in a script without spaces, where a grapheme does. */
function cutAfter(text: string, from: number): number {
  if (from >= text.length) return text.length;
  const end = text.slice(from, from + REACH).search(SPACE_OR_MARK);
  return end >= 0 ? from + end + 1 : graphemeAt(text, from);
}

function cutBefore(text: string, from: number): number {
  if (from <= 0) return 0;
  for (let at = from; at > Math.max(from - REACH, 0); at -= 1) {
    const character = text[at] ?? '';
    if (SPACE_OR_MARK.test(character)) return character.trim() === '' ? at : at + 1;
  }
  return graphemeAt(text, from);
}

/** The first place at or after `from` that is within no grapheme. */
function graphemeAt(text: string, from: number): number {
  const start = Math.max(0, from - REACH);
  const around = text.slice(start, from + REACH);
  for (const { index } of GRAPHEMES.segment(around))
    if (start + index >= from) return start + index;
  return text.length;
}
