import type { TemplateProblem } from '../template/template';
import { SyntaxProblem, tokenize, type Token } from './lexer';
import type { Statement } from './nodes';
import { StatementParser } from './statements';

export interface ParsedJinja {
  readonly statements: readonly Statement[];
  readonly problems: readonly TemplateProblem[];
}

/** Reads a template. Never throws: the first thing that is wrong comes back with its place. */
export function parseJinja(template: string): ParsedJinja {
  try {
    return { statements: read(template), problems: [] };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    const { message, line, column } = error;
    return { statements: [], problems: [{ message, line, column }] };
  }
}

function read(template: string): readonly Statement[] {
  const tokens = tokenize(template);
  return new StatementParser(template, tokens, macrosOf(tokens)).template();
}

/** The names of all macros: one may be called before the tag that defines it. */
function macrosOf(tokens: readonly Token[]): ReadonlySet<string> {
  const isMacro = (index: number): boolean =>
    tokens[index - 2]?.text === '{%' && tokens[index - 1]?.text === 'macro';
  return new Set([
    'caller',
    ...tokens.filter((_, index) => isMacro(index)).map(({ text }) => text),
  ]);
}
