let segmenter: Intl.Segmenter | undefined;

/** Letters as a reader counts them. Loading the rules takes longer than most commands do. */
function lettersOf(text: string): Iterable<{ readonly segment: string }> {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** What terminals and fixed-width fonts draw two columns wide: most of it, by script. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]/u;

/** How many columns a line of text takes in a terminal. */
export function textWidth(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of lettersOf(text)) width += widthOf(segment);
  return width;
}

/** A line of text that takes at most so many columns; a longer one ends with an ellipsis. */
export function cutToWidth(text: string, maxWidth: number): string {
  if (textWidth(text) <= maxWidth) return text;
  let width = 0;
  let cut = '';
  for (const { segment } of lettersOf(text)) {
    width += widthOf(segment);
    if (width > maxWidth - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

function widthOf(letter: string): number {
  return WIDE.test(letter) ? 2 : 1;
}
