import type { PromptState } from '../derive/model';
import { sourceText } from '../records/records';
import { namedAtMost } from './named';

/** Which versions of a history from elsewhere are here, and which are to be written. */
export interface HistoryPlan {
  /** For each version of it the id of the one here that says the same, where there is one. */
  readonly known: readonly (string | undefined)[];
  /** Those to be written, by their places, in order; each has the one before it as its parent. */
  readonly fresh: readonly number[];
  /** Those that are not here, and older than one that is: a history is never changed behind itself. */
  readonly tooOld: readonly number[];
  /** The parents of the first that is written. */
  readonly parents: readonly string[];
}

/**
 * Decides which versions of a history are new. They are matched by source text and order, so that the same
 * history twice writes nothing. What is new follows the last that is known, also where others came after
 * that here: then the prompt has diverged, and is merged as ever.
 * @param sources the documents, oldest first
 */
export function planHistory(state: PromptState, sources: readonly string[]): HistoryPlan {
  const here = [...state.versions.values()].map(version => ({
    id: version.id,
    source: sourceText(version),
  }));
  const matched = longestCommon(
    sources,
    here.map(({ source }) => source),
  );
  const known = sources.map((_, at) => here[matched.get(at) ?? -1]?.id);
  const last = known.findLastIndex(id => id !== undefined);
  const places = sources.map((_, at) => at).filter(at => known[at] === undefined);
  const base = known[last];
  return {
    known,
    // A version that says what the one before it says would tell nobody anything.
    fresh: places.filter(at => at > last && sources[at] !== sources[at - 1]),
    tooOld: places.filter(at => at < last && sources[at] !== sources[at - 1]),
    parents: base === undefined ? namedAtMost(state.heads.map(head => head.id)) : [base],
  };
}

/** The places of the right side that belong to places of the left one, as many as can be in order. */
function longestCommon(
  left: readonly string[],
  right: readonly string[],
): ReadonlyMap<number, number> {
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs = new Map<number, number>();
  for (let row = 0, column = 0; row < left.length && column < right.length;) {
    if (left[row] === right[column]) pairs.set(row++, column++);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}
