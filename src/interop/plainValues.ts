/** An object as JSON and YAML have it. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value looks like a message of a chat: it has a role. */
export function hasRole(value: unknown): value is Mapping {
  return isMapping(value) && typeof value.role === 'string';
}

/** Whether a value says nothing: absent, null, or empty. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The path of a key of an object at a path, '' for the top of a file. */
export function keyPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** What a table has itself under a key that a file says, which may be any value. */
export function entryOf<T>(table: Readonly<Record<string, T>>, key: unknown): T | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The mapping without what says nothing. */
export function given(fields: Mapping): Mapping {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value)));
}

/** The entries whose keys are not among `names`, without what says nothing. */
export function others(fields: Mapping, names: readonly string[]): Mapping {
  return given(Object.fromEntries(Object.entries(fields).filter(([key]) => !names.includes(key))));
}

/** The mapping with other names for some of its keys. */
export function renamed(fields: Mapping, names: Readonly<Record<string, string>>): Mapping {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [entryOf(names, key) ?? key, value]),
  );
}

/** The table of other names, read from right to left. */
export function turned(names: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([left, right]) => [right, left]));
}
