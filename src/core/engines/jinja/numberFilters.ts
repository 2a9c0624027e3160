import type { Arguments } from './arguments';
import { calculate, float, integer, requireInteger, roundHalfEven, toNumeric } from './numbers';
import { strip } from './text';
import { Failure, typeName, type Value } from './values';
import type { Filter } from './model';

export const numberFilters: Readonly<Record<string, Filter>> = {
  abs: {
    parameters: [],
    run: value => {
      const numeric = toNumeric(value);
      if (numeric === undefined) throw new Failure(`"abs" does not take ${typeName(value)}`);
      return (numeric.isFloat ? float : integer)(Math.abs(numeric.value));
    },
  },
  float: {
    parameters: ['default'],
    run: (value, given) => {
      const parsed = parseFloatText(value);
      return parsed === undefined ? fallback(given, float(0)) : float(parsed);
    },
  },
  int: {
    parameters: ['default', 'base'],
    run: (value, given) => {
      if (given.integer('base', 10) !== 10) throw new Failure('"int" supports only base 10');
      if (typeof value === 'bigint') return value;
      const parsed = parseInteger(value);
      return parsed === undefined ? fallback(given, 0) : integer(parsed);
    },
  },
  round: { parameters: ['precision', 'method'], run: round },
};

function fallback(given: Arguments, usual: Value): Value {
  const other = given.value('default');
  return other === undefined ? usual : other;
}

const NUMBER = /^[-+]?(?:\d+(?:_\d+)*)?(?:\.(?:\d+(?:_\d+)*)?)?(?:[eE][-+]?\d+)?$/;

function parseFloatText(value: Value): number | undefined {
  const numeric = toNumeric(value);
  if (numeric !== undefined) return numeric.value;
  if (typeof value !== 'string') return undefined;
  const text = strip(value, 'both');
  if (/^[-+]?(?:inf|infinity|nan)$/i.test(text)) {
    throw new Failure(`"${text}" is no finite number`);
  }
  return NUMBER.test(text) && /\d/.test(text.split(/e/i)[0] ?? '')
    ? Number(text.replaceAll('_', ''))
    : undefined;
}

function parseInteger(value: Value): number | undefined {
  const parsed = parseFloatText(value);
  return parsed === undefined ? undefined : Math.trunc(parsed);
}

function round(value: Value, given: Arguments): Value {
  const precision = requireInteger(given.value('precision') ?? 0, '"precision"');
  const numeric = toNumeric(value);
  if (numeric === undefined) throw new Failure(`"round" does not take ${typeName(value)}`);
  const method = given.text('method', 'common');
  if (method === 'common') {
    const rounded = roundHalfEven(numeric.value, precision);
    return numeric.isFloat ? float(rounded) : integer(rounded);
  }
  if (method !== 'ceil' && method !== 'floor') {
    throw new Failure('the method of "round" must be common, ceil or floor');
  }
  const factor = calculate(
    '**',
    { value: 10, isFloat: false },
    { value: precision, isFloat: false },
  );
  const scale = toNumeric(factor)?.value ?? 1;
  return float(Math[method](numeric.value * scale) / scale);
}
