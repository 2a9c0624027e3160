import { mustacheEngine } from '../core/engines/mustache/engine';
import type { TemplateFormat } from '../core/prompt/document/model';
import { lost, type Loss } from './loss';

/** How the texts of a prompt are written in a document. */
export interface BraceReading {
  readonly format: TemplateFormat;
  /** A text of the prompt as a template. */
  readonly write: (text: string) => string;
  readonly warnings: readonly Loss[];
}

type Kind = 'variable' | 'mustache' | 'text';

interface Piece {
  readonly kind: Kind;
  readonly written: string;
}

/** What every reader of Langfuse fills in. */
const NAME = /^[\p{L}\p{N}_$.-]+$/u;
/** What its JavaScript reads as Mustache, and its Python leaves as it stands. */
const MUSTACHE = /^(?:[#^/!&]\s*\S|\{[^{}]*$)/;
/** Two braces that begin no tag: other delimiters stand around them. */
export const BRACES = '{{=<% %>=}}{{<%={{ }}=%>';

/**
 * Reads texts as Langfuse does: braces around anything but a name are text. Without a variable the format
 * is `none`, with one they are written so that Mustache reads no tag.
 */
export function readBraces(texts: readonly string[]): BraceReading {
  const pieces = texts.flatMap(piecesOf);
  const isRead = texts.every(
    text => mustacheEngine.parse(written(text, true)).problems.length === 0,
  );
  const isText = ({ kind }: Piece): boolean => kind === 'text' || (kind === 'mustache' && !isRead);
  const left = named(pieces.filter(isText));
  const kept = named(pieces.filter(({ kind }) => isRead && kind === 'mustache'));
  if (left !== '' && pieces.every(isText)) {
    const warning = `Braces around what is no name are text (${left}), so the format is "none".`;
    return { format: 'none', write: text => text, warnings: [lost('format', warning)] };
  }
  return {
    format: 'mustache',
    write: text => written(text, isRead),
    warnings: [
      ...(left === ''
        ? []
        : [
            lost(
              'prompt',
              `Braces around what is no name are text, and stand between other delimiters: ${left}.`,
            ),
          ]),
      ...(kept === ''
        ? []
        : [
            lost(
              'prompt',
              `A tag of Mustache, which Langfuse's Python leaves as it stands: ${kept}.`,
            ),
          ]),
    ],
  };
}

function written(text: string, isRead: boolean): string {
  let done = 0;
  const parts = piecesOf(text).map(({ kind, written: tag }) => {
    const start = text.indexOf(tag, done);
    const before = text.slice(done, start);
    done = start + tag.length;
    const isTag = kind === 'variable' || (kind === 'mustache' && isRead);
    return before + (isTag ? tag : tag.replaceAll('{{', BRACES));
  });
  return parts.join('') + text.slice(done).replaceAll('{{', BRACES);
}

/** From each two braces to the next two that close, as its Python goes through a text. */
function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = text.indexOf('{{');
  while (start >= 0) {
    const end = text.indexOf('}}', start);
    if (end < 0) break;
    const inside = text.slice(start + 2, end).trim();
    const kind = NAME.test(inside) ? 'variable' : MUSTACHE.test(inside) ? 'mustache' : 'text';
    // The third brace of `{{{name}}}` belongs to it.
    const isTriple = kind === 'mustache' && inside.startsWith('{') && text[end + 2] === '}';
    const stop = end + (isTriple ? 3 : 2);
    pieces.push({ kind, written: text.slice(start, stop) });
    start = text.indexOf('{{', stop);
  }
  return pieces;
}

function named(pieces: readonly Piece[]): string {
  const tags = pieces.map(({ written: tag }) => tag.replace(/\s+/g, ' '));
  return [...new Set(tags)].map(tag => (tag.length > 60 ? `${tag.slice(0, 59)}…` : tag)).join(', ');
}
