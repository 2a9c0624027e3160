import { Budget } from '../template/budget';
import type { FailedUse, IncludeUse, RenderedTemplate, RenderRequest } from '../template/template';
import { Evaluator, type Frame } from './evaluate';
import { loopNames, type LoopMemory } from './loop';
import { bindParameters } from './macros';
import {
  isBlock,
  type BlockStatement,
  type CallBlock,
  type FilterBlock,
  type FlowStatement,
  type ForStatement,
  type IncludeStatement,
  type MacroBody,
  type NamespaceTarget,
  type PrintStatement,
  type Statement,
  type Target,
} from './nodes';
import { iterate } from './operators';
import { Output } from './output';
import { printValue } from './print';
import { Scope } from './scope';
import { Callable, Failure, MissingFailure, Namespace, Undefined, type Value } from './values';
import type { Origin } from '../template/position';

/** A request whose includes are statements of this engine. */
export interface JinjaRequest extends Omit<RenderRequest, 'include'> {
  include(use: IncludeUse, from: Origin): JinjaInclude | undefined;
}

interface JinjaInclude {
  readonly statements: readonly Statement[];
  readonly origin: Origin;
}

/** Macros that call each other and includes, which the tree of includes bounds already. */
const MAX_DEPTH = 50;

/**
 * Renders statements in one pass: values go to the output and are never read again. The first value
 * that a tag cannot take is a failure and the end. Throws `too-large`.
 */
export function renderJinja(
  statements: readonly Statement[],
  request: JinjaRequest,
): RenderedTemplate {
  return new JinjaWriter(request).render(statements);
}

/** Where statements write, and what they see. */
interface Place extends Frame {
  readonly output: Output;
}

class JinjaWriter {
  readonly #request: JinjaRequest;
  readonly #budget: Budget;
  readonly #evaluator: Evaluator;
  readonly #output: Output;
  #origin: Origin;
  #depth = 0;

  constructor(request: JinjaRequest) {
    this.#request = request;
    this.#budget = request.budget ?? new Budget();
    this.#evaluator = new Evaluator(this.#budget);
    this.#output = new Output(this.#budget);
    this.#origin = request.origin;
  }

  render(statements: readonly Statement[]): RenderedTemplate {
    const { origin, values } = this.#request;
    const scope = Scope.of(values, this.#budget);
    const failures: FailedUse[] = [];
    try {
      this.#write(statements, { scope, origin, output: this.#output });
    } catch (error) {
      if (!(error instanceof Failure)) {
        this.#budget.stoppedAt = { ...this.#evaluator.position, origin: this.#origin };
        throw error;
      }
      failures.push(this.#locate(error));
    }
    return {
      ...this.#output.result(),
      missing: this.#evaluator.missing,
      ...(failures.length === 0 ? {} : { failures }),
    };
  }

  #locate({ message }: Failure): FailedUse {
    const { line, column } = this.#evaluator.position;
    return { line, column, message: `${message}.`, origin: this.#origin };
  }

  #write(statements: readonly Statement[], place: Place): void {
    for (const statement of statements) {
      this.#budget.spend(1);
      if (isBlock(statement)) this.#define(statement, place);
      else this.#follow(statement, place);
    }
  }

  #follow(statement: FlowStatement, place: Place): void {
    switch (statement.kind) {
      case 'text':
        place.output.write(statement.text);
        break;
      case 'print':
        this.#print(statement, place);
        break;
      case 'if':
        this.#write(
          statement.branches.find(({ test }) => this.#evaluator.test(test, place))?.body ??
            statement.otherwise,
          place,
        );
        break;
      case 'for':
        this.#loop(statement, place);
        break;
      case 'include':
        this.#include(statement, place);
        break;
    }
  }

  #define(statement: BlockStatement, place: Place): void {
    switch (statement.kind) {
      case 'set':
        this.#assign(statement.target, this.#evaluator.evaluate(statement.value, place), place);
        break;
      case 'setBlock':
        this.#assign(statement.target, this.#capture(statement.body, inner(place)), place);
        break;
      case 'macro':
        place.scope.set(statement.name, this.#macro(statement.name, statement, place));
        break;
      case 'callBlock':
        this.#callBlock(statement, place);
        break;
      case 'filterBlock':
        this.#filterBlock(statement, place);
        break;
    }
  }

  #print(node: PrintStatement, place: Place): void {
    this.#evaluator.position = node;
    const value = this.#evaluator.evaluate(node.value, place);
    const text = this.#textOf(value);
    if (typeof text === 'string') {
      place.output.write(text);
      return;
    }
    if (this.#request.missing === 'keep') place.output.writePlaceholder(text.name, node.source);
  }

  /** What a value prints, or the name that is missing. */
  #textOf(value: Value): string | { readonly name: string } {
    try {
      return printValue(value, this.#budget);
    } catch (error) {
      if (!(error instanceof MissingFailure)) throw error;
      const { reason } = this.#evaluator.report(error.missing);
      return { name: reason.kind === 'reported' ? reason.name : '' };
    }
  }

  #loop(node: ForStatement, place: Place): void {
    const list = this.#evaluator.evaluate(node.items, place, true);
    const all = list instanceof Undefined ? [] : iterate(list, this.#budget);
    this.#budget.spend(all.length);
    const { condition } = node;
    if (condition !== undefined) this.#budget.hold(all.length);
    const items =
      condition === undefined
        ? all
        : all.filter(item => {
            const tested = inner(place);
            this.#assign(node.target, item, tested);
            return this.#evaluator.test(condition, tested);
          });
    const memory: LoopMemory = { budget: this.#budget };
    items.forEach((item, index) => {
      const round = inner(place);
      round.scope.setLazily('loop', () => loopNames(items, index, memory));
      this.#assign(node.target, item, round);
      this.#write(node.body, round);
    });
    if (items.length === 0) this.#write(node.otherwise, inner(place));
  }

  #assign(target: Target | NamespaceTarget, value: Value, place: Place): void {
    if (target.kind === 'name') {
      place.scope.set(target.name, value);
      return;
    }
    if (target.kind === 'attribute') {
      const { name } = target.object;
      const object = place.scope.lookUp(name);
      if (!(object instanceof Namespace) || object.isLoop) {
        throw new Failure(`"${name}" is no namespace(), so its attributes cannot be set`);
      }
      object.entries.set(target.attribute, value);
      return;
    }
    if (value instanceof Undefined) this.#evaluator.report(value);
    const items =
      value instanceof Undefined ? target.targets.map(() => value) : iterate(value, this.#budget);
    if (items.length !== target.targets.length) {
      throw new Failure(`${target.targets.length} names cannot take ${items.length} values`);
    }
    target.targets.forEach((part, index) => {
      this.#assign(part, items[index] ?? null, place);
    });
  }

  #macro(name: string, macro: MacroBody, place: Place): Callable {
    return new Callable(name, given => {
      const called = inner(place);
      this.#budget.spend(macro.parameters.length);
      bindParameters({ name, ...macro }, given, {
        set: (parameter, value) => {
          called.scope.set(parameter, value);
        },
        evaluate: expression => this.#evaluator.evaluate(expression, called),
      });
      return this.#deeper(() => this.#capture(macro.body, called));
    });
  }

  #callBlock(node: CallBlock, place: Place): void {
    const caller = this.#macro('caller', node, place);
    const { callee, arguments: nodes } = node.call;
    const macro = place.scope.lookUp(callee.name);
    this.#evaluator.position = callee;
    if (!(macro instanceof Callable)) throw new Failure(`"${callee.name}" is no macro`);
    const given = this.#evaluator.arguments(nodes, place);
    const named = new Map(given.named).set('caller', caller);
    const written = macro.call({ positional: given.positional, named });
    place.output.write(printValue(written, this.#budget));
  }

  #filterBlock({ filter, body }: FilterBlock, place: Place): void {
    const text = this.#capture(body, inner(place));
    const given = this.#evaluator.arguments(filter.arguments, place);
    const filtered = this.#textOf(this.#evaluator.applyFilter(filter.name, text, given));
    if (typeof filtered === 'string') place.output.write(filtered);
  }

  #include({ reference, line, column }: IncludeStatement, place: Place): void {
    const included = this.#request.include({ reference, line, column }, place.origin);
    if (included === undefined) return;
    const scope = place.scope.inner();
    this.#deeper(() => {
      this.#origin = included.origin;
      this.#write(included.statements, { ...place, scope, origin: included.origin });
      this.#origin = place.origin;
      return null;
    });
  }

  #deeper(run: () => Value): Value {
    if (this.#depth >= MAX_DEPTH) {
      throw new Failure(`macros or includes are nested more than ${MAX_DEPTH} deep`);
    }
    this.#depth++;
    const value = run();
    this.#depth--;
    return value;
  }

  #capture(statements: readonly Statement[], place: Place): string {
    const output = this.#output.capture();
    this.#write(statements, { ...place, output });
    return output.close();
  }
}

function inner(place: Place): Place {
  return { ...place, scope: place.scope.inner() };
}
