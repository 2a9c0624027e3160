import { LineReader } from '../template/lineReader';
import type { Position } from '../template/position';
import { isSpace, strip } from './text';

/** A piece of a template; `begin` and `end` are the delimiters of a tag, without their signs. */
export interface Token extends Position {
  readonly kind: 'text' | 'begin' | 'end' | 'name' | 'number' | 'string' | 'operator' | 'eof';
  /** What the template has at `offset`. */
  readonly text: string;
  readonly offset: number;
}

/** Why a template cannot be read, and where: whoever reads it throws this, `parseJinja` catches it. */
export class SyntaxProblem extends Error implements Position {
  readonly line: number;
  readonly column: number;

  constructor({ line, column }: Position, message: string) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

const NEVER_CLOSED =
  'This tag is never closed, or a bracket or a quote in it is not. For the text itself, use {% raw %}.';
const MAX_BRACKETS = 40;

const TAG = /\{[{%#]/g;
const RAW = /\{%[-+]?\s*raw\s*(?:-%\}\s*|%\})/y;
const ENDRAW = /\{%([-+]?)\s*endraw\s*(?:\+%\}|-%\}\s*|%\})/g;
const SPACE = /\s*/y;
const PRINT_END = /-?\}\}/y;
const STATEMENT_END = /[-+]?%\}/y;
const PATTERNS = [
  // Letters of any script, as Python has them.
  ['name', /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy],
  // In `a.0.1` the dots are not those of fractions.
  ['number', /(?:(?<!\.)\d+(?:_\d+)*\.)?\d+(?:_\d+)*/y],
  ['operator', /\*\*|\/\/|[<>=!]=|[-+~*/%<>=.,:|()[\]{}]/y],
] as const;
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);
/**
 * Splits a template into tokens, with the white space control of Jinja's defaults: comments, the
 * delimiters of `{% raw %}` and what a minus strips are left out. Brackets are balanced in every
 * tag, every tag has its end, and the last token is of the kind `eof`. Throws `SyntaxProblem`.
 */
export function tokenize(template: string): readonly Token[] {
  return new Lexer(template).read();
}

class Lexer {
  readonly #template: string;
  readonly #lines: LineReader;
  readonly #tokens: Token[] = [];
  /** Everything before is in the tokens. */
  #at = 0;
  /** The first problem in a tag. Said at its end: one that is never closed may be no tag at all. */
  #refusal: SyntaxProblem | undefined;

  constructor(template: string) {
    this.#template = template;
    this.#lines = new LineReader(template);
  }

  read(): readonly Token[] {
    for (;;) {
      TAG.lastIndex = this.#at;
      const start = TAG.exec(this.#template)?.index;
      if (start === undefined) break;
      this.#takeText(start, this.#template[start + 2]);
      if (this.#template[start + 1] === '#') this.#skipComment(start);
      else if (this.#skip(RAW) === undefined) this.#takeTag();
      else this.#takeRaw(start);
    }
    this.#takeText(this.#template.length, undefined);
    this.#add('eof', this.#at);
    return this.#tokens;
  }

  #takeText(end: number, sign: string | undefined): void {
    const text = this.#template.slice(this.#at, end);
    const kept = sign === '-' ? strip(text, 'right') : text;
    if (kept !== '') this.#add('text', this.#at + kept.length);
    this.#at = end;
  }

  #skipComment(start: number): void {
    const end = this.#template.indexOf('#}', start + 2);
    if (end < 0) throw this.#problem(start, 'This comment is never closed. Add #}.');
    this.#at = end + 2;
    if (this.#template[end - 1] === '-' && end - 1 > start + 2) this.#skipSpaces();
  }

  #takeRaw(start: number): void {
    ENDRAW.lastIndex = this.#at;
    const end = ENDRAW.exec(this.#template);
    if (end === null) throw this.#problem(start, '{% raw %} is never closed. Add {% endraw %}.');
    this.#takeText(end.index, end[1]);
    this.#at = end.index + end[0].length;
  }

  #takeTag(): void {
    const begin = this.#add('begin', this.#at + 2);
    if (/[-+]/.test(this.#template[this.#at] ?? '')) this.#at++;
    const closer = begin.text === '{{' ? PRINT_END : STATEMENT_END;
    const open: string[] = [];
    let end: string | undefined;
    for (;;) {
      this.#skip(SPACE);
      end = open.length === 0 ? this.#skip(closer) : undefined;
      if (end !== undefined) break;
      this.#takeToken(begin, open);
    }
    if (this.#refusal !== undefined) throw this.#refusal;
    this.#at -= 2;
    this.#add('end', this.#at + 2);
    if (end.startsWith('-')) this.#skipSpaces();
  }

  /** Takes what stands next in a tag; `open` has what closes its open brackets. */
  #takeToken(begin: Token, open: string[]): void {
    const character = this.#template[this.#at];
    if (character === undefined) throw new SyntaxProblem(begin, NEVER_CLOSED);
    if (character === '"' || character === "'") {
      const end = endOfQuote(this.#template, this.#at);
      if (end > this.#template.length) throw new SyntaxProblem(begin, NEVER_CLOSED);
      this.#add('string', end);
      return;
    }
    for (const [kind, pattern] of PATTERNS) {
      pattern.lastIndex = this.#at;
      const [text] = pattern.exec(this.#template) ?? [];
      if (text === undefined) continue;
      const token = this.#add(kind, this.#at + text.length);
      if (kind === 'operator') this.#trackBracket(token, begin, open);
      return;
    }
    const whole = String.fromCodePoint(this.#template.codePointAt(this.#at) ?? 0);
    this.#refuse(begin, `This tag cannot be read: Unexpected character: ${whole}.`);
    this.#at += whole.length;
  }

  #trackBracket(token: Token, begin: Token, open: string[]): void {
    const closer = CLOSERS.get(token.text);
    if (closer === undefined) {
      const isCloser = /[)\]}]/.test(token.text);
      if (isCloser && open.pop() !== token.text) throw new SyntaxProblem(begin, NEVER_CLOSED);
      return;
    }
    open.push(closer);
    const pair = this.#template.slice(token.offset, token.offset + 2);
    if (/^\{[{%#]$/.test(pair)) this.#refuse(token, `"${pair}" has no place inside a tag.`);
    if (open.length > MAX_BRACKETS) {
      this.#refuse(token, `Brackets are nested more than ${MAX_BRACKETS} deep.`);
    }
  }

  #refuse(place: Position, message: string): void {
    this.#refusal ??= new SyntaxProblem(place, message);
  }

  #add(kind: Token['kind'], end: number): Token {
    const offset = this.#at;
    const text = this.#template.slice(offset, end);
    const token = { kind, text, offset, ...this.#lines.positionOf(offset) };
    this.#tokens.push(token);
    this.#at = end;
    return token;
  }

  /** What matches here, which is skipped. */
  #skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [text] = pattern.exec(this.#template) ?? [];
    this.#at += text?.length ?? 0;
    return text;
  }

  #skipSpaces(): void {
    while (isSpace(this.#template[this.#at])) this.#at++;
  }

  #problem(offset: number, message: string): SyntaxProblem {
    return new SyntaxProblem(this.#lines.positionOf(offset), message);
  }
}

/** The offset behind the closing quote; beyond the template when there is none. */
function endOfQuote(template: string, start: number): number {
  const quote = template[start];
  let at = start + 1;
  while (at < template.length && template[at] !== quote) at += template[at] === '\\' ? 2 : 1;
  return at + 1;
}
