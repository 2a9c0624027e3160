import type { TemplateProblem } from '../template/template';
import { parseTokens } from './library';
import type { Statement } from './nodes';
import { LineTable, scanTemplate, type OffsetProblem, type TagSegment } from './scan';
import { StatementConverter, STATEMENT_NAMES } from './statements';
import { isKeyword, markName, parenthesize, SyntaxProblem, tokensOf, type Token } from './tokens';

export interface ParsedJinja {
  readonly statements: readonly Statement[];
  readonly problems: readonly TemplateProblem[];
}

/** The words that go with a statement inside its block. */
const INNER = new Set([
  'elif',
  'else',
  'endcall',
  'endfilter',
  'endfor',
  'endif',
  'endmacro',
  'endset',
]);

/** With a bound, so that white space is not gone through again from each of its characters. */
const RECURSIVE = /^\s*for\b.*\srecursive\s{0,99}$/s;
const UNKNOWN = /^Unknown statement type: (\w+)$/;
const OPENING = new Set(['call', 'filter', 'for', 'if', 'macro']);
const TOO_DEEP = 'This template is nested too deep.';

/** Reads a template. Never throws: the first thing that is wrong comes back with its place. */
export function parseJinja(template: string): ParsedJinja {
  const lines = new LineTable(template);
  try {
    return { statements: read(template, lines), problems: [] };
  } catch (error) {
    const { offset, message } = problemOf(error);
    return { statements: [], problems: [{ message, ...lines.positionOf(offset) }] };
  }
}

function read(template: string, lines: LineTable): readonly Statement[] {
  const { segments, problem } = scanTemplate(template);
  if (problem !== undefined) throw new SyntaxProblem(problem.offset, problem.message);
  const tokens = segments.flatMap((segment): readonly Token[] => {
    if (segment.kind === 'text') return [{ type: 'Text', value: segment.text, offset: 0 }];
    return segment.kind === 'print' ? printTokens(segment) : statementTokens(segment);
  });
  const macros = new Set(['caller']);
  tokens.forEach((token, index) => {
    const isMacro = token.value === 'macro' && tokens[index - 1]?.type === 'OpenStatement';
    if (isMacro) macros.add(tokens[index + 1]?.value.replace(/@\d+$/, '') ?? '');
  });
  const tags = new Map(
    segments.flatMap(segment => (segment.kind === 'print' ? [[segment.start, segment]] : [])),
  );
  const sourceOf = (offset: number): string => {
    const tag = tags.get(offset);
    return template.slice(offset, tag?.endExclusive ?? offset);
  };
  return new StatementConverter({ lines, macros, sourceOf }).block(parseTracked(tokens));
}

/** `{{ value }}` as `{{ (value) | <print> }}`: text and tags look the same in the library's nodes. */
function printTokens(tag: TagSegment): readonly Token[] {
  const inside = tokensOf(tag);
  if (inside.length === 0) throw new SyntaxProblem(tag.start, 'This tag prints nothing.');
  return [
    { type: 'OpenExpression', value: '{{', offset: tag.start },
    ...parenthesize(
      inside,
      { value: '{{', offset: tag.start },
      { value: '}}', offset: tag.endExclusive - 2 },
    ),
    { type: 'Pipe', value: '|', offset: tag.start },
    { type: 'Identifier', value: markName('print', tag.start), offset: tag.start },
    { type: 'CloseExpression', value: '}}', offset: tag.endExclusive - 2 },
  ];
}

function statementTokens(tag: TagSegment): readonly Token[] {
  if (RECURSIVE.test(tag.inside)) {
    throw new SyntaxProblem(tag.start, 'A recursive loop is not supported.');
  }
  const inside = tokensOf(tag);
  const word = inside[0]?.value ?? '';
  if (word === 'include') return includeTokens(tag, inside);
  if (!INNER.has(word) && !STATEMENT_NAMES.includes(word)) {
    throw new SyntaxProblem(tag.start, `The statement {% ${short(word)} %} is not supported.`);
  }
  if (word === 'for') checkFor(inside);
  const open = { type: 'OpenStatement', value: '{%', offset: tag.start };
  const close = { type: 'CloseStatement', value: '%}', offset: tag.endExclusive - 2 };
  return [open, ...inside, close];
}

/** `{% include "a" %}` as `{{ "a" | <include> }}`, which the library reads. */
function includeTokens(tag: TagSegment, inside: readonly Token[]): readonly Token[] {
  const [, reference, ...rest] = inside;
  if (reference?.type !== 'StringLiteral' || rest.length > 0) {
    throw new SyntaxProblem(
      tag.start,
      'An include names one prompt in quotes and nothing else: {% include "shared/tone" %}.',
    );
  }
  return [
    { type: 'OpenExpression', value: '{{', offset: tag.start },
    reference,
    { type: 'Pipe', value: '|', offset: tag.start },
    { type: 'Identifier', value: markName('include', tag.start), offset: tag.start },
    { type: 'CloseExpression', value: '}}', offset: tag.endExclusive - 2 },
  ];
}

/** The library takes `{% for x in a if b else c %}` for a choice between lists, Jinja refuses it. */
function checkFor(inside: readonly Token[]): void {
  let depth = 0;
  for (const token of inside) {
    if (token.type.startsWith('Open')) depth++;
    if (token.type.startsWith('Close')) depth--;
    if (depth === 0 && isKeyword(token, 'else')) {
      throw new SyntaxProblem(
        token.offset,
        'Write parentheses around a choice that a loop goes through.',
      );
    }
  }
}

/** Parses, and says at which token the library gave up: the last whose type it looked at. */
function parseTracked(tokens: readonly Token[]) {
  let last = 0;
  const tracked = tokens.map((token, index) => ({
    value: token.value,
    offset: token.offset,
    get type() {
      if (index > last) last = index;
      return token.type;
    },
  }));
  try {
    return parseTokens(tracked);
  } catch (error) {
    throw describe(error, tokens, last);
  }
}

function describe(error: unknown, tokens: readonly Token[], last: number): SyntaxProblem {
  if (error instanceof RangeError) return new SyntaxProblem(0, TOO_DEEP);
  const token = tokens[last] ?? { value: '', offset: 0 };
  const [, word] = UNKNOWN.exec(error instanceof Error ? error.message : '') ?? [];
  if (word !== undefined) {
    const message = `{% ${word} %} closes or continues nothing that is open here.`;
    return new SyntaxProblem(token.offset, message);
  }
  // The parser of the library runs past its last token when a block is not closed.
  const open = last === tokens.length - 1 ? openBlock(tokens) : undefined;
  if (open !== undefined) {
    const message = `{% ${open.value} %} is never closed. Add {% end${open.value} %}.`;
    return new SyntaxProblem(open.offset, message);
  }
  const value = token.value.replace(/@\d+$/, '');
  return new SyntaxProblem(token.offset, `This cannot be read at "${short(value)}".`);
}

/** The innermost block that is open at the end. */
function openBlock(tokens: readonly Token[]): Token | undefined {
  const open: Token[] = [];
  tokens.forEach((token, index) => {
    if (tokens[index - 1]?.type !== 'OpenStatement') return;
    if (token.value.startsWith('end')) open.pop();
    else if (token.value === 'set' ? isSetBlock(tokens, index) : OPENING.has(token.value)) {
      open.push(token);
    }
  });
  return open.at(-1);
}

/** `{% set name %}`, without a value. */
function isSetBlock(tokens: readonly Token[], index: number): boolean {
  for (let at = index; at < tokens.length; at++) {
    const type = tokens[at]?.type;
    if (type === 'Equals' || type === 'CloseStatement') return type === 'CloseStatement';
  }
  return true;
}

function problemOf(error: unknown): OffsetProblem {
  if (error instanceof SyntaxProblem) return error;
  if (error instanceof RangeError) {
    return { offset: 0, message: TOO_DEEP };
  }
  throw error;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
