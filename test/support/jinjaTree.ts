import { parseJinja } from '../../src/core/engines/jinja/parse';
import type { ArgumentNodes, Expression } from '../../src/core/engines/jinja/nodes';

/** The expression that a `{{ tag }}` prints. Throws the first problem, with its place. */
export function expressionOf(inside: string): Expression {
  const { statements, problems } = parseJinja(`{{ ${inside} }}`);
  const [statement] = statements;
  if (statement?.kind === 'print') return statement.value;
  const [{ line, column, message } = { line: 0, column: 0, message: 'No tag.' }] = problems;
  throw new Error(`${line}:${column} ${message}`);
}

/** An expression with all its parentheses, the operator or the kind first. */
export function treeOf(node: Expression): string {
  const print = PRINTERS[node.kind] as (node: Expression) => string;
  return print(node);
}

const PRINTERS: {
  readonly [K in Expression['kind']]: (node: Extract<Expression, { kind: K }>) => string;
} = {
  constant: ({ value }) => JSON.stringify(value),
  float: ({ value }) => `${value}f`,
  name: ({ name }) => name,
  list: ({ isTuple, items }) => tree(isTuple ? 'tuple' : 'list', items),
  dict: ({ entries }) => tree('dict', entries.flat()),
  member: ({ isDot, object, key }) => tree(isDot ? '.' : '[]', [object, key]),
  slice: ({ object, start, stop, step }) => tree('[:]', [object, start, stop, step]),
  not: ({ operand }) => tree('not', [operand]),
  sign: ({ isMinus, operand }) => tree(isMinus ? '-' : '+', [operand]),
  logic: ({ operator, left, right }) => tree(operator, [left, right]),
  binary: ({ operator, left, right }) => tree(operator, [left, right]),
  choice: ({ test, value, otherwise }) => tree('if', [test, value, otherwise]),
  call: node => tree(`${node.callee.name}()`, [], node.arguments),
  method: node => tree(`.${node.name}()`, [node.object], node.arguments),
  filter: node => tree(`|${node.name}`, [node.operand], node.arguments),
  test: node =>
    tree(`${node.isNegated ? 'is not' : 'is'} ${node.name}`, [node.operand], node.arguments),
};

function tree(
  head: string,
  parts: readonly (Expression | undefined)[],
  { positional, named }: ArgumentNodes = { positional: [], named: [] },
): string {
  const all = [...parts, ...positional].map(part => (part === undefined ? '_' : treeOf(part)));
  return `(${[head, ...all, ...named.map(([name, value]) => `${name}=${treeOf(value)}`)].join(' ')})`;
}
