import type { TemplatePlace } from './model';

// A marker is seven signs that begin a line, and a label behind a blank or nothing. Lookarounds,
// because "^" and "$" would also stop at U+2028, which is no line end here.
const CONFLICT_START = /(?<![^\n])<{7}(?: [^\n]*)?(?![^\n])/g;
const CONFLICT_MIDDLE = /(?<![^\n])={7}(?![^\n])/g;
const CONFLICT_END = /(?<![^\n])>{7}(?: [^\n]*)?(?![^\n])/g;
const MARKER = '(?:<{7}|\\|{7}|={7}|>{7})(?: |$)';
const MARKER_LINE = new RegExp(`^${MARKER}`);
const ESCAPED_LINE = new RegExp(`^\\\\+${MARKER}`);
/** The first and the last line of a block; `=======` alone is the underline of a heading. */
const OUTER_LINE = /^(?:<{7}|>{7})(?: |$)/;

/**
 * Where the first line of a conflict stands that git left in a source, `undefined` without one: its
 * three markers in their order, for each of them alone may be a text. A line of content that begins
 * with a marker has a backslash before it.
 */
export function conflictStart(source: string): number | undefined {
  let from = 0;
  let start: number | undefined;
  for (const marker of [CONFLICT_START, CONFLICT_MIDDLE, CONFLICT_END]) {
    marker.lastIndex = from;
    const found = marker.exec(source);
    if (found === null) return undefined;
    start ??= found.index;
    from = found.index + found[0].length;
  }
  return start;
}

/** Whether a line of a document stands for one with a backslash less, which begins with a marker. */
export function isEscapedMarker(line: string): boolean {
  return ESCAPED_LINE.test(line);
}

/**
 * Lines with a backslash before each marker that has none, so that all are text. Without a first or a
 * last marker among them they stay: `=======` underlines a heading.
 */
export function markersAsText(lines: readonly string[]): readonly string[] {
  if (!lines.some(line => OUTER_LINE.test(line))) return lines;
  return lines.map(line => (MARKER_LINE.test(line) ? `\\${line}` : line));
}

/** A text, of which nothing but markers has a meaning, as a document has it. */
export function escapeText(text: string): string {
  // Most texts hold none, and need not be cut.
  if (!/(?:<{7}|\|{7}|={7}|>{7})/.test(text)) return text;
  const lines = text.split('\n').map(line => (isEscapedMarker(line) ? `\\${line}` : line));
  return markersAsText(lines).join('\n');
}

/** The template of a text, and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly place: TemplatePlace;
}

/** Takes back what `escapeText` did to a text whose first line is `firstLine` of the document. */
export function unescapeText(source: string, firstLine: number): PlacedText {
  const place = { line: firstLine, column: 1 };
  if (!/\\(?:<{7}|\|{7}|={7}|>{7})/.test(source)) return { text: source, place };
  const lines = source.split('\n');
  const escaped = lines.flatMap((line, index) =>
    isEscapedMarker(line) ? [firstLine + index] : [],
  );
  return {
    text: lines.map(line => (isEscapedMarker(line) ? line.slice(1) : line)).join('\n'),
    place: escaped.length === 0 ? place : { ...place, escapedLines: new Set(escaped) },
  };
}
