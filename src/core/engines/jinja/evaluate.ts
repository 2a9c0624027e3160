import type { Budget } from '../template/budget';
import type { MissingUse } from '../template/template';
import { Arguments } from './arguments';
import { filterOf } from './filters';
import { functionOf } from './functions';
import { entryOf, memberOf, sliceOf } from './members';
import { callMethod } from './methods';
import {
  describeName,
  isApplying,
  isOperation,
  type ApplyingExpression,
  type ArgumentNodes,
  type BinaryExpression,
  type CallExpression,
  type Expression,
  type FilterExpression,
  type LogicExpression,
  type MemberExpression,
  type OperationExpression,
  type PlainExpression,
  type SliceExpression,
  type TestExpression,
} from './nodes';
import { float, toNumeric, integer } from './numbers';
import { operate } from './operators';
import { predicateOf } from './predicates';
import type { Scope } from './scope';
import {
  Callable,
  Failure,
  isTrue,
  MissingFailure,
  Namespace,
  Tuple,
  typeName,
  Undefined,
  type Given,
  type Value,
} from './values';
import type { Origin } from '../template/position';
import type { FilterTools } from './model';

/** Where an expression is evaluated. */
export interface Frame {
  readonly scope: Scope;
  readonly origin: Origin;
}

/** Evaluates expressions, and collects the names that one needed and did not find. */
export class Evaluator implements FilterTools {
  readonly budget: Budget;
  readonly missing: MissingUse[] = [];
  /** The place that a failure is reported at. */
  position = { line: 1, column: 1 };

  constructor(budget: Budget) {
    this.budget = budget;
  }

  /**
   * The value of an expression. As a condition, a name may be absent: it is false, and equal to
   * nothing. Elsewhere it is `Undefined` until something uses it, which reports it.
   */
  evaluate(node: Expression, frame: Frame, isCondition = false): Value {
    this.budget.spend(1);
    if (isApplying(node)) return this.#apply(node, frame, isCondition);
    if (isOperation(node)) return this.#operate(node, frame, isCondition);
    if (node.kind === 'member') return this.#member(node, frame, isCondition);
    return this.#plain(node, frame);
  }

  /** Whether a condition holds. */
  test(node: Expression, frame: Frame): boolean {
    return isTrue(this.evaluate(node, frame, true));
  }

  arguments(nodes: ArgumentNodes, frame: Frame): Given {
    return {
      positional: nodes.positional.map(node => this.evaluate(node, frame)),
      named: new Map(nodes.named.map(([name, node]) => [name, this.evaluate(node, frame)])),
    };
  }

  applyFilter(name: string, value: Value, given: Given): Value {
    const filter = filterOf(name);
    if (filter === undefined) throw new Failure(`the filter "${name}" is not supported`);
    this.budget.spend(1);
    const used = [...given.positional, ...given.named.values()];
    return this.strictly(filter.isLenient === true ? [] : [value, ...used], () =>
      filter.run(
        filter.isLenient === true ? value : plain(value),
        new Arguments(filter, given),
        this,
      ),
    );
  }

  applyTest(name: string, value: Value, given: Given): boolean {
    const predicate = predicateOf(name);
    if (predicate === undefined) throw new Failure(`the test "${name}" is not supported`);
    const used = [...given.positional, ...given.named.values(), value];
    const missing = used.find(item => item instanceof Undefined);
    if (missing !== undefined && predicate.isLenient !== true) throw new MissingFailure(missing);
    return predicate.holds(value, new Arguments(predicate, given), this.budget);
  }

  /** Runs what needs these values. Those that are missing are reported, and so is the result. */
  strictly(values: readonly Value[], run: () => Value): Value {
    const absent = values.filter(value => value instanceof Undefined);
    const reported = absent
      .filter(value => value.reason.kind !== 'implicit')
      .map(value => this.report(value));
    const [first] = reported;
    if (first !== undefined) return first;
    try {
      return run();
    } catch (error) {
      if (error instanceof MissingFailure) return this.report(error.missing);
      throw error;
    }
  }

  /** Takes a missing value for an error. Throws `Failure` for what has no name to report. */
  report(value: Undefined): Undefined {
    const { reason } = value;
    switch (reason.kind) {
      case 'name': {
        const { name, line, column, origin } = reason;
        // The error that carries it here is the dearest thing there is.
        this.budget.spend(16);
        this.budget.hold(4);
        this.missing.push({ name, line, column, origin });
        return new Undefined({ kind: 'reported', name });
      }
      case 'nothing':
        throw new Failure(reason.message);
      case 'implicit':
      case 'reported':
        return value;
    }
  }

  #plain(node: Exclude<PlainExpression, MemberExpression>, frame: Frame): Value {
    switch (node.kind) {
      case 'constant':
        return node.value;
      case 'float':
        return float(node.value);
      case 'name':
        return this.#name(node, frame);
      case 'list': {
        this.budget.hold(1 + node.items.length);
        const items = node.items.map(item => this.evaluate(item, frame));
        return node.isTuple ? Tuple.holding(items) : items;
      }
      case 'dict':
        return this.#dict(node.entries, frame);
      case 'slice':
        return this.#slice(node, frame);
    }
  }

  #name(node: Extract<Expression, { kind: 'name' }>, { scope, origin }: Frame): Value {
    this.budget.spend(scope.depth / 8);
    const found = scope.lookUp(node.name);
    if (found !== undefined) return found;
    const { name, line, column } = node;
    return new Undefined({ kind: 'name', name, line, column, origin, isDeep: false });
  }

  #dict(entries: readonly (readonly [Expression, Expression])[], frame: Frame): Value {
    this.budget.hold(4 + entries.length);
    const dict = new Map<string, Value>();
    for (const [keyNode, valueNode] of entries) {
      const key = this.evaluate(keyNode, frame);
      if (key instanceof Undefined) return this.report(key);
      if (typeof key !== 'string') {
        throw new Failure(`a dict with a key of type ${typeName(key)} is not supported`);
      }
      dict.set(key, this.evaluate(valueNode, frame));
    }
    return dict;
  }

  #member(node: MemberExpression, frame: Frame, isCondition: boolean): Value {
    const object = this.evaluate(node.object, frame, isCondition);
    const key = this.evaluate(node.key, frame);
    if (object instanceof Undefined) return deeper(object, key, this.budget);
    if (key instanceof Undefined) return this.report(key);
    const found = node.isDot
      ? memberOf(object, key, this.budget)
      : entryOf(object, key, this.budget);
    if (found !== undefined) return found;
    const root = describeName(node);
    if (root === undefined) {
      const message = `a ${typeName(object)} has no "${printKey(key)}"`;
      return new Undefined({ kind: 'nothing', message });
    }
    return new Undefined({ kind: 'name', ...root, origin: frame.origin, isDeep: false });
  }

  #slice(node: SliceExpression, frame: Frame): Value {
    const object = this.evaluate(node.object, frame);
    const bound = (part: Expression | undefined): Value =>
      part === undefined ? null : this.evaluate(part, frame);
    const bounds = [bound(node.start), bound(node.stop), bound(node.step)] as const;
    return this.strictly([object, ...bounds], () => sliceOf(plain(object), bounds, this.budget));
  }

  #apply(node: ApplyingExpression, frame: Frame, isCondition: boolean): Value {
    switch (node.kind) {
      case 'call':
        return this.#call(node, frame);
      case 'method': {
        const self = this.evaluate(node.object, frame);
        const given = this.arguments(node.arguments, frame);
        const used = [self, ...given.positional, ...given.named.values()];
        return this.strictly(used, () =>
          callMethod(plain(self), { name: node.name, given, budget: this.budget }),
        );
      }
      case 'filter':
        return this.#filter(node, frame);
      case 'test':
        return this.#test(node, frame, isCondition);
    }
  }

  #call({ callee, arguments: nodes }: CallExpression, frame: Frame): Value {
    const found = frame.scope.lookUp(callee.name);
    const given = this.arguments(nodes, frame);
    this.position = callee;
    if (found instanceof Callable) return found.call(given);
    if (found !== undefined) throw new Failure(`"${callee.name}" is no macro and no function`);
    const builtIn = functionOf(callee.name);
    if (builtIn === undefined) throw new Failure(`the macro "${callee.name}" is not known here`);
    return this.strictly(given.positional, () => builtIn.run(given, this.budget));
  }

  #filter(node: FilterExpression, frame: Frame): Value {
    const operand = this.evaluate(node.operand, frame);
    const given = this.arguments(node.arguments, frame);
    this.position = node;
    if (isDeep(operand)) return this.report(operand);
    return this.applyFilter(node.name, operand, given);
  }

  #test(node: TestExpression, frame: Frame, isCondition: boolean): Value {
    const operand = this.evaluate(node.operand, frame, isCondition);
    const given = this.arguments(node.arguments, frame);
    this.position = node;
    if (isDeep(operand) && !isCondition) return this.report(operand);
    return this.strictly([], () => this.applyTest(node.name, operand, given) !== node.isNegated);
  }

  #operate(node: OperationExpression, frame: Frame, isCondition: boolean): Value {
    switch (node.kind) {
      case 'logic':
        return this.#logic(node, frame, isCondition);
      case 'not': {
        const operand = this.evaluate(node.operand, frame, isCondition);
        return isCondition ? !isTrue(operand) : this.strictly([operand], () => !isTrue(operand));
      }
      case 'sign': {
        const operand = this.evaluate(node.operand, frame);
        return this.strictly([operand], () => signed(plain(operand), node.isMinus));
      }
      case 'binary':
        return this.#binary(node, frame, isCondition);
      case 'choice':
        if (this.test(node.test, frame)) return this.evaluate(node.value, frame, isCondition);
        if (node.otherwise === undefined) return new Undefined({ kind: 'implicit' });
        return this.evaluate(node.otherwise, frame, isCondition);
    }
  }

  #logic(node: LogicExpression, frame: Frame, isCondition: boolean): Value {
    const left = this.evaluate(node.left, frame, isCondition);
    if (left instanceof Undefined && !isCondition && left.reason.kind !== 'implicit') {
      return this.report(left);
    }
    const isDecided = isTrue(left) === (node.operator === 'or');
    return isDecided ? left : this.evaluate(node.right, frame, isCondition);
  }

  #binary(node: BinaryExpression, frame: Frame, isCondition: boolean): Value {
    const left = this.evaluate(node.left, frame, isCondition);
    const right = this.evaluate(node.right, frame, isCondition);
    this.position = node;
    const isLenient = isCondition && /^(?:[=!]=|(?:not )?in)$/.test(node.operator);
    if (isLenient && (left instanceof Undefined || right instanceof Undefined)) {
      const isNegative = node.operator.startsWith('!') || node.operator.startsWith('not');
      return (
        isNegative !==
        (left instanceof Undefined && right instanceof Undefined && !node.operator.endsWith('in'))
      );
    }
    return this.strictly([left, right], () =>
      operate(node.operator, [plain(left), plain(right)], this.budget),
    );
  }
}

/** What a missing `else` stands for is an empty text to whatever uses it. */
function plain(value: Value): Value {
  return value instanceof Undefined && value.reason.kind === 'implicit' ? '' : value;
}

function printKey(key: Value): string {
  return typeof key === 'string' || typeof key === 'number' ? String(key) : typeName(key);
}

function isDeep(value: Value): value is Undefined {
  return value instanceof Undefined && value.reason.kind === 'name' && value.reason.isDeep;
}

/** What a part of something missing is: missing too, under a longer name. */
function deeper(object: Undefined, key: Value, budget: Budget): Undefined {
  const { reason } = object;
  if (reason.kind !== 'name') return object;
  budget.reserve(reason.name.length + (typeof key === 'string' ? key.length : 0));
  return new Undefined({ ...reason, name: `${reason.name}.${printKey(key)}`, isDeep: true });
}

function signed(operand: Value, isMinus: boolean): Value {
  const numeric = toNumeric(operand);
  if (numeric === undefined || operand instanceof Namespace) {
    throw new Failure(`"${isMinus ? '-' : '+'}" does not take ${typeName(operand)}`);
  }
  const make = numeric.isFloat ? float : integer;
  return make(isMinus ? -numeric.value : numeric.value);
}
