import { listFilters } from './listFilters';
import { numberFilters } from './numberFilters';
import { textFilters } from './textFilters';
import type { Filter } from './model';

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
