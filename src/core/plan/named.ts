import { MAX_NAMED } from '../records/recordLimits';

/**
 * As many of some ids, given in order, as a record can name: the last ones, so that it comes after
 * everything that decides now. The others stay as they are until the next record names them.
 */
export function namedAtMost(ids: readonly string[]): readonly string[] {
  return ids.slice(-MAX_NAMED);
}
