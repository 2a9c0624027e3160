import { SyntaxProblem, type Token } from './lexer';
import type { Expression } from './nodes';

/** The names that stand for a value. */
export const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);
const ESCAPE = /\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|[^])/gu;
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ["'", "'"],
  ['"', '"'],
  ['\\', '\\'],
]);

/** What a token of the kind `string` stands for. Throws `SyntaxProblem` for an unknown escape. */
export function textOf(token: Token): string {
  return token.text.slice(1, -1).replace(ESCAPE, (_, code: string) => {
    if (code.length > 2) return String.fromCharCode(parseInt(code.slice(1), 16));
    const character = ESCAPED.get(code);
    if (character !== undefined) return character;
    const message = `This tag cannot be read: Unexpected escaped character: ${code}.`;
    throw new SyntaxProblem(token, message);
  });
}

/** What a token of the kind `number` stands for; `undefined` for an integer that is not exact. */
export function numberOf({ text }: Token): Expression | undefined {
  const value = Number(text.replaceAll('_', ''));
  if (text.includes('.')) return { kind: 'float', value };
  return Number.isSafeInteger(value) ? { kind: 'constant', value } : undefined;
}

/** A number with a sign before it, which is a number too; `undefined` for what is none. */
export function signedNumber(node: Expression, isMinus: boolean): Expression | undefined {
  if (node.kind === 'float') return { kind: 'float', value: isMinus ? -node.value : node.value };
  if (node.kind !== 'constant' || typeof node.value !== 'number') return undefined;
  // Integers have no -0.
  return { kind: 'constant', value: isMinus ? 0 - node.value : node.value };
}
