import type { FormatSpec } from './formatSpec';
import { layOutNumber, type NumberParts } from './numberLayout';

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16 };
const MAX_CODE_POINT = 0x10ffff;

/** Prints a whole number under a spec that goes with integers; `undefined` for no character. */
export function formatInteger(value: number | bigint, spec: FormatSpec): string | undefined {
  if (spec.type !== 'c') return layOutNumber(digitParts(value, spec), spec);
  if (value < 0 || value > MAX_CODE_POINT) return undefined;
  const rest = String.fromCodePoint(Number(value));
  return layOutNumber({ isNegative: false, prefix: '', digits: '', rest }, spec);
}

/** All digits of a whole number: those of the double, also where it is beyond 2^53. */
export function printInteger(value: number | bigint): string {
  return BigInt(value).toString();
}

function digitParts(value: number | bigint, { type, isAlternate }: FormatSpec): NumberParts {
  const base = BASES[type];
  const digits = absolute(BigInt(value)).toString(base ?? 10);
  const prefix = isAlternate && base !== undefined ? `0${type}` : '';
  const isNegative = value < 0;
  return { isNegative, prefix, digits: type === 'X' ? digits.toUpperCase() : digits, rest: '' };
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
