/** One version of a prompt in a file that may hold many. */
export interface Numbered {
  readonly name: string;
  readonly number: number;
}

/**
 * The version of each prompt with the highest number, in the order of the names' first places, and
 * which others there were, as sentences: an import makes one working document of each.
 */
export function newestOf<T extends Numbered>(
  items: readonly T[],
): readonly (T & { readonly older: readonly string[] })[] {
  const byName = new Map<string, T[]>();
  for (const item of items) byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
  return [...byName.values()].flatMap(versions => {
    const [newest, ...rest] = [...versions].sort((left, right) => right.number - left.number);
    if (newest === undefined) return [];
    const numbers = rest.map(({ number }) => number).join(', ');
    const older =
      rest.length === 0
        ? []
        : [`Version ${newest.number} is taken; the file also holds ${numbers}.`];
    return [{ ...newest, older }];
  });
}
