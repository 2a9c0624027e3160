import { argumentProblem, type Signature } from './arguments';
import { filterOf } from './filters';
import { functionOf } from './functions';
import type { LibraryNode } from './library';
import { isMethod } from './methods';
import type {
  ArgumentNodes,
  CallExpression,
  Expression,
  FilterBlock,
  NameExpression,
  SliceExpression,
} from './nodes';
import { predicateOf } from './predicates';
import type { LineTable } from './scan';
import { readName, SyntaxProblem, type Token } from './tokens';
import type { Position } from '../template/position';

/** Deeper expressions would exhaust the stack of whoever walks them. */
const MAX_DEPTH = 300;
const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);
/** What makes an expression of each node of the library that is one. */
type Converters = {
  readonly [T in LibraryNode['type']]?: (node: Extract<LibraryNode, { type: T }>) => Expression;
};

/** Filters whose result Jinja marks as safe HTML, which changes what it does with it later on. */
const MARKING = new Set(['safe', 'tojson']);

/**
 * Turns the expressions of the library into those of this engine, with places, and refuses what is
 * not supported. Throws `SyntaxProblem`.
 */
export class ExpressionConverter {
  readonly #lines: LineTable;
  /** Names that the template gives to macros, besides `caller`. */
  readonly #macros: ReadonlySet<string>;
  /** The last place that was seen: the best one for what has none. */
  #offset = 0;
  #depth = 0;
  /** Whether a `caller()` was seen since this was last asked. */
  #hasCaller = false;
  readonly #converters: Converters = {
    Identifier: node => this.#constantOrName(node),
    IntegerLiteral: node => this.#integer(node.value),
    FloatLiteral: node => ({ kind: 'float', value: node.value }),
    StringLiteral: node => ({ kind: 'constant', value: node.value }),
    ArrayLiteral: node => this.#list(node.value, false),
    TupleLiteral: node => this.#list(node.value, true),
    ObjectLiteral: node => ({ kind: 'dict', entries: this.#entries(node.value) }),
    FilterExpression: node => this.#filterOrTest(node, false),
    MemberExpression: node => this.#member(node),
    CallExpression: node => this.#callOrMethod(node),
    UnaryExpression: node => this.#unary(node.operator.value, node.argument),
    BinaryExpression: node => this.#binary(node),
    SelectExpression: node => ({
      kind: 'choice',
      test: this.expression(node.test),
      value: this.expression(node.lhs),
    }),
    Ternary: node => ({
      kind: 'choice',
      test: this.expression(node.condition),
      value: this.expression(node.trueExpr),
      otherwise: this.expression(node.falseExpr),
    }),
  };

  constructor(lines: LineTable, macros: ReadonlySet<string>) {
    this.#lines = lines;
    this.#macros = macros;
  }

  get offset(): number {
    return this.#offset;
  }

  set offset(offset: number) {
    this.#offset = offset;
  }

  fail(message: string): SyntaxProblem {
    return new SyntaxProblem(this.#offset, message);
  }

  positionOf(offset: number): Position {
    return this.#lines.positionOf(offset);
  }

  /** The value of a tag, where a filter that marks HTML is harmless. */
  printed(node: LibraryNode): Expression {
    if (node.type !== 'FilterExpression') return this.expression(node);
    return this.#filterOrTest(node, true);
  }

  expression(node: LibraryNode): Expression {
    if (this.#depth >= MAX_DEPTH) {
      throw this.fail(`This expression is nested more than ${MAX_DEPTH} deep.`);
    }
    const convert = this.#converters[node.type] as ((node: LibraryNode) => Expression) | undefined;
    if (convert === undefined) throw this.fail('This expression is not supported.');
    this.#depth++;
    const converted = convert(node);
    this.#depth--;
    return converted;
  }

  name(node: LibraryNode): { readonly name: string; readonly offset: number } {
    const found = node.type === 'Identifier' ? readName(node.value) : undefined;
    if (found === undefined) {
      const what = node.type === 'Identifier' ? `"${node.value}" is no name` : 'A name is missing';
      throw this.fail(`${what} here.`);
    }
    this.#offset = found.offset;
    if (found.name === 'caller') this.#hasCaller = true;
    if (found.name.startsWith('__')) throw this.fail(`"${found.name}" is out of reach.`);
    return found;
  }

  arguments(nodes: readonly LibraryNode[]): ArgumentNodes {
    const positional: Expression[] = [];
    const named: [string, Expression][] = [];
    for (const node of nodes) {
      if (node.type === 'SpreadExpression' || node.type === 'KeywordSpreadExpression') {
        throw this.fail('Arguments after "*" or "**" are not supported.');
      }
      if (node.type === 'KeywordArgumentExpression') {
        named.push([this.name(node.key).name, this.expression(node.value)]);
      } else positional.push(this.expression(node));
    }
    return { positional, named };
  }

  /** A filter with its arguments, checked. */
  filter(node: LibraryNode): FilterBlock['filter'] & { readonly offset: number } {
    const { callee, args } = node.type === 'CallExpression' ? node : { callee: node, args: [] };
    const { name, offset } = this.name(callee);
    const given = this.arguments(args);
    this.#offset = offset;
    this.#check(`The filter "${name}"`, filterOf(name), given);
    return { name, arguments: given, offset };
  }

  call(node: LibraryNode): CallExpression {
    if (node.type !== 'CallExpression') throw this.fail('Only a macro can be called here.');
    const callee = this.#nameExpression(node.callee);
    const given = this.arguments(node.args);
    if (this.#macros.has(callee.name)) return { kind: 'call', callee, arguments: given };
    this.#check(`The function "${callee.name}"`, functionOf(callee.name), given);
    return { kind: 'call', callee, arguments: given };
  }

  /** Whether a `caller()` was seen while this ran. */
  watchCaller(run: () => void): boolean {
    const before = this.#hasCaller;
    this.#hasCaller = false;
    run();
    const isSeen = this.#hasCaller as boolean;
    this.#hasCaller = before || isSeen;
    return isSeen;
  }

  #integer(value: number): Expression {
    if (Number.isSafeInteger(value)) return { kind: 'constant', value };
    throw this.fail('This integer is too large to be exact.');
  }

  #list(nodes: readonly LibraryNode[], isTuple: boolean): Expression {
    return { kind: 'list', items: nodes.map(node => this.expression(node)), isTuple };
  }

  #constantOrName(node: LibraryNode): Expression {
    const { name, offset } = this.name(node);
    const constant = CONSTANTS.get(name);
    if (constant !== undefined) return { kind: 'constant', value: constant };
    return { kind: 'name', name, ...this.positionOf(offset) };
  }

  #nameExpression(node: LibraryNode): NameExpression {
    const { name, offset } = this.name(node);
    return { kind: 'name', name, ...this.positionOf(offset) };
  }

  #filterOrTest(
    node: Extract<LibraryNode, { type: 'FilterExpression' }>,
    isPrinted: boolean,
  ): Expression {
    const operand = this.expression(node.operand);
    const test = this.#test(node.filter);
    if (test !== undefined) return { kind: 'test', operand, ...test };
    const { offset, ...filter } = this.filter(node.filter);
    if (MARKING.has(filter.name) && !isPrinted) {
      throw this.fail(
        `The filter "${filter.name}" is supported only as the last one of a {{ tag }}.`,
      );
    }
    return { kind: 'filter', operand, ...filter, ...this.positionOf(offset) };
  }

  #test(node: LibraryNode) {
    const { callee, args } = node.type === 'CallExpression' ? node : { callee: node, args: [] };
    const word = this.name(callee);
    if (!word.name.startsWith('is ')) return undefined;
    const isNegated = word.name.startsWith('is not ');
    const name = word.name.slice(isNegated ? 7 : 3);
    const given = this.arguments(args);
    this.#offset = word.offset;
    this.#check(`The test "${name}"`, predicateOf(name), given);
    return { name, isNegated, arguments: given, ...this.positionOf(word.offset) };
  }

  #check(what: string, signature: Signature | undefined, given: ArgumentNodes): void {
    if (signature === undefined) throw this.fail(`${what} is not supported.`);
    const named = given.named.map(([name]) => name);
    const problem = argumentProblem(signature, given.positional.length, named);
    if (problem !== undefined) throw this.fail(`${what} ${problem}.`);
  }

  #member({ object, property, computed }: Extract<LibraryNode, { type: 'MemberExpression' }>) {
    const converted = this.expression(object);
    if (property.type === 'SliceExpression') return this.#slice(converted, property);
    if (computed)
      return {
        kind: 'member',
        object: converted,
        key: this.expression(property),
        isDot: false,
      } as const;
    const key: Expression =
      property.type === 'IntegerLiteral'
        ? { kind: 'constant', value: property.value }
        : { kind: 'constant', value: this.name(property).name };
    return { kind: 'member', object: converted, key, isDot: true } as const;
  }

  #slice(
    object: Expression,
    { start, stop, step }: Extract<LibraryNode, { type: 'SliceExpression' }>,
  ): SliceExpression {
    return {
      kind: 'slice',
      object,
      ...(start === undefined ? {} : { start: this.expression(start) }),
      ...(stop === undefined ? {} : { stop: this.expression(stop) }),
      ...(step === undefined ? {} : { step: this.expression(step) }),
    };
  }

  #callOrMethod(node: Extract<LibraryNode, { type: 'CallExpression' }>): Expression {
    if (node.callee.type !== 'MemberExpression' || node.callee.computed) return this.call(node);
    const object = this.expression(node.callee.object);
    const { name, offset } = this.name(node.callee.property);
    if (!isMethod(name)) throw this.fail(`The method "${name}" is not supported.`);
    const given = this.arguments(node.args);
    return { kind: 'method', object, name, arguments: given, ...this.positionOf(offset) };
  }

  #entries(entries: ReadonlyMap<LibraryNode, LibraryNode>) {
    return [...entries].map(
      ([key, value]) => [this.expression(key), this.expression(value)] as const,
    );
  }

  #unary(operator: string, argument: LibraryNode): Expression {
    const operand = this.expression(argument);
    if (operator === 'not') return { kind: 'not', operand };
    return { kind: 'sign', isMinus: operator === '-', operand };
  }

  #binary({
    operator,
    left,
    right,
  }: Extract<LibraryNode, { type: 'BinaryExpression' }>): Expression {
    const converted = { left: this.expression(left), right: this.expression(right) };
    const { value } = operator;
    if (value === 'and' || value === 'or') return { kind: 'logic', operator: value, ...converted };
    const offset = (operator as Token).offset as number | undefined;
    const position = this.positionOf(offset ?? this.#offset);
    return { kind: 'binary', operator: value, ...converted, ...position };
  }
}
