import type { Budget } from './budget';
import { calculate, toNumeric } from './numbers';
import { toText } from './print';
import { compareCodePoints, lengthOf } from './text';
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

/** Python's `==`. */
export function isEqual(left: Value, right: Value): boolean {
  const [a, b] = [toNumeric(left), toNumeric(right)];
  if (a !== undefined && b !== undefined) return a.value === b.value;
  if (isList(left) && isList(right)) return isEqualList(left, right);
  if (isDict(left) && isDict(right)) return isEqualDict(left, right);
  if (left instanceof Undefined && right instanceof Undefined) return true;
  return left === right;
}

/** Negative if `left` comes first. Throws `Failure` for what Python does not order. */
export function compare(left: Value, right: Value, operator = '<'): number {
  const [a, b] = [toNumeric(left), toNumeric(right)];
  if (a !== undefined && b !== undefined) return a.value - b.value;
  if (typeof left === 'string' && typeof right === 'string') return compareCodePoints(left, right);
  if (isList(left) && isList(right) && areAlike(left, right)) {
    return compareLists(left, right, operator);
  }
  throw new Failure(`"${operator}" does not compare ${typeName(left)} with ${typeName(right)}`);
}

function compareLists(left: List, right: List, operator: string): number {
  for (const [index, item] of left.entries()) {
    const other = right[index];
    if (other === undefined) break;
    if (!isEqual(item, other)) return compare(item, other, operator);
  }
  return left.length - right.length;
}

/** Both lists, or both tuples. */
function areAlike(left: List, right: List): boolean {
  return left instanceof Tuple === right instanceof Tuple;
}

/** Python's `item in container`. */
export function contains(container: Value, item: Value): boolean {
  if (typeof container === 'string') {
    if (typeof item === 'string') return container.includes(item);
    throw new Failure(`"in" looks for a str in a str, not for ${typeName(item)}`);
  }
  if (isDict(container)) {
    if (isList(item) || isDict(item)) throw new Failure(`a ${typeName(item)} is no key of a dict`);
    return typeof item === 'string' && container.has(item);
  }
  return iterate(container).some(entry => isEqual(entry, item));
}

/** What a loop goes through. */
export function iterate(value: Value): List {
  if (isList(value)) return value;
  if (isDict(value)) return [...value.keys()];
  if (typeof value === 'string') return Array.from(value);
  if (value instanceof Sequence) return value.takeAll();
  throw new Failure(`${describe(value)} is nothing to go through`);
}

/** Python's `len`. */
export function measure(value: Value): number {
  if (typeof value === 'string') return lengthOf(value);
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
      return isEqual(left, right);
    case '!=':
      return !isEqual(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    case '~':
      return budget.text(toText(left) + toText(right));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return isOrdered(operator, compare(left, right, operator));
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
  if (typeof left === 'string' && typeof right === 'string') return budget.text(left + right);
  if (!isList(left) || !isList(right) || !areAlike(left, right)) {
    throw unsupported('+', left, right);
  }
  budget.spend(left.length + right.length);
  return left instanceof Tuple ? Tuple.holding([...left, ...right]) : [...left, ...right];
}

function repeat(value: Value, times: number, budget: Budget): Value {
  const count = Math.max(0, times);
  if (typeof value === 'string') {
    budget.reserve(value.length * count);
    return value.repeat(count);
  }
  if (!isList(value)) throw unsupported('*', value, count);
  budget.spend(value.length * count);
  const items = Array.from({ length: count }, () => [...value]).flat();
  return value instanceof Tuple ? Tuple.holding(items) : items;
}

function unsupported(operator: string, left: Value, right: Value): Failure {
  return new Failure(`"${operator}" does not take ${typeName(left)} and ${typeName(right)}`);
}

function describe(value: Value): string {
  return value === null ? 'None' : `a value of type ${typeName(value)}`;
}

function isEqualList(left: List, right: List): boolean {
  if (!areAlike(left, right) || left.length !== right.length) return false;
  return left.every((item, index) => isEqual(item, right[index] ?? null));
}

function isEqualDict(left: Dict, right: Dict): boolean {
  if (left.size !== right.size) return false;
  return [...left].every(([key, entry]) => {
    const other = right.get(key);
    return other !== undefined && isEqual(entry, other);
  });
}
