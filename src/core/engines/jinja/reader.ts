import { SyntaxProblem, type Token } from './lexer';

/** Deeper nesting would exhaust the stack while it is read. The limits of nodes are lower. */
const MAX_RECURSION = 500;
const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);

/** Goes through the tokens of a template. The last one is of the kind `eof` and is not passed. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  /** Takes what `tokenize` returns. */
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('There is always a last token.');
    return token;
  }

  next(): Token {
    const { current } = this;
    if (current.kind !== 'eof') this.#at++;
    return current;
  }

  /** Whether the next tokens, of a tag, are these. */
  at(...texts: readonly string[]): boolean {
    return texts.every((text, index) => this.#tokens[this.#at + index]?.text === text);
  }

  /** Passes the next token if it is this one. */
  take(text: string): boolean {
    const isThere = this.at(text);
    if (isThere) this.next();
    return isThere;
  }

  /** Passes this token. Throws `SyntaxProblem` when another one is there. */
  expect(text: string): void {
    if (!this.take(text)) throw this.unexpected();
  }

  /** Whether a name is next, and no keyword; with `follower` behind it, if that is given. */
  isAtName(follower?: string): boolean {
    const isFollowed = follower === undefined || this.#tokens[this.#at + 1]?.text === follower;
    return isFollowed && this.#isName(this.#at);
  }

  /** Whether a value is next that is not in brackets: a name, a number, a string or a dict. */
  isAtOperand(): boolean {
    const { kind, text } = this.current;
    return kind === 'number' || kind === 'string' || text === '{' || this.isAtName();
  }

  /** The last name before here or, without one, the begin of the tag: a place for a problem. */
  lastName(): Token {
    let at = this.#at - 1;
    while (at > 0 && !this.#isName(at) && this.#tokens[at]?.kind !== 'begin') at--;
    return this.#tokens[at] ?? this.current;
  }

  /** A problem with the next token, which does not fit what was read. */
  unexpected(): SyntaxProblem {
    const { current } = this;
    if (!this.#endsOperand(this.#at - 1) || !this.isAtOperand()) {
      return new SyntaxProblem(current, `This cannot be read at "${shorten(current.text)}".`);
    }
    const isNumber = this.#tokens[this.#at - 1]?.kind === 'number' && current.kind === 'name';
    return new SyntaxProblem(
      current,
      isNumber
        ? 'Numbers are written with digits and a dot here.'
        : 'Two values stand side by side. An operator or a comma is missing.',
    );
  }

  /** Reads something that may hold itself. Throws `SyntaxProblem` when that goes on for too long. */
  nested<T>(read: () => T): T {
    if (this.#depth >= MAX_RECURSION) {
      throw new SyntaxProblem(this.current, 'This template is nested too deep.');
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  #isName(index: number): boolean {
    const token = this.#tokens[index];
    const before = this.#tokens[index - 1];
    if (token?.kind !== 'name' || before?.text === '{%') return false;
    return !KEYWORDS.has(token.text) || before?.text === '.' || before?.text === '|';
  }

  #endsOperand(index: number): boolean {
    const { kind, text = '' } = this.#tokens[index] ?? {};
    return kind === 'number' || kind === 'string' || /^[)\]}]$/.test(text) || this.#isName(index);
  }
}

/** A text from a template as a message holds it. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
