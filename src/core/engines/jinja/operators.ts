import type { Budget } from '../template/budget';
import { calculate, toComparable, toNumeric } from './numbers';
import { requireShallow, toText } from './print';
import { compareCodePoints, findText, lengthOf, repeatText } from './text';
import {
  Failure,
  isDict,
  isList,
  Sequence,
  Tuple,
  typeName,
  Undefined,
  type Dict,
  type List,
  type Value,
} from './values';

/** Python's `==`. Every part that is looked at counts: lists may share theirs 2^40 times. */
export function isEqual(left: Value, right: Value, budget: Budget, depth = 0): boolean {
  budget.spend(1);
  if (typeof left === 'string' && typeof right === 'string') {
    return isEqualText(left, right, budget);
  }
  if (typeof left === 'bigint' || typeof right === 'bigint') return left === right;
  return left === right || isEqualPart(left, right, budget, depth);
}

function isEqualPart(left: Value, right: Value, budget: Budget, depth: number): boolean {
  const [a, b] = [toNumeric(left), toNumeric(right)];
  if (a !== undefined && b !== undefined) return a.value === b.value;
  requireShallow(depth);
  if (isList(left) && isList(right)) return isEqualList(left, right, budget, depth);
  if (isDict(left) && isDict(right)) return isEqualDict(left, right, budget, depth);
  return left instanceof Undefined && right instanceof Undefined;
}

/** How two values are brought into an order. */
interface Ordering {
  readonly budget: Budget;
  /** The operator that asks, for the message. */
  readonly operator?: string;
  readonly depth?: number;
}

/** Negative if `left` comes first. Throws `Failure` for what Python does not order. */
export function compare(left: Value, right: Value, ordering: Ordering): number {
  const { budget, operator = '<' } = ordering;
  budget.spend(2);
  const [a, b] = [toComparable(left), toComparable(right)];
  if (a !== undefined && b !== undefined) return a < b ? -1 : Number(a > b);
  if (typeof left === 'string' && typeof right === 'string') {
    return compareCodePoints(left, right, budget);
  }
  if (isList(left) && isList(right) && areAlike(left, right)) {
    return compareLists(left, right, ordering);
  }
  throw new Failure(`"${operator}" does not compare ${typeName(left)} with ${typeName(right)}`);
}

function compareLists(left: List, right: List, ordering: Ordering): number {
  const { budget, depth = 0 } = ordering;
  requireShallow(depth);
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined) break;
    if (!isEqual(item, other, budget, depth + 1)) {
      return compare(item, other, { ...ordering, depth: depth + 1 });
    }
  }
  return left.length - right.length;
}

function isEqualText(left: string, right: string, budget: Budget): boolean {
  if (left.length !== right.length) return false;
  budget.scan(left.length);
  return left === right;
}

/** Both lists, or both tuples. */
function areAlike(left: List, right: List): boolean {
  return left instanceof Tuple === right instanceof Tuple;
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value, budget: Budget): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') return findText(container, item, 0, budget) >= 0;
    throw new Failure(`"in" looks for a str in a str, not for ${typeName(item)}`);
  }
  if (isDict(container)) {
    if (isList(item) || isDict(item)) throw new Failure(`a ${typeName(item)} is no key of a dict`);
    return typeof item === 'string' && container.has(item);
  }
  return iterate(container, budget).some(entry => isEqual(entry, item, budget));
}

/** What a loop goes through; a list that is made for it counts. */
export function iterate(value: Value, budget: Budget): List {
  if (isList(value)) return value;
  if (isDict(value)) {
    budget.hold(value.size);
    return [...value.keys()];
  }
  if (typeof value === 'string') {
    // Characters are texts of their own, which take more room than references do.
    budget.hold(2 * value.length);
    return Array.from(value);
  }
  if (value instanceof Sequence) return value.takeAll();
  throw new Failure(`${describe(value)} is nothing to go through`);
}

/** Python's `len`. */
export function measure(value: Value, budget: Budget): number {
  if (typeof value === 'string') return lengthOf(value, budget);
  if (isList(value)) return value.length;
  if (isDict(value)) return value.size;
  const length = value instanceof Sequence ? value.length : undefined;
  if (length === undefined) throw new Failure(`${describe(value)} has no length`);
  return length;
}

/** An operator between two values that are both there. */
export function operate(
  operator: string,
  [left, right]: readonly [Value, Value],
  budget: Budget,
): Value {
  switch (operator) {
    case '==':
      return isEqual(left, right, budget);
    case '!=':
      return !isEqual(left, right, budget);
    case 'in':
      return contains(right, left, budget);
    case 'not in':
      return !contains(right, left, budget);
    case '~':
      return concatenate(toText(left), toText(right), budget);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(operator, compare(left, right, { budget, operator }));
    default:
      return arithmetic(operator, [left, right], budget);
  }
}

function isOrdered(operator: string, order: number): boolean {
  if (order === 0) return operator.endsWith('=');
  return operator.startsWith('<') === order < 0;
}

function arithmetic(
  operator: string,
  [left, right]: readonly [Value, Value],
  budget: Budget,
): Value {
  const [a, b] = [toNumeric(left), toNumeric(right)];
  if (a !== undefined && b !== undefined) return calculate(operator, a, b);
  if (operator === '*') return multiply(left, right, budget);
  if (operator === '+') return join(left, right, budget);
  if (operator === '%' && typeof left === 'string') {
    throw new Failure('"%" with a text is not supported. Join texts with "~"');
  }
  throw unsupported(operator, left, right);
}

/** A text or a list, so many times. */
function multiply(left: Value, right: Value, budget: Budget): Value {
  const [a, b] = [toNumeric(left), toNumeric(right)];
  if (a?.isFloat === false) return repeat(right, a.value, budget);
  if (b?.isFloat === false) return repeat(left, b.value, budget);
  throw unsupported('*', left, right);
}

function join(left: Value, right: Value, budget: Budget): Value {
  if (typeof left === 'string' && typeof right === 'string') {
    return concatenate(left, right, budget);
  }
  if (!isList(left) || !isList(right) || !areAlike(left, right)) {
    throw unsupported('+', left, right);
  }
  budget.hold(left.length + right.length);
  return left instanceof Tuple ? Tuple.holding([...left, ...right]) : [...left, ...right];
}

function concatenate(left: string, right: string, budget: Budget): string {
  budget.reserve(left.length + right.length);
  return left + right;
}

function repeat(value: Value, times: number, budget: Budget): Value {
  const count = Math.max(0, times);
  if (typeof value === 'string') {
    budget.reserve(value.length * count);
    return repeatText(value, count);
  }
  if (!isList(value)) throw unsupported('*', value, count);
  budget.hold(value.length * count);
  const items: Value[] = value instanceof Tuple ? new Tuple() : [];
  // Nothing, any number of times, is nothing: there may be 2^53 rounds of it.
  for (let round = 0; value.length > 0 && round < count; round++) {
    for (const item of value) items.push(item);
  }
  return items;
}

function unsupported(operator: string, left: Value, right: Value): Failure {
  return new Failure(`"${operator}" does not take ${typeName(left)} and ${typeName(right)}`);
}

function describe(value: Value): string {
  return value === null ? 'None' : `a value of type ${typeName(value)}`;
}

function isEqualList(left: List, right: List, budget: Budget, depth: number): boolean {
  if (!areAlike(left, right) || left.length !== right.length) return false;
  return left.every((item, index) => isEqual(item, right[index] ?? null, budget, depth + 1));
}

function isEqualDict(left: Dict, right: Dict, budget: Budget, depth: number): boolean {
  if (left.size !== right.size) return false;
  for (const [key, entry] of left) {
    const other = right.get(key);
    if (other === undefined || !isEqual(entry, other, budget, depth + 1)) return false;
  }
  return true;
}
