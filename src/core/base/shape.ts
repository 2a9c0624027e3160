/** Whether a value has a form; values are what somebody's JSON holds. */
export type Check = (value: unknown) => boolean;

export const isText: Check = value => typeof value === 'string';
export const isFlag: Check = value => typeof value === 'boolean';
/** An object that is no list. */
export const isMap: Check = value =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** A whole number above 0 that every program reads alike. */
export const isCount: Check = value => Number.isSafeInteger(value) && Number(value) > 0;

/** Also `null`. */
export const orNull =
  (check: Check): Check =>
  value =>
    value === null || check(value);

/** Also a field that is not there. */
export const optional =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);

/** One of these, and nothing else. */
export const oneOf =
  (...values: readonly unknown[]): Check =>
  value =>
    values.includes(value);

/** A list in which each item is so. */
export const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);

/** An object in which each value is so. */
export const mapOf =
  (check: Check): Check =>
  value =>
    isMap(value) && Object.values(value as object).every(check);

/** An object in which each of these fields is so; others may be there. */
export const shape =
  (fields: Readonly<Record<string, Check>>): Check =>
  value =>
    isMap(value) && badField(fields, value as Readonly<Record<string, unknown>>) === undefined;

/** The first of these fields that is not so. */
export function badField(
  fields: Readonly<Record<string, Check>>,
  value: Readonly<Record<string, unknown>>,
): string | undefined {
  return Object.entries(fields).find(([name, check]) => !check(value[name]))?.[0];
}
