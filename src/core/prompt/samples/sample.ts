import { entriesOf, objectOf, printJson } from '../../base/json';
import type { Values } from '../document/inputs';
import type { SampleField } from './fieldText';

/** A value that a sample gets; without `value`, one that it loses. */
export interface ValueChange {
  readonly name: string;
  readonly value?: unknown;
}

/** The values with changes made to them. What no change names stays, in its place. */
export function changeValues(values: Values, changes: readonly ValueChange[]): Values {
  const entries = new Map(entriesOf(values));
  for (const { name, value } of changes) {
    if (value === undefined) entries.delete(name);
    else entries.set(name, value);
  }
  return objectOf(entries);
}

/** An empty value, or the default, for each of these variables. */
export function emptyValues(fields: readonly SampleField[]): readonly ValueChange[] {
  return fields.map(({ name, empty }) => ({ name, value: empty }));
}

/** A sample as its file holds it. */
export function printSample(values: Values): string {
  return `${printJson(values, 2)}\n`;
}
