import { graphWidth, layoutGraph, type GraphRow } from '../../core/compare/graph/layout';
import { orderVersions } from '../../core/compare/graph/order';
import { shortId } from '../../core/ledger/plan/resolve';
import type { HistoryQueries, HistoryVersion } from '../../index/historyQueries';
import { WORKING_ITEM } from './workingItem';

/** A prompt's whole history: little of every version, so that a long one is there at once. */
export interface HistoryGraph {
  /** In the order of the graph, without the working document. */
  readonly versions: readonly HistoryVersion[];
  /** What the working document was made from; empty where it is not shown. */
  readonly workingParents: readonly string[];
  /** In the order of the list, with the working document where it is shown. */
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  readonly rows: readonly GraphRow[];
  readonly lanes: number;
  /** What a version is called; `undefined` for one that is not here. */
  readonly labelOf: (id: string) => string | undefined;
}

/**
 * The graph of a prompt.
 * @param working what the working document was made from; `undefined` where it is not shown
 * @param before the graph of the same versions, if there is one: the same object comes back where
 *   nothing differs
 */
export function graphOf(
  queries: HistoryQueries,
  prompt: string,
  working: readonly string[] | undefined,
  before: HistoryGraph | undefined,
): HistoryGraph {
  if (before !== undefined && isSame(before, working)) return before;
  const versions = before?.versions ?? orderVersions(queries.all(prompt));
  const labelOf = before?.labelOf ?? labelsOf(versions);
  const own = working === undefined ? [] : [{ id: WORKING_ITEM, at: '', parents: working }];
  const rows = layoutGraph([...own, ...versions]);
  const ids = rows.map(({ id }) => id);
  return {
    versions,
    workingParents: working ?? [],
    ids,
    labels: ids.map(id => (id === WORKING_ITEM ? 'Working document' : (labelOf(id) ?? id))),
    rows,
    lanes: graphWidth(rows),
    labelOf,
  };
}

function isSame({ ids, workingParents }: HistoryGraph, working: readonly string[] | undefined) {
  const isShown = ids[0] === WORKING_ITEM;
  return isShown === (working !== undefined) && workingParents.join() === (working ?? []).join();
}

/** By number; two branches may both have made a v5, and those show their ids. */
function labelsOf(versions: readonly HistoryVersion[]): HistoryGraph['labelOf'] {
  const counts = new Map<number, number>();
  for (const { number } of versions) counts.set(number, (counts.get(number) ?? 0) + 1);
  const labels = new Map(
    versions.map(({ id, number }) => [
      id,
      (counts.get(number) ?? 0) > 1 ? `v${number} · ${shortId(id)}` : `v${number}`,
    ]),
  );
  return id => labels.get(id);
}
