/** Says whether a value that came from the other side has the shape of `T`. */
export type Guard<T> = (value: unknown) => value is T;

export const isText: Guard<string> = value => typeof value === 'string';
export const isFlag: Guard<boolean> = value => typeof value === 'boolean';
/** Any value will do: a guard of its own reads it later. */
export const isAnything: Guard<unknown> = (value): value is unknown => value !== undefined;
export const isCount: Guard<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** An object with these members; others are not looked at. */
export function shape<T extends object>(guards: {
  [Key in keyof T]-?: Guard<T[Key]>;
}): Guard<T> {
  const members = Object.entries<Guard<unknown>>(guards);
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    members.every(([key, guard]) => guard((value as Record<string, unknown>)[key]));
}

export function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

/** An object whose members are all of one kind. */
export function recordOf<T>(guard: Guard<T>): Guard<Readonly<Record<string, T>>> {
  return (value): value is Readonly<Record<string, T>> =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(guard);
}

export function oneOf<const T extends string | boolean | null>(...allowed: readonly T[]): Guard<T> {
  return (value): value is T => (allowed as readonly unknown[]).includes(value);
}

export function optional<T>(guard: Guard<T>): Guard<T | undefined> {
  return (value): value is T | undefined => value === undefined || guard(value);
}

export function either<A, B>(first: Guard<A>, second: Guard<B>): Guard<A | B> {
  return (value): value is A | B => first(value) || second(value);
}
