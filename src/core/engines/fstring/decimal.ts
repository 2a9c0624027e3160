/** A positive number as `0.digits × 10^point`; without trailing zeros, but for zero itself. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** A double has no more digits after its point, and no more significant ones than this. */
const MAX_DIGITS = 1100;

/** The fewest digits that read back as the same number, as `repr` prints them. */
export function shortestDecimal(value: number): Decimal {
  const [digits = '', exponent] = value.toExponential().split('e');
  return { digits: digits.replace('.', ''), point: Number(exponent) + 1 };
}

/** `value` rounded to `count` significant digits: exact, a half goes to the even digit. */
export function roundToSignificant(value: number, count: number): Decimal {
  if (value === 0) return { digits: '0', point: 1 };
  const wanted = Math.min(count, MAX_DIGITS);
  const shortest = shortestDecimal(value);
  // 1e+23 is the shortest form of a double that is a little less, and has 9 as its first digit.
  if (shortest.digits === '1') {
    const digits = scale(value, wanted - shortest.point + 1).toString();
    if (digits.length === wanted) return withoutZeros(digits, shortest.point - 1);
  }
  const digits = scale(value, wanted - shortest.point).toString();
  const point = shortest.point + digits.length - wanted;
  return withoutZeros(digits, point);
}

/** `value` with `count` digits after the point: exact, a half goes to the even digit. */
export function roundToFraction(
  value: number,
  count: number,
): { readonly whole: string; readonly fraction: string } {
  const wanted = Math.min(count, MAX_DIGITS);
  const rounded = scale(value, wanted)
    .toString()
    .padStart(wanted + 1, '0');
  const whole = rounded.slice(0, rounded.length - wanted);
  return { whole, fraction: rounded.slice(whole.length).padEnd(count, '0') };
}

function withoutZeros(digits: string, point: number): Decimal {
  let end = digits.length;
  while (digits[end - 1] === '0') end -= 1;
  return { digits: digits.slice(0, end), point };
}

/** `value × 10^power` as a whole number, from the exact value of the double. */
function scale(value: number, power: number): bigint {
  const { mantissa, exponent } = binaryParts(value);
  const numerator = mantissa * 10n ** atLeastZero(power) * 2n ** atLeastZero(exponent);
  const denominator = 10n ** atLeastZero(-power) * 2n ** atLeastZero(-exponent);
  const quotient = numerator / denominator;
  const twice = 2n * (numerator % denominator);
  const isUp = twice > denominator || (twice === denominator && quotient % 2n === 1n);
  return isUp ? quotient + 1n : quotient;
}

/** A positive double as `mantissa × 2^exponent`. */
function binaryParts(value: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  if (exponent === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | 0x10000000000000n, exponent: exponent - 1075 };
}

function atLeastZero(power: number): bigint {
  return BigInt(Math.max(0, power));
}
