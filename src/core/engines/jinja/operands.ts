import { argumentProblem, type Signature } from './arguments';
import { filterOf } from './filters';
import { functionOf } from './functions';
import { SyntaxProblem, type Token } from './lexer';
import { CONSTANTS, numberOf, signedNumber, textOf } from './literals';
import { isMethod } from './methods';
import type {
  ArgumentNodes,
  CallExpression,
  Expression,
  FilterBlock,
  NameExpression,
} from './nodes';
import { predicateOf } from './predicates';
import { TokenReader } from './reader';
import type { Position } from '../template/position';

/** Deeper expressions would exhaust the stack of whoever walks them. */
const MAX_HEIGHT = 300;
const NO_ARGUMENTS: ArgumentNodes = { positional: [], named: [] };
/** Filters whose result Jinja marks as safe HTML, which changes what it does with it later on. */
const MARKING: ReadonlySet<string> = new Set(['safe', 'tojson']);

/**
 * Reads operands: values with what is applied to them, which binds more strongly than operators.
 * Refuses what is not supported: all methods that read throw `SyntaxProblem`.
 */
export abstract class OperandParser extends TokenReader {
  /** The names that the template gives to macros, and `caller`. */
  readonly #macros: ReadonlySet<string>;
  /** How high the tree of each node is. */
  readonly #heights = new WeakMap<object, number>();
  /** The filters of this tag that mark HTML, with their names. */
  readonly #marking = new Map<Expression, Token>();
  #callers = 0;

  constructor(tokens: readonly Token[], macros: ReadonlySet<string>) {
    super(tokens);
    this.#macros = macros;
  }

  /** Reads what may stand in brackets: any one expression. */
  protected abstract expression(): Expression;
  /** Reads what may stand in parentheses: one or more expressions. */
  protected abstract sequence(): Expression;

  /** How often `caller` was read until now: what reads it in its body takes a `{% call %}`. */
  protected get callers(): number {
    return this.#callers;
  }

  /** Reads the end of a tag. `printed` is what the tag prints, where marking HTML is harmless. */
  protected endOfTag(printed?: Expression): Token {
    if (this.current.kind !== 'end') throw this.unexpected();
    if (printed !== undefined) this.#marking.delete(printed);
    for (const name of this.#marking.values()) {
      const message = `The filter "${name.text}" is supported only as the last one of a {{ tag }}.`;
      throw new SyntaxProblem(name, message);
    }
    return this.next();
  }

  /** An operand with its filters and tests, which take a sign for a part of it. */
  protected operand(): Expression {
    let value = this.#signed();
    for (;;) {
      if (this.take('|')) value = this.#applied(value);
      else if (this.at('is')) value = this.#tested(value);
      else return value;
    }
  }

  #signed(): Expression {
    const isMinus = this.at('-');
    if (!isMinus && !this.at('+')) return this.#withParts(this.#primary());
    this.next();
    const operand = this.nested(() => this.#signed());
    return signedNumber(operand, isMinus) ?? this.built({ kind: 'sign', isMinus, operand });
  }

  /** Reads a name that may be given or looked up. */
  protected name(place: Token = this.current): Token {
    if (this.isAtName() || this.current.kind !== 'name') return this.#anyName();
    throw new SyntaxProblem(place, `"${this.current.text}" is no name here.`);
  }

  /** Reads a call of a macro or a function by its name. */
  protected call(): CallExpression {
    return this.#call(this.#named(this.name()));
  }

  /** Reads the name of a filter and its arguments. */
  protected filter(): FilterBlock['filter'] & { readonly token: Token } {
    const token = this.#anyName();
    const given = this.at('(') ? this.#arguments() : NO_ARGUMENTS;
    check(`The filter "${token.text}"`, filterOf(token.text), { given, place: token });
    return { name: token.text, arguments: given, token };
  }

  /** A problem at the last name that was read: the best place for what has no name of its own. */
  protected fail(message: string): SyntaxProblem {
    return new SyntaxProblem(this.lastName(), message);
  }

  /** A value with the `.name`, `[key]` and `(arguments)` behind it. */
  #withParts(value: Expression): Expression {
    let whole = value;
    for (;;) {
      if (this.take('.')) whole = this.#member(whole);
      else if (this.take('[')) whole = this.#subscript(whole);
      else if (this.at('(')) whole = this.#called(whole);
      else return whole;
    }
  }

  #primary(): Expression {
    const { kind } = this.current;
    if (kind === 'number') return this.#number();
    if (kind === 'string') return { kind: 'constant', value: this.#text() };
    if (kind === 'name') return this.#nameOrConstant();
    if (this.take('(')) {
      const inside = this.sequence();
      this.expect(')');
      return inside;
    }
    if (this.take('[')) {
      const items = this.listed(']', () => this.expression());
      return this.built({ kind: 'list', items, isTuple: false });
    }
    if (!this.take('{')) throw this.unexpected();
    const entries = this.listed('}', () => this.#entry());
    return this.built({ kind: 'dict', entries });
  }

  #number(): Expression {
    const number = numberOf(this.current);
    if (number === undefined) throw this.fail('This integer is too large to be exact.');
    this.next();
    return number;
  }

  /** Strings side by side are one, as in Python. */
  #text(): string {
    let text = '';
    while (this.current.kind === 'string') text += textOf(this.next());
    return text;
  }

  #nameOrConstant(): Expression {
    const token = this.name(this.lastName());
    const constant = CONSTANTS.get(token.text);
    if (constant !== undefined) return { kind: 'constant', value: constant };
    return this.#named(token);
  }

  #named({ text: name, line, column }: Token): NameExpression {
    if (name === 'caller') this.#callers++;
    return { kind: 'name', name, line, column };
  }

  #entry(): readonly [Expression, Expression] {
    const key = this.expression();
    this.expect(':');
    return [key, this.expression()];
  }

  /** What stands between commas until `closer`, which may have a comma before it. */
  protected listed<T>(closer: string, read: () => T): readonly T[] {
    const items: T[] = [];
    while (!this.take(closer)) {
      items.push(read());
      if (!this.at(closer)) this.expect(',');
    }
    return items;
  }

  #member(object: Expression): Expression {
    const isIndex = /^\d+$/.test(this.current.text);
    const key: Expression = isIndex
      ? this.#number()
      : { kind: 'constant', value: this.#anyName().text };
    return this.built({ kind: 'member', object, key, isDot: true });
  }

  #subscript(object: Expression): Expression {
    const start = this.#bound();
    if (start !== undefined && this.take(']')) {
      return this.built({ kind: 'member', object, key: start, isDot: false });
    }
    this.expect(':');
    const stop = this.#bound();
    const step = this.take(':') ? this.#bound() : undefined;
    this.expect(']');
    const bounds = Object.entries({ start, stop, step }).filter(([, bound]) => bound !== undefined);
    return this.built({ kind: 'slice', object, ...Object.fromEntries(bounds) });
  }

  #bound(): Expression | undefined {
    return this.at(':') || this.at(']') ? undefined : this.expression();
  }

  #called(callee: Expression): Expression {
    if (callee.kind === 'name') return this.#call(callee);
    const isMember = callee.kind === 'member' && callee.isDot && callee.key.kind === 'constant';
    const name = isMember ? callee.key.value : undefined;
    if (!isMember || typeof name !== 'string') throw this.fail('A name is missing here.');
    if (!isMethod(name)) throw this.fail(`The method "${name}" is not supported.`);
    const place = placeOf(this.lastName());
    const given = this.#arguments();
    return this.built({ kind: 'method', object: callee.object, name, arguments: given, ...place });
  }

  #call(callee: NameExpression): CallExpression {
    const given = this.#arguments();
    if (!this.#macros.has(callee.name)) {
      const what = `The function "${callee.name}"`;
      check(what, functionOf(callee.name), { given, place: callee });
    }
    return this.built({ kind: 'call', callee, arguments: given });
  }

  #applied(operand: Expression): Expression {
    const { token, ...filter } = this.filter();
    const node = this.built({ kind: 'filter', operand, ...filter, ...placeOf(token) });
    if (MARKING.has(filter.name)) this.#marking.set(node, token);
    return node;
  }

  #tested(operand: Expression): Expression {
    const is = this.next();
    const isNegated = this.take('not');
    if (this.current.kind !== 'name') {
      throw new SyntaxProblem(is, 'The name of a test stands after "is".');
    }
    const { text: name, ...place } = this.next();
    const given = this.at('(') ? this.#arguments() : this.#bareArgument();
    check(`The test "${name}"`, predicateOf(name), { given, place });
    const test = { kind: 'test', operand, name, isNegated, arguments: given } as const;
    return this.built({ ...test, ...placeOf(place) });
  }

  /** The argument of a test without parentheses, if there is one. */
  #bareArgument(): ArgumentNodes {
    const { kind, text } = this.current;
    if (kind === 'name' && /^(?:in|not|if|is)$/.test(text)) {
      // Jinja reads the word as the argument of the test and stumbles over what follows.
      const message = `Write parentheses around the test before "${text}".`;
      throw new SyntaxProblem(this.current, message);
    }
    if (!this.isAtOperand() && text !== '[') return NO_ARGUMENTS;
    return { positional: [this.#withParts(this.#primary())], named: [] };
  }

  #arguments(): ArgumentNodes {
    const positional: Expression[] = [];
    const named: [string, Expression][] = [];
    this.expect('(');
    this.listed(')', () => {
      if (this.at('*') || this.at('**')) {
        throw this.fail('Arguments after "*" or "**" are not supported.');
      }
      if (this.isAtName('=')) {
        const { text } = this.name();
        this.expect('=');
        named.push([text, this.expression()]);
      } else if (named.length > 0) throw this.unexpected();
      else positional.push(this.expression());
    });
    return { positional, named };
  }

  /** A name that may be a keyword, since no operator can stand there. */
  #anyName(): Token {
    const { current } = this;
    if (current.kind !== 'name') throw this.unexpected();
    if (current.text.startsWith('__')) {
      throw new SyntaxProblem(current, `"${current.text}" is out of reach.`);
    }
    return this.next();
  }

  /** The node, unless the tree below it is too high. */
  protected built<T extends Expression>(node: T): T {
    const height = this.#heightOf(node) + 1;
    if (height >= MAX_HEIGHT) {
      throw this.fail(`This expression is nested more than ${MAX_HEIGHT} deep.`);
    }
    this.#heights.set(node, height);
    return node;
  }

  /** How high the nodes in `part` are; the parts of a node were built before it. */
  #heightOf(part: object): number {
    let height = 0;
    for (const value of Object.values(part) as readonly unknown[]) {
      if (typeof value !== 'object' || value === null) continue;
      height = Math.max(height, this.#heights.get(value) ?? this.#heightOf(value));
    }
    return height;
  }
}

function check(
  what: string,
  signature: Signature | undefined,
  { given, place }: { readonly given: ArgumentNodes; readonly place: Position },
): void {
  if (signature === undefined) throw new SyntaxProblem(place, `${what} is not supported.`);
  const named = given.named.map(([name]) => name);
  const problem = argumentProblem(signature, given.positional.length, named);
  if (problem !== undefined) throw new SyntaxProblem(place, `${what} ${problem}.`);
}

/** The place alone of what has one. */
export function placeOf({ line, column }: Position): Position {
  return { line, column };
}
