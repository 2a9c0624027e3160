import { measureCharacters } from './characters';
import type { FormatSpec } from './formatSpec';

/** A printed number before sign, groups and padding. */
export interface NumberParts {
  readonly isNegative: boolean;
  /** `0x` and the like. */
  readonly prefix: string;
  /** The digits before the point, which are grouped; none for `inf` and for a character. */
  readonly digits: string;
  /** Everything after them, the point first. */
  readonly rest: string;
}

/** Puts a number together as Python lays it out: padding, sign, prefix, digits in groups, rest. */
export function layOutNumber(parts: NumberParts, spec: FormatSpec): string {
  const { digits, prefix, rest } = parts;
  const align = spec.align ?? (spec.isZeroPadded ? '=' : '>');
  const lead = signOf(parts, spec) + prefix;
  const fixed = lead.length + measureCharacters(rest).characters;
  const isFilledWithZeros = spec.fill === '0' && align === '=';
  const grouped = groupDigits(digits, spec, isFilledWithZeros ? spec.width - fixed : 0);
  const padding = Math.max(0, spec.width - fixed - grouped.length);
  if (align === '=') return lead + spec.fill.repeat(padding) + grouped + rest;
  return padText(lead + grouped + rest, padding, { align, fill: spec.fill });
}

/** Puts `padding` times the fill before, after or around a text. */
export function padText(
  text: string,
  padding: number,
  { align, fill }: { readonly align: '<' | '>' | '^'; readonly fill: string },
): string {
  if (align === '<') return text + fill.repeat(padding);
  if (align === '>') return fill.repeat(padding) + text;
  const before = Math.floor(padding / 2);
  return fill.repeat(before) + text + fill.repeat(padding - before);
}

function signOf({ isNegative }: NumberParts, { sign }: FormatSpec): string {
  if (isNegative) return '-';
  return sign === '-' ? '' : sign;
}

/**
 * Groups digits, with zeros before them up to `width`. A group never begins with the separator:
 * `0=4,` makes `0,234` of 234, one wider than asked for.
 */
function groupDigits(digits: string, { grouping, type }: FormatSpec, width: number): string {
  if (digits === '') return '';
  if (grouping === '') return digits.padStart(width, '0');
  const size = type !== '' && 'boxX'.includes(type) ? 4 : 3;
  const separators = Math.max(0, Math.floor((width - 1) / (size + 1)));
  const padded = digits.padStart(width - separators, '0');
  const groups: string[] = [];
  for (let end = padded.length; end > 0; end -= size) {
    groups.push(padded.slice(Math.max(0, end - size), end));
  }
  return groups.reverse().join(grouping);
}
