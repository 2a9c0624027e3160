/** An element of two sequences: where it stands in each. */
export interface PlacePair {
  readonly left: number;
  readonly right: number;
}

/**
 * The longest subsequence whose `right` ascends, by patience sorting: what stayed in its place while
 * the rest moved. `pairs` ascend by `left`.
 */
export function longestAscending<Pair extends PlacePair>(pairs: readonly Pair[]): Pair[] {
  const tops: { pair: Pair; below: number }[] = [];
  const piles: number[] = [];
  for (const pair of pairs) {
    const pile = firstPileAbove(piles, tops, pair.right);
    tops.push({ pair, below: piles[pile - 1] ?? -1 });
    piles[pile] = tops.length - 1;
  }
  const longest: Pair[] = [];
  for (let top = tops[piles.at(-1) ?? -1]; top !== undefined; top = tops[top.below]) {
    longest.push(top.pair);
  }
  return longest.reverse();
}

function firstPileAbove(
  piles: readonly number[],
  tops: readonly { readonly pair: PlacePair }[],
  right: number,
): number {
  let [low, high] = [0, piles.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const top = tops[piles[middle] ?? -1];
    if (top !== undefined && top.pair.right < right) low = middle + 1;
    else high = middle;
  }
  return low;
}
