import { Failure, typeName, WholeFloat, type Value } from './values';

/** A number as Python would hold it. */
interface Numeric {
  readonly value: number;
  readonly isFloat: boolean;
}

/** A number for comparing, which JavaScript does exactly also with integers beyond its own. */
export function toComparable(value: Value): number | bigint | undefined {
  return typeof value === 'bigint' ? value : toNumeric(value)?.value;
}

/** `undefined` for what Python does not calculate with. */
export function toNumeric(value: Value): Numeric | undefined {
  if (typeof value === 'boolean') return { value: value ? 1 : 0, isFloat: false };
  if (value instanceof WholeFloat) return { value: value.value, isFloat: true };
  if (typeof value === 'bigint') {
    throw new Failure('an integer beyond 2^53 is too large to calculate with. Give it as a text');
  }
  if (typeof value === 'number') return { value, isFloat: !Number.isInteger(value) };
  return undefined;
}

export function integer(value: number): number {
  if (!Number.isSafeInteger(value)) {
    throw new Failure('the result is an integer that is too large to be exact here');
  }
  return value + 0;
}

export function float(value: number): Value {
  if (!Number.isFinite(value)) throw new Failure('the result is no finite number');
  return Number.isInteger(value) ? new WholeFloat(value) : value;
}

/** `+ - * / // % **` of two numbers. */
export function calculate(operator: string, left: Numeric, right: Numeric): Value {
  const isFloat = left.isFloat || right.isFloat || operator === '/';
  const make = isFloat ? float : integer;
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case '+':
      return make(a + b);
    case '-':
      return make(a - b);
    case '*':
      return make(a * b);
    case '**':
      return power(a, b, isFloat);
    default:
      if (b === 0) throw new Failure('division by zero');
      return make(divide(operator, a, b));
  }
}

/** An integer; booleans are integers too. */
export function requireInteger(value: Value, what: string): number {
  const numeric = toNumeric(value);
  if (numeric === undefined || numeric.isFloat) {
    throw new Failure(`${what} must be an integer, not ${typeName(value)}`);
  }
  return numeric.value;
}

/** Python's `round`: to the nearest, a half to the even neighbour, both of the exact value. */
export function roundHalfEven(value: number, digits: number): number {
  if (digits < 0) {
    const factor = 10 ** -digits;
    return roundHalfEven(value / factor, 0) * factor;
  }
  if (digits > 22 || Math.abs(value) >= 1e21) return value;
  const exact = Math.abs(value).toFixed(Math.min(100, digits + 60));
  const cut = exact.length - Math.min(100, digits + 60) + digits;
  const isHalf = /^50*$/.test(exact.slice(cut));
  const lower = exact.slice(0, cut);
  const isEven = /[02468]\.?$/.test(lower);
  const rounded = isHalf && isEven ? Number(lower) : Number(Math.abs(value).toFixed(digits));
  return value < 0 ? -rounded : rounded;
}

/** `repr` of a float, without the `.0` of a whole one below 1e16. */
export function printFraction(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  if (value === 0 || (exponent >= -4 && Math.abs(value) < 1e16)) return plain(value);
  const [digits = '', power = ''] = value.toExponential().split('e');
  const size = power.slice(1).padStart(2, '0');
  return `${digits}e${power.startsWith('-') ? '-' : '+'}${size}`;
}

function plain(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function divide(operator: string, a: number, b: number): number {
  if (operator === '/') return a / b;
  const remainder = a % b;
  const isOff = remainder !== 0 && remainder < 0 !== b < 0;
  const floored = isOff ? remainder + b : remainder;
  if (operator === '%') return floored === 0 && b < 0 ? -0 : floored;
  return Math.round((a - floored) / b);
}

function power(base: number, exponent: number, isFloat: boolean): Value {
  if (base === 0 && exponent < 0) throw new Failure('zero cannot be raised to a negative power');
  if (exponent === 0.5 && base >= 0) return float(Math.sqrt(base));
  if (isFloat) {
    // Two libraries of mathematics rarely agree on the last digit.
    throw new Failure('"**" is supported for integers, and for 0.5 as the exponent');
  }
  if (Math.abs(base) > 1 && Math.abs(exponent) > 53) {
    throw new Failure('the result is an integer that is too large to be exact here');
  }
  const result = integer(Number(BigInt(base) ** BigInt(Math.abs(exponent))));
  return exponent < 0 ? float(1 / result) : result;
}
