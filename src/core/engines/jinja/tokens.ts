import { tokenizeTag, type LibraryToken } from './library';
import type { OffsetProblem, TagSegment } from './scan';

/** A token of the library with its place, as an offset into the template. */
export interface Token extends LibraryToken {
  readonly offset: number;
}

/** A problem at an offset, thrown by whoever reads a template and caught by `parseJinja`. */
export class SyntaxProblem extends Error implements OffsetProblem {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** The words that the parser of the library looks for inside an expression. */
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);
const MAX_BRACKETS = 40;
const OPENERS = new Set(['OpenParen', 'OpenSquareBracket', 'OpenCurlyBracket']);
const CLOSERS = new Set(['CloseParen', 'CloseSquareBracket', 'CloseCurlyBracket']);

export function isKeyword(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.type === 'Identifier' && words.includes(token.value);
}

/** A name with its place: the library keeps names, but no places, in its nodes. */
export function markName(name: string, offset: number): string {
  return `${name}@${offset}`;
}

/** What `markName` put together; `undefined` for a word that is no name. */
export function readName(marked: string): { name: string; offset: number } | undefined {
  const at = marked.lastIndexOf('@');
  return at < 0 ? undefined : { name: marked.slice(0, at), offset: Number(marked.slice(at + 1)) };
}

/**
 * The tokens of a tag: names marked, tests as filters, the word of a statement as it is. Throws
 * `SyntaxProblem`, also where the library is more lenient than Jinja.
 */
export function tokensOf(tag: TagSegment): readonly Token[] {
  const found = locate(tag, tokenize(tag));
  checkBrackets(found);
  const marked = found.map((token, index) => {
    const isWord = index === 0 && tag.kind === 'statement';
    return isWord ? token : markToken(token, found[index - 1]);
  });
  const word = tag.kind === 'statement' ? marked[0]?.value : undefined;
  const rewritten = rewriteTests(marked);
  rewritten.forEach((token, index) => {
    const previous = rewritten[index - 1];
    const isCaller = word === 'call' && previous?.type === 'CloseParen';
    if (word !== 'include' && !isCaller) checkNeighbours(previous, token);
  });
  checkOperators(rewritten);
  return rewritten;
}

/**
 * Rewrites tests as filters, which bind the same and take arguments:
 * `x is not divisibleby 3` becomes `x | <is not divisibleby>(3)`.
 */
function rewriteTests(tokens: readonly Token[]): readonly Token[] {
  const output: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) break;
    if (!isKeyword(token, 'is')) {
      output.push(token);
      continue;
    }
    const nameAt = isKeyword(tokens[at + 1], 'not') ? at + 2 : at + 1;
    output.push({ ...token, type: 'Pipe', value: '|' });
    output.push(testName(token, tokens[nameAt], nameAt > at + 1));
    const end = endOfOperand(tokens, nameAt + 1);
    const operand = tokens.slice(nameAt + 1, end);
    const argument = operand.length === 0 ? [] : rewriteTests(operand);
    if (argument.length > 0) {
      const place = { value: 'is', offset: token.offset };
      for (const part of parenthesize(argument, place)) output.push(part);
    }
    at = end - 1;
  }
  return output;
}

/** Puts parentheses around tokens that the library is to read as one. */
export function parenthesize(
  tokens: readonly Token[],
  open: { readonly value: string; readonly offset: number },
  close = open,
): readonly Token[] {
  return [{ type: 'OpenParen', ...open }, ...tokens, { type: 'CloseParen', ...close }];
}

function tokenize(tag: TagSegment): readonly LibraryToken[] {
  try {
    return tokenizeTag(tag.inside);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SyntaxProblem(tag.start, `This tag cannot be read: ${reason}.`);
  }
}

function locate(tag: TagSegment, tokens: readonly LibraryToken[]): readonly Token[] {
  let at = 0;
  return tokens.map(token => {
    while (/\s/.test(tag.inside[at] ?? '')) at++;
    const start = at;
    at += token.type === 'StringLiteral' ? quoteLength(tag.inside, at) : token.value.length;
    return { type: token.type, value: token.value, offset: tag.insideStart + start };
  });
}

function quoteLength(inside: string, start: number): number {
  let at = start + 1;
  while (at < inside.length && inside[at] !== inside[start]) at += inside[at] === '\\' ? 2 : 1;
  return at + 1 - start;
}

function markToken(token: Token, previous: Token | undefined): Token {
  if (/^(?:Open|Close)(?:Statement|Expression)$|^Comment$/.test(token.type)) {
    throw new SyntaxProblem(token.offset, `"${token.value}" has no place inside a tag.`);
  }
  if (token.type !== 'Identifier') return token;
  const isPart = previous?.type === 'Dot' || previous?.type === 'Pipe';
  if (KEYWORDS.has(token.value) && !isPart) return token;
  return { ...token, value: markName(token.value, token.offset) };
}

function checkBrackets(tokens: readonly Token[]): void {
  let depth = 0;
  for (const { type, offset } of tokens) {
    if (OPENERS.has(type)) depth++;
    if (CLOSERS.has(type)) depth--;
    if (depth > MAX_BRACKETS) {
      throw new SyntaxProblem(offset, `Brackets are nested more than ${MAX_BRACKETS} deep.`);
    }
  }
}

/** The library takes `[1 2]` for `[1, 2]`. */
function checkNeighbours(left: Token | undefined, right: Token): void {
  if (left === undefined || !endsOperand(left) || !beginsOperand(right)) return;
  if (left.type === 'StringLiteral' && right.type === 'StringLiteral') return;
  const isNumber = left.type === 'NumericLiteral' && right.type === 'Identifier';
  throw new SyntaxProblem(
    right.offset,
    isNumber
      ? 'Numbers are written with digits and a dot here.'
      : 'Two values stand side by side. An operator or a comma is missing.',
  );
}

function endsOperand({ type, value }: Token): boolean {
  if (type === 'Identifier') return value.includes('@');
  return type === 'NumericLiteral' || type === 'StringLiteral' || CLOSERS.has(type);
}

function beginsOperand({ type, value }: Token): boolean {
  if (type === 'Identifier') return value.includes('@');
  return type === 'NumericLiteral' || type === 'StringLiteral' || type === 'OpenCurlyBracket';
}

/** What an expression has held so far, in one pair of brackets. */
interface Level {
  hasComparison: boolean;
  hasSum: boolean;
}

/**
 * The library takes `1 < 2 < 3` for `(1 < 2) < 3`, which Python does not, and `1 + 2 ~ 3` for
 * `(1 + 2) ~ 3`, which Jinja does not.
 */
function checkOperators(tokens: readonly Token[]): void {
  const levels: Level[] = [{ hasComparison: false, hasSum: false }];
  tokens.forEach((token, index) => {
    if (OPENERS.has(token.type)) levels.push({ hasComparison: false, hasSum: false });
    else if (CLOSERS.has(token.type)) levels.pop();
    else {
      const level = levels.at(-1);
      if (level !== undefined) checkOperator(token, tokens[index + 1], level);
    }
  });
}

function checkOperator(token: Token, next: Token | undefined, level: Level): void {
  if (separates(token, next)) {
    level.hasComparison = level.hasSum = false;
  } else if (token.type === 'ComparisonBinaryOperator' || isKeyword(token, 'in')) {
    if (level.hasComparison) {
      const message = 'A chain of comparisons is not supported. Join two comparisons with "and".';
      throw new SyntaxProblem(token.offset, message);
    }
    level.hasComparison = true;
    level.hasSum = false;
  } else if (token.type === 'AdditiveBinaryOperator') {
    if (token.value === '~' && level.hasSum) {
      throw new SyntaxProblem(token.offset, 'Write parentheses around the sum before "~".');
    }
    if (token.value !== '~') level.hasSum = true;
  }
}

function separates(token: Token, next: Token | undefined): boolean {
  if (['Comma', 'Colon', 'Equals'].includes(token.type)) return true;
  if (isKeyword(token, 'not')) return !isKeyword(next, 'in');
  return isKeyword(token, 'and', 'or', 'if', 'else');
}

function testName(is: Token, name: Token | undefined, isNegated: boolean): Token {
  if (name?.type !== 'Identifier') {
    throw new SyntaxProblem(is.offset, 'The name of a test stands after "is".');
  }
  const word = readName(name.value)?.name ?? name.value;
  const value = markName(`${isNegated ? 'is not' : 'is'} ${word}`, name.offset);
  return { ...name, value };
}

/** Where the argument of a test without parentheses ends; `from` if there is none. */
function endOfOperand(tokens: readonly Token[], from: number): number {
  const first = tokens[from];
  if (first === undefined || first.type === 'OpenParen') return from;
  if (isKeyword(first, 'in', 'not', 'if', 'is')) {
    // Jinja reads the word as the argument of the test and stumbles over what follows.
    const message = `Write parentheses around the test before "${first.value}".`;
    throw new SyntaxProblem(first.offset, message);
  }
  if (!beginsOperand(first) && first.type !== 'OpenSquareBracket') return from;
  return endOfParts(tokens, OPENERS.has(first.type) ? endOfBracket(tokens, from) : from + 1);
}

/** Where the last of `.name`, `[key]` and `(arguments)` ends. */
function endOfParts(tokens: readonly Token[], from: number): number {
  let at = from;
  for (;;) {
    const type = tokens[at]?.type;
    if (type === 'Dot') at += 2;
    else if (type === 'OpenSquareBracket' || type === 'OpenParen') at = endOfBracket(tokens, at);
    else return at;
  }
}

function endOfBracket(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const { type } = tokens[at] ?? { type: '' };
    if (OPENERS.has(type)) depth++;
    if (CLOSERS.has(type)) depth--;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}
