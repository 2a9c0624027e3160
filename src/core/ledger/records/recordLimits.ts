/** How many bytes a record file has at most. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024;
/** How many parents, or previous records, a record names at most. */
export const MAX_NAMED = 1024;
/** How large a number in a record is at most. */
export const MAX_NUMBER = 1_000_000_000;
/** How deep a record is nested at most; the record itself is the first level. */
export const MAX_DEPTH = 32;

/** The sentence for a record file with more bytes than a record has. */
export const TOO_MANY_BYTES = 'It has more than 8 MB, the limit of a record.';

/**
 * Which limit of records a value exceeds, as a sentence; `undefined` for none. Takes any value, however
 * deep, and has to be asked before anything else walks through it.
 */
export function limitProblem(value: Readonly<Record<string, unknown>>): string | undefined {
  for (const field of ['parents', 'previous', 'heads']) {
    const named = value[field];
    if (Array.isArray(named) && named.length > MAX_NAMED) {
      return `"${field}" names ${named.length} records, and the limit is ${MAX_NAMED}.`;
    }
  }
  const large = Object.entries(value).find(([, field]) => isTooLarge(field));
  if (large !== undefined)
    return `"${large[0]}" is larger than ${MAX_NUMBER}, the limit of numbers.`;
  return isDeeperThan(MAX_DEPTH, value)
    ? `It is nested more than ${MAX_DEPTH} levels deep.`
    : undefined;
}

/**
 * Only the record's own numbers: what a verdict quotes of a prompt, such as a seed, is data that nobody
 * counts with.
 */
function isTooLarge(field: unknown): boolean {
  return typeof field === 'number' && !(Math.abs(field) <= MAX_NUMBER);
}

/** Whether a value has more levels of lists and objects than `levels`; itself is the first. */
export function isDeeperThan(levels: number, value: object): boolean {
  let level: readonly object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    const below: object[] = [];
    for (const item of level) addContainers(item, below);
    level = below;
  }
  return false;
}

function addContainers(item: object, found: object[]): void {
  const values: readonly unknown[] = Array.isArray(item) ? item : Object.values(item);
  for (const value of values) if (typeof value === 'object' && value !== null) found.push(value);
}
