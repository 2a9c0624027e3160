import { roundToFraction, roundToSignificant, shortestDecimal, type Decimal } from './decimal';
import type { FormatSpec } from './formatSpec';
import { layOutNumber, type NumberParts } from './numberLayout';

/** Prints a number as Python prints a float under this spec, which must go with floats. */
export function formatFloat(value: number, spec: FormatSpec): string {
  const scaled = spec.type === '%' ? value * 100 : value;
  const printed = printMagnitude(Math.abs(scaled), spec);
  const text = isUpperCase(spec) ? printed.toUpperCase() : printed;
  const isNegative = scaled < 0 && !(spec.isZeroPositive && isZero(text));
  return layOutNumber({ isNegative, prefix: '', ...splitDigits(text, spec) }, spec);
}

/** A float as `repr` and `str` print it: `0.1`, `1e-07`. */
export function printFloat(value: number): string {
  const text = printGeneral(shortestDecimal(Math.abs(value)), SHORTEST);
  return value < 0 ? `-${text}` : text;
}

interface GeneralStyle {
  /** Beyond this many digits before the point, an exponent takes over. */
  readonly maxPoint: number;
  /** Zeros are added up to this many digits. */
  readonly minDigits: number;
  /** A point stays, with nothing after it. */
  readonly isAlternate: boolean;
  /** At least one digit after the point, where there is no exponent. */
  readonly hasFraction: boolean;
}

const SHORTEST: GeneralStyle = {
  maxPoint: 16,
  minDigits: 0,
  isAlternate: false,
  hasFraction: true,
};

function printMagnitude(value: number, { type, precision, isAlternate }: FormatSpec): string {
  // A percentage may leave the range of doubles.
  if (value === Infinity) return 'inf';
  if (type === '' && precision === undefined) {
    return printGeneral(shortestDecimal(value), { ...SHORTEST, isAlternate });
  }
  const count = precision ?? 6;
  if (type === 'e' || type === 'E') return printExponent(value, count, isAlternate);
  if (type === 'f' || type === 'F' || type === '%') return printFixed(value, count, isAlternate);
  return printSignificant(value, count, { isAlternate, hasFraction: type === '' });
}

function printFixed(value: number, precision: number, isAlternate: boolean): string {
  const { whole, fraction } = roundToFraction(value, precision);
  return fraction === '' && !isAlternate ? whole : `${whole}.${fraction}`;
}

function printExponent(value: number, precision: number, isAlternate: boolean): string {
  const { digits, point } = roundToSignificant(value, precision + 1);
  return withExponent(digits.padEnd(precision + 1, '0'), point, isAlternate);
}

function printSignificant(
  value: number,
  precision: number,
  style: Pick<GeneralStyle, 'isAlternate' | 'hasFraction'>,
): string {
  const count = Math.max(1, precision);
  return printGeneral(roundToSignificant(value, count), {
    ...style,
    maxPoint: style.hasFraction ? count - 1 : count,
    minDigits: style.isAlternate ? count : 0,
  });
}

function printGeneral({ digits, point }: Decimal, style: GeneralStyle): string {
  const { isAlternate, minDigits } = style;
  if (point <= -4 || point > style.maxPoint) {
    return withExponent(digits.padEnd(minDigits, '0'), point, isAlternate);
  }
  const end = Math.max(minDigits, style.hasFraction ? point + 1 : point);
  const padded = '0'.repeat(Math.max(0, 1 - point)) + digits.padEnd(end, '0');
  const whole = padded.slice(0, Math.max(1, point));
  return withFraction(whole, padded.slice(whole.length), isAlternate);
}

function withExponent(digits: string, point: number, isAlternate: boolean): string {
  const exponent = point - 1;
  const sign = exponent < 0 ? '-' : '+';
  const size = `${Math.abs(exponent)}`.padStart(2, '0');
  return `${withFraction(digits.slice(0, 1), digits.slice(1), isAlternate)}e${sign}${size}`;
}

function withFraction(whole: string, fraction: string, isAlternate: boolean): string {
  return fraction === '' && !isAlternate ? whole : `${whole}.${fraction}`;
}

function splitDigits(text: string, { type }: FormatSpec): Pick<NumberParts, 'digits' | 'rest'> {
  const digits = /^[0-9]*/.exec(text)?.[0] ?? '';
  return { digits, rest: text.slice(digits.length) + (type === '%' ? '%' : '') };
}

function isUpperCase({ type }: FormatSpec): boolean {
  return type === 'E' || type === 'F' || type === 'G';
}

function isZero(text: string): boolean {
  return /^[0.]+(?:e|$)/i.test(text);
}
