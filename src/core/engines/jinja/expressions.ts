import { SyntaxProblem } from './lexer';
import type { Expression } from './nodes';
import { OperandParser, placeOf } from './operands';

/** How strongly operators bind, as in Jinja: all of them to the left. */
const OR = 1;
const NOT = 3;
const COMPARISON = 4;
const SUM = 5;
const STRENGTHS: ReadonlyMap<string, number> = new Map([
  ['or', OR],
  ['and', 2],
  ...['==', '!=', '<', '<=', '>', '>=', 'in', 'not in'].map(name => [name, COMPARISON] as const),
  // Jinja lets "~" bind more strongly than a sum: where that matters, it is refused.
  ...['+', '-', '~'].map(name => [name, SUM] as const),
  ...['*', '/', '//', '%'].map(name => [name, 6] as const),
  ['**', 7],
]);
/** Reads expressions: operands with operators between them. */
export class ExpressionParser extends OperandParser {
  /** Reads an expression, a choice included. Throws `SyntaxProblem`, as all methods do. */
  expression(): Expression {
    return this.nested(() => {
      let value = this.withoutChoice();
      while (this.take('if')) {
        const test = this.withoutChoice();
        const otherwise = this.take('else') ? this.expression() : undefined;
        const rest = otherwise === undefined ? {} : { otherwise };
        value = this.built({ kind: 'choice', test, value, ...rest });
      }
      return value;
    });
  }

  /** Reads an expression that ends before an `if`. */
  withoutChoice(): Expression {
    return this.#operation(OR);
  }

  /** Reads one expression, or several with commas between them, which are a tuple. */
  sequence(read = (): Expression => this.expression()): Expression {
    const first = read();
    if (!this.at(',')) return first;
    const items = [first];
    while (this.take(',')) items.push(read());
    return this.built({ kind: 'list', items, isTuple: true });
  }

  #operation(minimum: number): Expression {
    let left = minimum <= NOT && this.at('not') ? this.#not() : this.operand();
    let last = '';
    for (;;) {
      const operator = this.at('not', 'in') ? 'not in' : this.current.text;
      const strength = STRENGTHS.get(operator) ?? 0;
      if (strength < minimum) return left;
      this.#checkChain(last, operator);
      last = operator;
      const place = placeOf(this.next());
      if (operator === 'not in') this.next();
      const right = this.#operation(strength + 1);
      left = this.built(
        operator === 'and' || operator === 'or'
          ? { kind: 'logic', operator, left, right }
          : { kind: 'binary', operator, left, right, ...place },
      );
    }
  }

  /** Refuses what Python or Jinja reads in another way than from left to right. */
  #checkChain(last: string, operator: string): void {
    const { current } = this;
    if (STRENGTHS.get(last) === COMPARISON && STRENGTHS.get(operator) === COMPARISON) {
      const message = 'A chain of comparisons is not supported. Join two comparisons with "and".';
      throw new SyntaxProblem(current, message);
    }
    if (operator === '~' && (last === '+' || last === '-')) {
      throw new SyntaxProblem(current, 'Write parentheses around the sum before "~".');
    }
  }

  #not(): Expression {
    this.next();
    const operand = this.nested(() => this.#operation(NOT));
    return this.built({ kind: 'not', operand });
  }
}
