import { isInputType, matchesType } from '../core/prompt/document/inputs';
import type { InputType } from '../core/prompt/document/model';

/**
 * The type that a file names for an input, or `any`: where it names none that a document has, and
 * where it gives a value of another itself, for nothing checked them there.
 */
export function typeThatFits(type: unknown, values: readonly unknown[]): InputType {
  if (!isInputType(type)) return 'any';
  const isFitting = (value: unknown): boolean =>
    value === undefined || value === null || matchesType(value, type);
  return values.every(isFitting) ? type : 'any';
}
