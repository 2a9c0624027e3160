import { measureCharacters } from './characters';

/** What stands after the colon of a field, in the parts that Python gives it. */
export interface FormatSpec {
  /** One character; `0` where the width is written with a zero before it. */
  readonly fill: string;
  /** Without it, texts go to the left and numbers to the right. */
  readonly align: Alignment | undefined;
  readonly sign: string;
  /** `z`: a number that is rounded to zero has no minus. */
  readonly isZeroPositive: boolean;
  /** `#`: a prefix for `b`, `o` and `x`, a point and all digits for floats. */
  readonly isAlternate: boolean;
  /** A zero before the width: numbers are filled between sign and digits. */
  readonly isZeroPadded: boolean;
  readonly width: number;
  /** `,` or `_` between groups of digits, or nothing. */
  readonly grouping: string;
  readonly precision: number | undefined;
  /** The letter at the end, or nothing. */
  readonly type: string;
}

type Alignment = '<' | '>' | '=' | '^';

/** What a spec is applied to: Python gives each its own rules. */
export type FormattedKind = 'text' | 'integer' | 'float';

/** Wider fields are a slip of the pen. */
export const MAX_WIDTH = 1_000_000;

/** Matches every text: what cannot be read is left to the type. */
const SPEC = new RegExp(
  [
    /(?:(?<fill>.)(?<filledAlign>[<>=^])|(?<align>[<>=^]))?/,
    /(?<sign>[-+ ]?)(?<z>z?)(?<hash>#?)(?<zero>0?)(?<width>[0-9]*)/,
    /(?<grouping>[,_]{0,2})(?:\.(?<precision>[0-9]*))?(?<type>.*)/,
  ]
    .map(({ source }) => source)
    .join(''),
  'su',
);
const INTEGER_TYPES = 'bcdnoxX';
const FLOAT_TYPES = 'eEfFgGn%';
/** Python groups digits for these; `_` goes with `b`, `o`, `x` and `X` as well. */
const GROUPED_TYPES = 'deEfFgG%';

/** Reads a spec that is not empty, or says in a sentence what is wrong with it. */
export function parseFormatSpec(text: string): FormatSpec | { readonly problem: string } {
  const written = SPEC.exec(text)?.groups as unknown as WrittenSpec;
  const problem = grammarProblem(written);
  if (problem !== undefined) {
    return { problem: `The format spec ${JSON.stringify(shorten(text))} ${problem}.` };
  }
  const { fill, zero, align, filledAlign, precision } = written;
  return {
    fill: fill ?? (zero === '' ? ' ' : '0'),
    align: filledAlign ?? align,
    sign: written.sign,
    isZeroPositive: written.z !== '',
    isAlternate: written.hash !== '',
    isZeroPadded: zero !== '' && fill === undefined,
    width: Number(written.width),
    grouping: written.grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type: written.type,
  };
}

/** Why a spec does not go with a kind of value, if it does not. */
export function specProblem(spec: FormatSpec, kind: FormattedKind): string | undefined {
  if (!hasType(kind, spec.type)) {
    return `The format code "${spec.type}" is not for ${kind === 'text' ? 'texts' : `${kind}s`}`;
  }
  const grouped = groupingProblem(spec, kind);
  if (grouped !== undefined) return grouped;
  if (kind === 'text') return textProblem(spec);
  return isFloatSpec(spec, kind) ? undefined : integerProblem(spec);
}

/** Why a spec goes with no value at all, if it does not. */
export function specProblemForAll(spec: FormatSpec): string | undefined {
  const [first, ...others] = likelyKinds(spec.type).map(kind => specProblem(spec, kind));
  return others.includes(undefined) ? undefined : first;
}

/** Whether a number is printed as a float: integers are too where the type says so. */
export function isFloatSpec({ type }: FormatSpec, kind: FormattedKind): boolean {
  return kind === 'float' || (type !== '' && type !== 'n' && FLOAT_TYPES.includes(type));
}

/** The parts as they are written; those that may be absent altogether are `undefined`. */
interface WrittenSpec {
  readonly fill: string | undefined;
  readonly filledAlign: Alignment | undefined;
  readonly align: Alignment | undefined;
  readonly sign: string;
  readonly z: string;
  readonly hash: string;
  readonly zero: string;
  readonly width: string;
  readonly grouping: string;
  readonly precision: string | undefined;
  readonly type: string;
}

function grammarProblem({ grouping, width, precision, type }: WrittenSpec): string | undefined {
  if (grouping.length > 1) return 'groups digits by both "," and "_"';
  if (precision === '') return 'has no precision after its "."';
  if (Number(width) > MAX_WIDTH || Number(precision) > MAX_WIDTH) {
    return `has a width or precision over ${MAX_WIDTH}`;
  }
  return measureCharacters(type, 2).characters > 1 ? 'cannot be read' : undefined;
}

function hasType(kind: FormattedKind, type: string): boolean {
  if (type === '') return true;
  if (kind === 'text') return type === 's';
  return FLOAT_TYPES.includes(type) || (kind === 'integer' && INTEGER_TYPES.includes(type));
}

/** All kinds, first the one that somebody who writes this type has in mind. */
function likelyKinds(type: string): readonly FormattedKind[] {
  if (type !== '' && INTEGER_TYPES.includes(type)) return ['integer', 'float', 'text'];
  if (type !== '' && FLOAT_TYPES.includes(type)) return ['float', 'integer', 'text'];
  return ['text', 'integer', 'float'];
}

function groupingProblem({ grouping, type }: FormatSpec, kind: FormattedKind): string | undefined {
  if (grouping === '') return undefined;
  const isGrouped =
    type === ''
      ? kind !== 'text'
      : (GROUPED_TYPES + (grouping === '_' ? 'boxX' : '')).includes(type);
  return isGrouped ? undefined : `"${grouping}" does not go with ${describeType(type)}`;
}

function describeType(type: string): string {
  return type === '' || type === 's' ? 'texts' : `the format code "${type}"`;
}

function textProblem({ sign, isZeroPositive, isAlternate, align }: FormatSpec): string | undefined {
  if (sign !== '') return `The sign "${sign}" is not for texts`;
  if (isZeroPositive) return '"z" is not for texts';
  if (isAlternate) return '"#" is not for texts';
  return align === '=' ? 'The alignment "=" is not for texts' : undefined;
}

function integerProblem(spec: FormatSpec): string | undefined {
  if (spec.precision !== undefined)
    return 'A precision is not for integers without "f", "e" or "g"';
  if (spec.isZeroPositive) return '"z" is not for integers without "f", "e" or "g"';
  if (spec.type !== 'c') return undefined;
  if (spec.sign !== '') return 'A sign does not go with the format code "c"';
  return spec.isAlternate ? '"#" does not go with the format code "c"' : undefined;
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
