import { isSpace, strip } from './text';
import type { Position } from '../template/position';

/** A piece of a template: text to print as it is, or a tag. */
type Segment = TextSegment | TagSegment;

interface TextSegment {
  readonly kind: 'text';
  readonly text: string;
}

/** `{{ … }}` or `{% … %}`, by offsets into the template. */
export interface TagSegment {
  readonly kind: 'print' | 'statement';
  readonly start: number;
  readonly endExclusive: number;
  /** What stands between the delimiters, without their minus or plus. */
  readonly inside: string;
  readonly insideStart: number;
}

/** Why a template cannot be read, by an offset into it. */
export interface OffsetProblem {
  readonly offset: number;
  readonly message: string;
}

export interface Scanned {
  readonly segments: readonly Segment[];
  readonly problem?: OffsetProblem;
}

const TAG = /\{[{%#]/g;
const RAW = /\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})/y;
const ENDRAW = /\{%([-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\})/g;
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Splits a template into text and tags, with the white space control of Jinja's defaults. */
export function scanTemplate(template: string): Scanned {
  const scanner = new Scanner(template);
  const problem = scanner.scan();
  return { segments: scanner.segments, ...(problem === undefined ? {} : { problem }) };
}

/** Turns offsets into lines and columns, in any order. */
export class LineTable {
  readonly #starts: number[] = [0];

  constructor(template: string) {
    for (let at = template.indexOf('\n'); at >= 0; at = template.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  positionOf(offset: number): Position {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

class Scanner {
  readonly segments: Segment[] = [];
  readonly #template: string;
  /** Everything before is in the segments. */
  #done = 0;

  constructor(template: string) {
    this.#template = template;
  }

  scan(): OffsetProblem | undefined {
    for (;;) {
      TAG.lastIndex = this.#done;
      const start = TAG.exec(this.#template)?.index;
      if (start === undefined) break;
      const message = this.#take(start);
      if (message !== undefined) return { message, offset: start };
    }
    this.#addText(this.#template.length, '');
    return undefined;
  }

  #take(start: number): string | undefined {
    this.#addText(start, this.#template[start + 2] ?? '');
    if (this.#template[start + 1] === '#') return this.#skipComment(start);
    RAW.lastIndex = start;
    const raw = RAW.exec(this.#template);
    return raw === null ? this.#takeTag(start) : this.#takeRaw(start + raw[0].length);
  }

  #skipComment(start: number): string | undefined {
    const end = this.#template.indexOf('#}', start + 2);
    if (end < 0) return 'This comment is never closed. Add #}.';
    this.#finish(end + 2, this.#template[end - 1] === '-' && end - 1 > start + 2);
    return undefined;
  }

  #takeRaw(inside: number): string | undefined {
    ENDRAW.lastIndex = inside;
    const end = ENDRAW.exec(this.#template);
    if (end === null) return '{% raw %} is never closed. Add {% endraw %}.';
    this.#done = inside;
    this.#addText(end.index, end[1] ?? '');
    this.#done = end.index + end[0].length;
    return undefined;
  }

  #takeTag(start: number): string | undefined {
    const isPrint = this.#template[start + 1] === '{';
    const hasSign = /[-+]/.test(this.#template[start + 2] ?? '');
    const insideStart = start + (hasSign ? 3 : 2);
    const end = findEnd(this.#template, insideStart, isPrint ? '}}' : '%}');
    if (end === undefined) {
      return 'This tag is never closed, or a bracket or a quote in it is not. For the text itself, use {% raw %}.';
    }
    const { inside, closer } = end;
    this.segments.push({
      kind: isPrint ? 'print' : 'statement',
      start,
      endExclusive: inside + closer.length,
      inside: this.#template.slice(insideStart, inside),
      insideStart,
    });
    this.#finish(inside + closer.length, closer.startsWith('-'));
    return undefined;
  }

  #finish(end: number, isStripping: boolean): void {
    this.#done = end;
    if (isStripping) while (isSpace(this.#template[this.#done])) this.#done++;
  }

  #addText(end: number, sign: string): void {
    const text = this.#template.slice(this.#done, end);
    const kept = sign === '-' ? strip(text, 'right') : text;
    if (kept !== '') this.segments.push({ kind: 'text', text: kept });
    this.#done = end;
  }
}

/** Where a tag ends: outside of quotes and brackets. */
function findEnd(
  template: string,
  from: number,
  delimiter: string,
): { inside: number; closer: string } | undefined {
  const open: string[] = [];
  for (let at = from; at < template.length; at++) {
    const character = template.charAt(at);
    const closer = open.length === 0 ? closerAt(template, at, delimiter) : undefined;
    if (closer !== undefined) return { inside: at, closer };
    if (character === '"' || character === "'") at = endOfQuote(template, at);
    else if (CLOSERS.has(character)) open.push(character);
    else if (/[)\]}]/.test(character) && CLOSERS.get(open.pop() ?? '') !== character)
      return undefined;
  }
  return undefined;
}

function closerAt(template: string, at: number, delimiter: string): string | undefined {
  if (template.startsWith(delimiter, at)) return delimiter;
  const isSigned = template[at] === '-' || (template[at] === '+' && delimiter === '%}');
  if (isSigned && template.startsWith(delimiter, at + 1))
    return `${template[at] ?? ''}${delimiter}`;
  return undefined;
}

/** The offset of the closing quote, or of the end. */
function endOfQuote(template: string, start: number): number {
  const quote = template[start];
  let at = start + 1;
  while (at < template.length && template[at] !== quote) at += template[at] === '\\' ? 2 : 1;
  return at;
}
