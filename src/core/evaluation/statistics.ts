/** From `low` to `high`, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The quantile of the normal distribution that leaves 2.5% on either side. */
const Z = 1.959963984540054;
const RESAMPLES = 2_000;

/** The mean; 0 of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * Where the true rate of passing lies with 95% confidence, after Wilson (1927), without a correction for
 * continuity: from 0 to 1 where nothing was tried.
 */
export function wilsonInterval(passed: number, total: number): Interval {
  if (total === 0) return { low: 0, high: 1 };
  const rate = passed / total;
  const scale = 1 + Z ** 2 / total;
  const centre = (rate + Z ** 2 / (2 * total)) / scale;
  const half = (Z / scale) * Math.sqrt((rate * (1 - rate)) / total + Z ** 2 / (4 * total ** 2));
  return {
    low: passed === 0 ? 0 : centre - half,
    high: passed === total ? 1 : centre + half,
  };
}

/**
 * McNemar's exact test of pairs that pass or fail: how likely it is, were both sides alike, that the pairs that
 * differ are shared out as unevenly as this. Two-sided.
 * @param wins pairs in which only the left side passes
 * @param losses pairs in which only the right side passes
 */
export function mcNemarTest(wins: number, losses: number): number {
  return evenSplitTest(wins, losses);
}

/** The exact sign test of differences of pairs, two-sided; pairs without a difference say nothing. */
export function signTest(differences: readonly number[]): number {
  const above = differences.filter(difference => difference > 0).length;
  const below = differences.filter(difference => difference < 0).length;
  return evenSplitTest(above, below);
}

/** The binomial test of two counts whose chances are even. */
function evenSplitTest(left: number, right: number): number {
  const total = left + right;
  const fewer = Math.min(left, right);
  if (left === right) return 1;
  // By logarithms: 2 to the power of -total is no number that JavaScript has, where there are many pairs.
  let logarithm = -total * Math.LN2;
  let tail = 0;
  for (let count = 0; count <= fewer; count++) {
    tail += Math.exp(logarithm);
    logarithm += Math.log((total - count) / (count + 1));
  }
  return Math.min(1, 2 * tail);
}

/**
 * Where the mean of differences lies with 95% confidence: the percentile bootstrap. The same differences and
 * the same seed give the same interval, on every machine. `undefined` of nothing.
 */
export function bootstrapMean(
  differences: readonly number[],
  { seed = 1, resamples = RESAMPLES }: { readonly seed?: number; readonly resamples?: number } = {},
): Interval | undefined {
  if (differences.length === 0) return undefined;
  const random = randomOf(seed);
  const means = Array.from({ length: resamples }, () => resampledMean(differences, random));
  return { low: quantile(means, 0.025) ?? 0, high: quantile(means, 0.975) ?? 0 };
}

function resampledMean(values: readonly number[], random: () => number): number {
  const drawn = (sum: number): number => sum + (values[Math.floor(random() * values.length)] ?? 0);
  return values.reduce(drawn, 0) / values.length;
}

/**
 * The value below which a share of the values lies: between two of them on the straight line from one to the
 * other (Hyndman and Fan's type 7, as numpy, R and spreadsheets have it). `undefined` of nothing.
 */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((left, right) => left - right);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

/** The generator mulberry32: numbers from 0 to 1, the same ones for a seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
