import type { Budget } from '../template/budget';
import type { Arguments, Signature } from './arguments';
import { calculate, toNumeric } from './numbers';
import { contains, operate } from './operators';
import { toText } from './print';
import { Failure, isDict, isList, Sequence, typeName, Undefined, type Value } from './values';

/** What stands after `is`. */
export interface Predicate extends Signature {
  /** Takes a value that was not found, as Python does. */
  readonly isLenient?: boolean;
  holds(value: Value, given: Arguments, budget: Budget): boolean;
}

function plain(holds: (value: Value) => boolean): Predicate {
  return { parameters: [], isLenient: true, holds };
}

function comparing(operator: string): Predicate {
  return {
    parameters: ['other'],
    required: 1,
    holds: (value, given, budget) =>
      operate(operator, [value, given.value('other') ?? null], budget) === true,
  };
}

function modulo(value: Value, divisor: Value): number {
  const [a, b] = [toNumeric(value), toNumeric(divisor)];
  if (a === undefined || b === undefined) {
    throw new Failure(`"%" does not take ${typeName(value)} and ${typeName(divisor)}`);
  }
  return toNumeric(calculate('%', a, b))?.value ?? 0;
}

const isNumber = (value: Value): boolean =>
  typeof value === 'bigint' || toNumeric(value) !== undefined;
const isIterable = (value: Value): boolean =>
  typeof value === 'string' || isList(value) || isDict(value) || value instanceof Sequence;

const equal = comparing('==');
const unequal = comparing('!=');
const less = comparing('<');
const lessOrEqual = comparing('<=');
const greater = comparing('>');
const greaterOrEqual = comparing('>=');

/** Every test there is, by its name in Python; the signs serve `select('>', 2)`. */
const PREDICATES: Readonly<Record<string, Predicate>> = {
  '!=': unequal,
  '<': less,
  '<=': lessOrEqual,
  '==': equal,
  '>': greater,
  '>=': greaterOrEqual,
  boolean: plain(value => typeof value === 'boolean'),
  defined: plain(value => !(value instanceof Undefined)),
  divisibleby: {
    parameters: ['num'],
    required: 1,
    holds: (value, given) => modulo(value, given.value('num') ?? null) === 0,
  },
  eq: equal,
  equalto: equal,
  even: { parameters: [], holds: value => modulo(value, 2) === 0 },
  false: plain(value => value === false),
  float: plain(value => typeName(value) === 'float'),
  ge: greaterOrEqual,
  greaterthan: greater,
  gt: greater,
  in: {
    parameters: ['seq'],
    required: 1,
    holds: (value, given, budget) => contains(given.value('seq') ?? null, value, budget),
  },
  integer: plain(value => typeName(value) === 'int'),
  iterable: { parameters: [], holds: isIterable },
  le: lessOrEqual,
  lessthan: less,
  lower: {
    parameters: [],
    holds: (value, _given, budget) => hasCase(toText(value), 'lower', budget),
  },
  lt: less,
  mapping: plain(isDict),
  ne: unequal,
  none: plain(value => value === null),
  number: plain(isNumber),
  odd: { parameters: [], holds: value => modulo(value, 2) === 1 },
  sameas: {
    parameters: ['other'],
    required: 1,
    isLenient: true,
    holds: (value, given) => isSame(value, given.value('other') ?? null),
  },
  sequence: plain(
    value =>
      typeof value === 'string' ||
      isList(value) ||
      isDict(value) ||
      (value instanceof Sequence && value.indexed !== undefined),
  ),
  string: plain(value => typeof value === 'string'),
  true: plain(value => value === true),
  undefined: plain(value => value instanceof Undefined),
  upper: {
    parameters: [],
    holds: (value, _given, budget) => hasCase(toText(value), 'upper', budget),
  },
};

export const TEST_NAMES: readonly string[] = Object.keys(PREDICATES)
  .filter(name => /^\w/.test(name))
  .sort();

export function predicateOf(name: string): Predicate | undefined {
  return Object.hasOwn(PREDICATES, name) ? PREDICATES[name] : undefined;
}

/** `str.islower` and `str.isupper`: a letter with case at all, and none of the other case. */
function hasCase(text: string, wanted: 'lower' | 'upper', budget: Budget): boolean {
  budget.scan(4 * text.length);
  const isOther = wanted === 'lower' ? /[\p{Lu}\p{Lt}]/u : /[\p{Ll}\p{Lt}]/u;
  const isWanted = wanted === 'lower' ? /\p{Ll}/u : /\p{Lu}/u;
  return isWanted.test(text) && !isOther.test(text);
}

/** Python's `is`, for the values whose identity does not depend on how Python keeps them. */
function isSame(value: Value, other: Value): boolean {
  if (typeof value !== typeof other) return false;
  if (value === null || other === null || typeof value === 'boolean') return value === other;
  if (value === other && typeof value === 'object') return true;
  throw new Failure(
    `"sameas" is supported for true, false and none, not for ${typeName(value)}. Use "eq"`,
  );
}
