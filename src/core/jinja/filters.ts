import type { Budget } from '../template/budget';
import type { Arguments, Signature } from './arguments';
import { listFilters } from './listFilters';
import { numberFilters } from './numberFilters';
import { textFilters } from './textFilters';
import type { Given, Value } from './values';

/** What a filter may use besides its value and its arguments. */
export interface FilterTools {
  readonly budget: Budget;
  applyFilter(name: string, value: Value, given: Given): Value;
  applyTest(name: string, value: Value, given: Given): boolean;
}

export interface Filter extends Signature {
  /** Takes a value that was not found: `default`. */
  readonly isLenient?: boolean;
  run(value: Value, given: Arguments, tools: FilterTools): Value;
}

/** Every filter there is, by its name in Python. */
const FILTERS: Readonly<Record<string, Filter>> = {
  ...textFilters,
  ...numberFilters,
  ...listFilters,
};

export const FILTER_NAMES: readonly string[] = Object.keys(FILTERS).sort();

export function filterOf(name: string): Filter | undefined {
  return Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
}
