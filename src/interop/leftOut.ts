import { isNothing, keyPath, type Mapping } from './plainValues';

/**
 * What an object says besides what is read of it, a sentence for each key: nothing of a file goes
 * without a word.
 * @param known the keys that are read
 * @param path where the object stands in the file, '' for the top of it
 */
export function leftOut(fields: Mapping, known: readonly string[], path: string): string[] {
  return Object.keys(fields)
    .filter(key => !known.includes(key) && !isNothing(fields[key]))
    .map(key => `${keyPath(path, key)} is left out: a prompt document has no place for "${key}".`);
}
