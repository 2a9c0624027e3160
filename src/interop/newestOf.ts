import { lost, type Loss } from './loss';
/** One version of a prompt in a file that may hold many. */
export interface Numbered {
  readonly name: string;
  readonly number: number;
  /** The labels or tags of this version. */
  readonly labels?: readonly string[];
}

/** A version that was taken, and which others there were. */
export type Taken<T extends Numbered> = T & { readonly older: readonly Loss[] };

/**
 * One version of each prompt, in the order of the names' first places: an import makes one working
 * document of each.
 * @param served the label of the version that applications get; without it, or where no version has
 *   it, the highest number is taken
 */
export function newestOf<T extends Numbered>(
  items: readonly T[],
  served?: string,
): readonly Taken<T>[] {
  const byName = new Map<string, T[]>();
  for (const item of items) {
    const known = byName.get(item.name);
    if (known === undefined) byName.set(item.name, [item]);
    else known.push(item);
  }
  return [...byName.values()].flatMap((versions): Taken<T>[] => {
    const sorted = [...versions].sort((left, right) => right.number - left.number);
    const isServed = ({ labels = [] }: T): boolean =>
      served !== undefined && labels.includes(served);
    const taken = sorted.find(isServed) ?? sorted[0];
    if (taken === undefined) return [];
    const rest = sorted.filter(item => item !== taken);
    if (rest.length === 0) return [{ ...taken, older: [] }];
    const why = taken === sorted[0] ? '' : `, which is labelled ${served ?? ''}`;
    const others = rest.map(withLabels).join(', ');
    const sentence = `Version ${taken.number} is taken${why}; the file also holds ${others}.`;
    const older = [lost('versions', sentence)];
    return [{ ...taken, older }];
  });
}

/** What becomes of several versions. */
export interface Wanted {
  /** The label of the version that applications get. */
  readonly served?: string | undefined;
  /** All of them, instead of one of each prompt. */
  readonly all?: boolean | undefined;
}

/**
 * All versions, the prompts in the order of their first places, those of each from the oldest on; or one of
 * each prompt, as `newestOf`.
 */
export function versionsTaken<T extends Numbered>(
  items: readonly T[],
  { served, all = false }: Wanted,
): readonly Taken<T>[] {
  if (!all) return newestOf(items, served);
  const names = [...new Set(items.map(({ name }) => name))];
  return names.flatMap(name =>
    items
      .filter(item => item.name === name)
      .sort((left, right) => left.number - right.number)
      .map((item): Taken<T> => ({ ...item, older: [] })),
  );
}

/** That labels of the version that was taken are kept: a document has none. Nothing where there are none. */
export function keptLabels(labels: readonly string[], called = 'Labels'): readonly Loss[] {
  if (labels.length === 0) return [];
  const list = labels.join(', ');
  const sentence = `${called} are kept in its metadata (${list}): commit the prompt, then tag it.`;
  return [lost(called.toLowerCase(), sentence)];
}

function withLabels({ number, labels = [] }: Numbered): string {
  return labels.length === 0 ? String(number) : `${number} (${labels.join(', ')})`;
}
