import { formatFloat } from './formatFloat';
import { formatInteger } from './formatInteger';
import { isFloatSpec, specProblem, type FormatSpec, type FormattedKind } from './formatSpec';
import { formatText } from './formatText';

/** A printed value, or why it cannot be printed so. */
export type Formatted = { readonly text: string } | { readonly problem: string };

/** Python's `format(value, spec)`. Lists, objects and null take no spec, as in Python. */
export function formatValue(value: unknown, spec: FormatSpec): Formatted {
  if (typeof value === 'string') return checked(spec, 'text', () => formatText(value, spec));
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(value, spec);
  if (typeof value === 'boolean') return formatNumber(Number(value), spec);
  return { problem: `${describe(value)} takes no format spec without "!s"` };
}

function formatNumber(value: number | bigint, spec: FormatSpec): Formatted {
  const kind = typeof value === 'bigint' || Number.isInteger(value) ? 'integer' : 'float';
  return checked(spec, kind, () =>
    isFloatSpec(spec, kind) ? formatFloat(Number(value), spec) : formatInteger(value, spec),
  );
}

function checked(
  spec: FormatSpec,
  kind: FormattedKind,
  format: () => string | undefined,
): Formatted {
  const problem = specProblem(spec, kind);
  if (problem !== undefined) return { problem };
  const text = format();
  return text === undefined ? { problem: 'The number is no character' } : { text };
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return 'Null';
  return Array.isArray(value) ? 'A list' : 'An object';
}
