import type { Answer, Cost, Usage } from './answer';
import type { CheckResult } from './checks/model';
import { scoreRow } from './checks/scoreRow';
import type { Requirements } from './model';
import { bootstrapMean, mcNemarTest, mean, quantile, type Interval } from './statistics';

/** What came of one row of a run. */
export interface RowResult {
  /** The id of the row. */
  readonly row: string;
  readonly version: string;
  readonly model: string;
  /** Which of the repeats it is, counted from 1. */
  readonly repeat: number;
  readonly answer: Pick<Answer, 'ms' | 'usage' | 'cost' | 'error'>;
  readonly checks: readonly CheckResult[];
  /** The score from which on the row passes; without it, every check has to. */
  readonly threshold?: number;
}

/** How a row ended: with an error nothing is known of the answer. */
export type RowOutcome = 'passed' | 'failed' | 'error';

/** A requirement that a run does not meet. */
export interface UnmetRequirement {
  readonly requirement: keyof Requirements;
  readonly wanted: number;
  /** `null` where it is not known: without answers, or without a price. */
  readonly found: number | null;
  /** How much is missing, or too much; `null` where it is not known. */
  readonly by: number | null;
}

/** What the record of a run says of it. */
export interface RunSummary {
  /** As many as were asked: repeats count. `passed`, `failed` and `errors` make them up. */
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  readonly errors: number;
  /** The mean of the scores, from 0 to 1; a row with an error counts 0. */
  readonly score: number;
  /** What was used, taken together; `null` where no provider said. */
  readonly usage: Usage | null;
  /** Of answers that came: in how many milliseconds half of them, and 95 of 100, did. */
  readonly ms: { readonly p50: number | null; readonly p95: number | null };
  /** All together; `null` where a price is not known, or is in another currency. */
  readonly cost: Cost | null;
  readonly required: 'met' | 'unmet' | 'none';
}

export interface Summarised {
  readonly summary: RunSummary;
  readonly unmet: readonly UnmetRequirement[];
}

/** How one row ended, and its score. */
export function outcomeOf({ answer, checks, threshold }: RowResult): {
  readonly outcome: RowOutcome;
  readonly score: number;
} {
  if (answer.error !== null) return { outcome: 'error', score: 0 };
  const { pass, score, errors } = scoreRow(checks, threshold);
  if (pass) return { outcome: 'passed', score };
  return errors > 0 ? { outcome: 'error', score: 0 } : { outcome: 'failed', score };
}

/** Takes the results of one version and one model together, and holds them to what is required. */
export function summarise(results: readonly RowResult[], require: Requirements): Summarised {
  const outcomes = results.map(outcomeOf);
  const count = (wanted: RowOutcome): number =>
    outcomes.filter(({ outcome }) => outcome === wanted).length;
  const times = results.flatMap(({ answer }) => (answer.error === null ? [answer.ms] : []));
  const cost = costOf(results);
  const measured: Measured = {
    passRate: results.length === 0 ? null : count('passed') / results.length,
    meanScore: results.length === 0 ? null : mean(outcomes.map(({ score }) => score)),
    p95Ms: quantile(times, 0.95) ?? null,
    costPerRow: cost === null || results.length === 0 ? null : cost.amount / results.length,
  };
  const unmet = unmetOf(measured, require);
  return {
    summary: {
      rows: results.length,
      passed: count('passed'),
      failed: count('failed'),
      errors: count('error'),
      score: measured.meanScore ?? 0,
      usage: usageOf(results),
      ms: { p50: rounded(quantile(times, 0.5)), p95: rounded(measured.p95Ms) },
      cost,
      required: Object.keys(require).length === 0 ? 'none' : unmet.length === 0 ? 'met' : 'unmet',
    },
    unmet,
  };
}

type Measured = Readonly<Record<keyof Requirements, number | null>>;

/** What has to be reached from below; the others are limits. */
const AT_LEAST: ReadonlySet<keyof Requirements> = new Set<keyof Requirements>([
  'passRate',
  'meanScore',
]);

function unmetOf(measured: Measured, require: Requirements): readonly UnmetRequirement[] {
  const wanted = Object.entries(require) as [keyof Requirements, number][];
  return wanted.flatMap(([requirement, limit]): UnmetRequirement[] => {
    const found = measured[requirement];
    if (found === null) return [{ requirement, wanted: limit, found, by: null }];
    const by = AT_LEAST.has(requirement) ? limit - found : found - limit;
    return by > 0 ? [{ requirement, wanted: limit, found, by }] : [];
  });
}

function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value);
}

function usageOf(results: readonly RowResult[]): Usage | null {
  const said = results.flatMap(({ answer }) => answer.usage ?? []);
  if (said.length === 0) return null;
  const sum = (name: keyof Usage): number => said.reduce((all, usage) => all + usage[name], 0);
  return {
    input: sum('input'),
    cached: sum('cached'),
    output: sum('output'),
    reasoning: sum('reasoning'),
  };
}

/** An answer that failed and has no price cost nothing that is known, and hides no other price. */
function costOf(results: readonly RowResult[]): Cost | null {
  const asked = results.filter(({ answer }) => answer.error === null || answer.cost !== null);
  const prices = asked.flatMap(({ answer }) => answer.cost ?? []);
  const [first] = prices;
  if (first === undefined || prices.length < asked.length) return null;
  if (prices.some(({ currency }) => currency !== first.currency)) return null;
  return {
    amount: prices.reduce((sum, { amount }) => sum + amount, 0),
    currency: first.currency,
  };
}

/** A row that passes on one side alone. */
export interface ChangedRow {
  readonly row: string;
  readonly left: boolean;
  readonly right: boolean;
}

/** Two runs over the same rows, row by row. */
export interface PairedComparison {
  /** Rows in which the left side alone passes. */
  readonly wins: number;
  /** Rows in which the right side alone passes. */
  readonly losses: number;
  readonly ties: number;
  /** Rows that are on one side alone, or had an error: they say nothing. */
  readonly unpaired: number;
  /** McNemar's exact test of wins and losses. */
  readonly p: number;
  /** The mean of the scores of the left side, less that of the right one. */
  readonly difference: number;
  /** Where the true difference lies, with 95% confidence; `null` without a pair. */
  readonly interval: Interval | null;
  /** Whether the left side is significantly worse: it loses more rows than it wins, and p < 0.05. */
  readonly worse: boolean;
  /** Sorted by row. */
  readonly changed: readonly ChangedRow[];
}

const SIGNIFICANT = 0.05;

/**
 * Compares two runs row by row. The repeats of a row are taken together, for they do not speak for
 * themselves: the row passes where more than half of them do, and has the mean of their scores.
 */
export function comparePaired(
  left: readonly RowResult[],
  right: readonly RowResult[],
): PairedComparison {
  const [ours, theirs] = [rowsOf(left), rowsOf(right)];
  const pairs = [...ours].flatMap(([row, mine]) => {
    const other = theirs.get(row);
    return other === undefined ? [] : [{ row, left: mine, right: other }];
  });
  const changed = pairs
    .filter(pair => pair.left.passes !== pair.right.passes)
    .map(pair => ({ row: pair.row, left: pair.left.passes, right: pair.right.passes }))
    .sort((one, other) => (one.row < other.row ? -1 : 1));
  const wins = changed.filter(row => row.left).length;
  const losses = changed.length - wins;
  const differences = pairs.map(pair => pair.left.score - pair.right.score);
  const p = mcNemarTest(wins, losses);
  const all = new Set([...left, ...right].map(({ row }) => row)).size;
  return {
    wins,
    losses,
    ties: pairs.length - changed.length,
    unpaired: all - pairs.length,
    p,
    difference: mean(differences),
    interval: bootstrapMean(differences) ?? null,
    worse: losses > wins && p < SIGNIFICANT,
    changed,
  };
}

interface Row {
  readonly passes: boolean;
  readonly score: number;
}

/** Rows by their id; repeats with an error are left out. */
function rowsOf(results: readonly RowResult[]): ReadonlyMap<string, Row> {
  const repeats = new Map<string, Row[]>();
  for (const result of results) {
    const { outcome, score } = outcomeOf(result);
    if (outcome === 'error') continue;
    const known = repeats.get(result.row) ?? [];
    repeats.set(result.row, [...known, { passes: outcome === 'passed', score }]);
  }
  return new Map(
    [...repeats].map(([row, all]) => {
      const passed = all.filter(({ passes }) => passes).length;
      return [row, { passes: passed * 2 > all.length, score: mean(all.map(item => item.score)) }];
    }),
  );
}
