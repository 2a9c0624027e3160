import { lost, type Loss } from './loss';
import { isNothing, keyPath, type Mapping } from './plainValues';

/**
 * What an object says besides what is read of it, a loss for each key: nothing of a file goes
 * without a word.
 * @param known the keys that are read
 * @param path where the object stands in the file, '' for the top of it
 */
export function leftOut(fields: Mapping, known: readonly string[], path: string): Loss[] {
  return Object.keys(fields)
    .filter(key => !known.includes(key) && !isNothing(fields[key]))
    .map(key => {
      const field = keyPath(path, key);
      return lost(field, `${field} is left out: a prompt document has no place for "${key}".`);
    });
}
